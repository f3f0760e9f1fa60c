/** MySQL's and MariaDB's slow log: loaded where one is read. */
import { MysqlResolver } from '../../../query-log/resolve/mysql.ts';
import type { Resolver } from '../../../query-log/resolve.ts';
import { knownMysqlCatalog } from '../../../query-log/sources/mysql-catalog/index.ts';
import { readSlowLog } from '../../../query-log/sources/mysql-slow-log/index.ts';
import type { Store } from '../../../query-log/store.ts';
import { cleanLine } from '../../../report/clean.ts';
import { readMysqlSchema } from '../../../sql/mysql/index.ts';
import { UserError } from '../../../user-error.ts';
import { quoted } from '../../options.ts';
import type { Dialect } from './dialect.ts';
import { readSchemaFile, StoredSchemas } from './schema.ts';

/** Problems that are told of a dump; the rest is like them. */
const SHOWN = 20;

function takeMysqlSchema(path: string, database: string, store: Store): Resolver {
  const ddl = readSchemaFile(path);
  const { schema, problems } = readMysqlSchema(ddl, database);
  for (const { line, message } of problems.slice(0, SHOWN))
    process.stderr.write(`lanekeeper: ${cleanLine(`${path}:${line} ${message}`)}\n`);
  if (schema.tables.length === 0) {
    throw new UserError(
      `--schema ${quoted(path)} makes no table.`,
      'Give a file as mysqldump --no-data --routines writes it.',
    );
  }
  store.putCatalog({ ...knownMysqlCatalog(schema, database, null), ddl });
  return new MysqlResolver({ ddl }, { database });
}

export const MYSQL: Dialect = {
  kind: 'mysql-slow-log',
  read: (path, { complete = false, position = null, finish = true } = {}) =>
    readSlowLog(path, { complete, position, finish }),
  take: takeMysqlSchema,
  stored: (store, database) =>
    new StoredSchemas(store, database, (catalog) => new MysqlResolver(catalog, { database })),
};
