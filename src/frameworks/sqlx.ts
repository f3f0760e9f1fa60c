import type { Framework, Tree } from './framework.ts';
import { byNumber, listMatching } from './order.ts';
import { nameOf } from './paths.ts';

/** Source: launchbadge/sqlx sqlx-core/src/migrate/source.rs; reversible pairs end in `.up.sql` and `.down.sql`. */
const FORWARDS = /^(\d+)_(?!.*\.down\.sql$).*\.sql$/;

const usesSqlx = (repository: Tree): boolean =>
  repository.paths.some(
    (path) =>
      nameOf(path) === 'Cargo.toml' && /^\s*(?:sqlx\b|\[.*\bsqlx\b)/m.test(repository.text(path) ?? ''),
  );

/** A transaction for each file; without one (the file's first bytes say so) it is still sent as one string. */
export const sqlx: Framework = {
  name: 'sqlx',
  recognises: (folder, repository) =>
    folder.paths.some((path) => FORWARDS.test(nameOf(path))) && usesSqlx(repository) ? 85 : 0,
  list: (paths) => listMatching(paths, FORWARDS).sort(byNumber),
  up: (path, text) => ({
    path,
    up: text,
    transaction: text.startsWith('-- no-transaction') ? 'implicit' : 'runner',
  }),
};
