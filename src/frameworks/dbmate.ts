import type { Framework } from './framework.ts';
import { linesOf } from './lines.ts';
import { byName, listMatching } from './order.ts';
import { keepUp, type Marker } from './sections.ts';

/** As in amacneil/dbmate pkg/dbmate/migration.go: up is matched widely, down only as a whole line. */
const UP = /^--[\t\f\r ]*migrate:up(?:[\t\f\r ]*$|[\t\f\r ]+\S)/;
const DOWN = /^--[\t\f\r ]*migrate:down(?:[\t\f\r ]*|[\t\f\r ]+\S+)$/;

const markerOf = (line: string): Marker => (UP.test(line) ? 'up' : DOWN.test(line) ? 'down' : null);

const isUntransacted = (line: string): boolean =>
  UP.test(line) && line.split(/[\t\f\r ]+/).includes('transaction:false');

/**
 * A transaction around each file, whose up part is sent as one string: with `transaction:false` several statements
 * still share PostgreSQL's implicit transaction.
 */
export const dbmate: Framework = {
  name: 'dbmate',
  recognises: (folder) =>
    folder.paths.some((path) => /^--\s*migrate:up\b/m.test(folder.text(path) ?? '')) ? 100 : 0,
  list: (paths) => listMatching(paths, /^(\d+).*\.sql$/).sort(byName),
  up: (path, text) => ({
    path,
    up: keepUp(text, (line) => markerOf(line.text)),
    transaction: linesOf(text).some((line) => isUntransacted(line.text)) ? 'implicit' : 'runner',
  }),
};
