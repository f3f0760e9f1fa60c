import { downFiles } from './down-files.ts';
import type { Framework } from './framework.ts';
import { blank, keepLines, type Line, linesOf } from './lines.ts';
import { byName } from './order.ts';
import { nameOf } from './paths.ts';

const ENTRY = /^-- (\S.*\S|\S) --$/;

/** Directives of the file stand in the comments at its top. Source: atlasgo.io, versioned/apply and versioned/checks. */
function directivesOf(text: string): string[] {
  const directives: string[] = [];
  for (const { text: line } of linesOf(text)) {
    const directive = /^--\s*atlas:(.*)$/.exec(line)?.[1];
    if (directive !== undefined) directives.push(directive.trim().replace(/\s+/g, ' '));
    else if (line.trim() !== '' && !line.startsWith('--')) break;
  }
  return directives;
}

/** An archive holds checks and a way down beside the migration; SQL before the first entry is kept. */
function keepMigrationEntry(text: string): string {
  let entry = 'migration.sql';
  return keepLines(text, (line: Line) => {
    const found = ENTRY.exec(line.text.trimEnd())?.[1];
    if (found !== undefined) entry = found;
    return found === undefined && !isAside(entry);
  });
}

const isAside = (entry: string): boolean => entry === 'down.sql' || /^checks(?:\.sql$|\/)/.test(entry);

/** One transaction for each file, unless the file says `txmode none`. A checkpoint runs on empty databases alone. */
export const atlas: Framework = {
  name: 'atlas',
  recognises: (folder) => (folder.paths.some((path) => nameOf(path) === 'atlas.sum') ? 95 : 0),
  list(paths) {
    const isDown = downFiles(paths);
    return paths
      .filter((path) => path.endsWith('.sql') && !isDown(path))
      .map((path) => ({
        path,
        version: nameOf(path)
          .replace(/\.sql$/, '')
          .replace(/_.*$/, ''),
        repeatable: false,
      }))
      .sort(byName);
  },
  up(path, text) {
    const directives = directivesOf(text);
    const has = (start: string): boolean =>
      directives.some((directive) => directive === start || directive.startsWith(`${start} `));
    const up = has('checkpoint') ? blank(text) : has('txtar') ? keepMigrationEntry(text) : text;
    return { path, up, transaction: directives.includes('txmode none') ? 'none' : 'runner' };
  },
};
