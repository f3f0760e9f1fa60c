import type { MigrationFile } from '../model.ts';
import type { Framework } from './framework.ts';
import { linesOf } from './lines.ts';
import { byName, byNumber } from './order.ts';
import { nameOf } from './paths.ts';
import { keepUp, type Marker } from './sections.ts';

const PREFIX = '-- +migrate ';

/** Words after the prefix. Source: rubenv/sql-migrate sqlparse/sqlparse.go; case counts. */
function commandOf(line: string): string[] | null {
  return line.startsWith(PREFIX) ? line.slice(PREFIX.length).trim().split(/\s+/) : null;
}

function markerOf(line: string): Marker {
  const command = commandOf(line)?.[0];
  if (command === undefined) return null;
  return command === 'Up' ? 'up' : command === 'Down' ? 'down' : 'other';
}

function isUntransacted(line: string): boolean {
  const [command, ...options] = commandOf(line) ?? [];
  return command === 'Up' && options.includes('notransaction');
}

/** Numbered files by their number, then the others by name: `Migration.Less` in migrate.go. */
function compare(a: MigrationFile, b: MigrationFile): number {
  const [left, right] = [a, b].map((file) => /^\d+/.exec(nameOf(file.path))?.[0] ?? null);
  if (left && right) return byNumber({ ...a, version: left }, { ...b, version: right });
  return left ? -1 : right ? 1 : byName(a, b);
}

/** One transaction for each file; with `notransaction` statement by statement. A file's name is its id. */
export const sqlMigrate: Framework = {
  name: 'sql-migrate',
  recognises: (folder) =>
    folder.paths.some((path) => /^-- \+migrate Up/m.test(folder.text(path) ?? '')) ? 100 : 0,
  list: (paths) =>
    paths
      .filter((path) => path.endsWith('.sql'))
      .map((path) => ({ path, version: nameOf(path), repeatable: false }))
      .sort(compare),
  up: (path, text) => ({
    path,
    up: keepUp(text, (line) => markerOf(line.text)),
    transaction: linesOf(text).some((line) => isUntransacted(line.text)) ? 'none' : 'runner',
  }),
};
