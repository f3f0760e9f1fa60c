import type { Problem } from '../model.ts';
import { downFiles } from './down-files.ts';
import type { Framework, Tree } from './framework.ts';
import { nameOf, withinCommon } from './paths.ts';

/** Undo and baseline files, copies of the schema, first rows, archives of a tool: known, and no steps. */
const KNOWN = /^(?:[UB]\d[\d._]*__.*|down|schema|structure|seeds?|dump|baseline)\.sql$/i;
const ASIDE = /(?:^|\/)(?:seeds?|meta|\.[^/]+)\//i;

/** Named as a migration is, in a language that some runner runs, or in SQL by another ending. */
const SCRIPT =
  /^[VR]?\d.*\.(?:[cm]?[jt]s|py|rb|exs|php|go|java|kts?|groovy|sh|bash|psql|pgsql|ddl|xml|ya?ml)$/i;
const NO_SCRIPT = /(?:[._](?:test|spec)|\.d)\.[a-z]+$/i;

const isScript = (path: string): boolean => SCRIPT.test(nameOf(path)) && !NO_SCRIPT.test(nameOf(path));

/**
 * SQL files in a migrations folder that the framework would not run, and that nothing else explains: a misspelled
 * name, or another runner's files; and files that are named as migrations and are no SQL. Each is a problem, for what
 * is not run is not judged either.
 */
export function unclaimedFiles(framework: Framework, paths: readonly string[], tree?: Tree): Problem[] {
  const listed = new Set(framework.list(paths, tree).map(({ path }) => path));
  const isDown = downFiles(paths);
  const within = withinCommon(paths);
  return paths
    .filter((path) => (/\.sql$/i.test(path) || isScript(path)) && !listed.has(path))
    .filter((path) => !isDown(path) && !KNOWN.test(nameOf(path)) && !ASIDE.test(within(path)))
    .sort()
    .map((path) => ({
      path,
      line: 1,
      column: 1,
      message: isScript(path)
        ? `it is named as a migration and is no file that is read for ${framework.name}, so it was not judged: write what it does as SQL, or move it out of the folder of the migrations`
        : `${framework.name} would not run this file, going by its name, so it was not judged: rename it as ${framework.name} asks, or move it out of the folder of the migrations`,
    }));
}
