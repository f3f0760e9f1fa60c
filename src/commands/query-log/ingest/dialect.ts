/** Whose log it is, by its first bytes: who reads it, and whose statements are in it. */
import type { Resolver } from '../../../query-log/resolve.ts';
import { detectSlowLog } from '../../../query-log/sources/mysql-slow-log/index.ts';
import { readLog } from '../../../query-log/sources/server-log/index.ts';
import type { Store } from '../../../query-log/store.ts';
import { UserError } from '../../../user-error.ts';
import { quoted } from '../../options.ts';
import { readHead } from './known-files.ts';
import { postgresqlMaker, StoredSchemas, takeSchema } from './schema.ts';

export interface Dialect {
  /** As the store calls such a source. */
  kind: 'postgresql-log' | 'mysql-slow-log';
  read: typeof readLog;
  /** Puts the schema of a file into the store; a resolver over it. */
  take(path: string, database: string, store: Store): Resolver;
  /** Resolves by what the store knows. */
  stored(store: Store, database: string): StoredSchemas;
}

const POSTGRESQL: Dialect = {
  kind: 'postgresql-log',
  read: readLog,
  take: takeSchema,
  stored: (store, database) => new StoredSchemas(store, database, postgresqlMaker()),
};

/** Standard input cannot be looked at beforehand: it is taken for PostgreSQL's. */
const dialectOfFile = async (path: string): Promise<Dialect> =>
  path !== '-' && detectSlowLog(await readHead(path))
    ? (await import('./mysql-dialect.ts')).MYSQL
    : POSTGRESQL;

/** One run reads logs of one kind. Throws `UserError` for several, `FileError` for what cannot be opened. */
export async function dialectOf(files: readonly string[]): Promise<Dialect> {
  const found = await Promise.all(files.map(dialectOfFile));
  const [first = POSTGRESQL] = found;
  const other = found.findIndex((one) => one !== first);
  if (other < 0) return first;
  throw new UserError(
    `${quoted(files[0] ?? '')} and ${quoted(files[other] ?? '')} are logs of different servers.`,
    'Read each kind in a run of its own, with --database and --schema of its own.',
  );
}
