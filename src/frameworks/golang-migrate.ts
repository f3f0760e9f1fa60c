import type { Framework } from './framework.ts';
import { byNumber, listMatching } from './order.ts';
import { nameOf } from './paths.ts';

/** Source: golang-migrate/migrate source/parse.go. */
const UP = /^(\d+)_.*\.up\.sql$/;

/** The whole file goes to PostgreSQL as one string: an implicit transaction where it holds several statements. */
export const golangMigrate: Framework = {
  name: 'golang-migrate',
  recognises: (folder) => (folder.paths.some((path) => UP.test(nameOf(path))) ? 80 : 0),
  list: (paths) => listMatching(paths, UP).sort(byNumber),
  up: (path, text) => ({ path, up: text, transaction: 'implicit' }),
};
