import { downFiles } from './down-files.ts';
import type { Framework } from './framework.ts';
import { byPath } from './order.ts';
import { folderOf, nameOf, withinCommon } from './paths.ts';

/** Copies of the whole schema and first rows: they lie beside migrations and are no steps. */
const NO_STEP = /^(?:schema|structure|seeds?|dump|baseline)\.sql$/i;
const SEEDS = /(?:^|\/)seeds?\//i;

/** Leading digits, or the name where there are none; within its subfolder, for years often start again at 001. */
function versionOf(path: string, within: string): string {
  const name = nameOf(path);
  const own = /^\d+/.exec(name)?.[0] ?? name.replace(/\.sql$/i, '');
  const folder = folderOf(within);
  return folder === '' ? own : `${folder}/${own}`;
}

/** Plain files in the order of their names, run by an unknown runner: statement by statement, without a transaction. */
export const sql: Framework = {
  name: 'sql',
  recognises: (folder) => (folder.paths.some((path) => /\.sql$/i.test(path)) ? 1 : 0),
  list(paths) {
    const isDown = downFiles(paths);
    const seen = withinCommon(paths);
    const chosen = paths.filter(
      (path) =>
        /\.sql$/i.test(path) && !isDown(path) && !NO_STEP.test(nameOf(path)) && !SEEDS.test(seen(path)),
    );
    const within = withinCommon(chosen);
    return chosen
      .map((path) => ({ path, version: versionOf(path, within(path)), repeatable: false }))
      .sort(byPath);
  },
  up: (path, text) => ({ path, up: text, transaction: 'none' }),
};
