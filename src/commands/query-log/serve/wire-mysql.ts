/** Configuration -> what runs for a MySQL or MariaDB database: loaded where there is one. */
import type { Collector } from '../../../query-log/collect.ts';
import { followMysqlSlowLog } from '../../../query-log/collectors/follow-mysql-slow-log.ts';
import { makeNode, type Node } from '../../../query-log/collectors/node.ts';
import { watchMysql } from '../../../query-log/collectors/watch-mysql.ts';
import type { MakeResolver } from '../../../query-log/live-schemas.ts';
import { MysqlResolver } from '../../../query-log/resolve/mysql.ts';
import { knownMysqlCatalog } from '../../../query-log/sources/mysql-catalog/index.ts';
import { mysqlAddressOf, mysqlDatabaseIn } from '../../../query-log/sources/mysql-connection.ts';
import { countMysqlDigests } from '../../../query-log/sources/mysql-digests/index.ts';
import type { SlowLogProof } from '../../../query-log/sources/mysql-slow-log/proof.ts';
import type { KnownCatalog } from '../../../query-log/words.ts';
import { readMysqlSchema } from '../../../sql/mysql/index.ts';
import { UserError } from '../../../user-error.ts';
import type { DatabaseConfig, SourceConfig } from './config.ts';
import { addressOf, connectionOf, type Wiring } from './wiring.ts';

type LogNode = Node<SlowLogProof>;
type LogSource = Extract<SourceConfig, { type: 'mysql-slow-log' }>;
type DigestSource = Extract<SourceConfig, { type: 'mysql-digests' }>;

/** What the server calls the database: by its address, else by what the configuration says, else as we do. */
export function calledOn({ connectionEnv, called, name }: DatabaseConfig, env: Wiring['env']): string {
  const address = connectionEnv === null ? null : addressOf(connectionEnv, env);
  return (address && mysqlDatabaseIn(address)) ?? called[0] ?? name;
}

export const mysqlMaker =
  (database: DatabaseConfig, env: Wiring['env'], digest: boolean): MakeResolver =>
  (catalog) =>
    new MysqlResolver(catalog, { digest, database: calledOn(database, env) });

/** Throws `UserError`: nothing in it makes a table. */
export function mysqlDump(database: DatabaseConfig, ddl: string, env: Wiring['env']): KnownCatalog {
  const { schema } = readMysqlSchema(ddl, calledOn(database, env));
  if (schema.tables.length === 0)
    throw new UserError(
      `the schema of ${database.name} makes no table.`,
      'Give a file as mysqldump --no-data --routines writes it.',
    );
  return { ...knownMysqlCatalog(schema, database.name, null), ddl };
}

/** Sessions of ours by the server that they are on, for all databases together: a number means another session elsewhere. */
class OwnSessions {
  private readonly places = new Map<string, Set<number>>();

  on(variable: string, env: Wiring['env']): Set<number> {
    const { host, port, socketPath } = mysqlAddressOf(addressOf(variable, env));
    const place = socketPath ?? `${host}:${port}`;
    const known = this.places.get(place) ?? new Set();
    this.places.set(place, known);
    return known;
  }
}

export function mysqlCollectorsOf(databases: readonly DatabaseConfig[], wiring: Wiring): Collector[] {
  const own = new OwnSessions();
  return databases.flatMap((database) => collectorsOf(database, own, wiring));
}

function collectorsOf(database: DatabaseConfig, own: OwnSessions, wiring: Wiring): Collector[] {
  const isLog = (source: SourceConfig): source is LogSource => source.type === 'mysql-slow-log';
  const isDigests = (source: SourceConfig): source is DigestSource => source.type === 'mysql-digests';
  const logs = database.sources.filter(isLog);
  const asked = [database.connectionEnv, ...logs.map((source) => connectionOf(source, database))];
  const variables = [...new Set(asked)].filter((variable) => variable !== null);
  const nodes = new Map(variables.map((variable): [string, LogNode] => [variable, makeNode<SlowLogProof>()]));
  const logsOf = (variable: string): LogSource[] =>
    logs.filter((source) => connectionOf(source, database) === variable);
  return [
    ...[...nodes].map(([variable, node]) =>
      watcherOf(variable, node, own, logsOf(variable), database, wiring),
    ),
    ...logs.map((source) => followerOf(source, nodes, database, wiring)),
    ...database.sources.filter(isDigests).map((source) => counterOf(source, own, database, wiring)),
  ];
}

function watcherOf(
  variable: string,
  node: LogNode,
  own: OwnSessions,
  logs: LogSource[],
  database: DatabaseConfig,
  { env, store, now }: Wiring,
): Collector {
  return watchMysql({
    id: `server ${variable}`,
    database: database.name,
    called: calledOn(database, env),
    address: addressOf(variable, env),
    node,
    own: own.on(variable, env),
    store,
    schema: variable === database.connectionEnv,
    log: logs.length > 0,
    probe: logs.some(({ probe }) => probe),
    every: database.every,
    now,
  });
}

function followerOf(
  source: LogSource,
  nodes: ReadonlyMap<string, LogNode>,
  database: DatabaseConfig,
  { tally, now }: Wiring,
): Collector {
  const { id, required, path } = source;
  const node = nodes.get(connectionOf(source, database) ?? '') ?? null;
  return followMysqlSlowLog({ id, required, path, database: database.name, node, tally, now });
}

function counterOf(
  source: DigestSource,
  own: OwnSessions,
  database: DatabaseConfig,
  { tally, env }: Wiring,
): Collector {
  const { id, required, every } = source;
  const variable = connectionOf(source, database) ?? '';
  return countMysqlDigests({
    id,
    required,
    every,
    engine: database.engine === 'mysql' ? 'mysql' : 'mariadb',
    address: mysqlAddressOf(addressOf(variable, env)),
    tally,
    own: own.on(variable, env),
    database: database.name,
  });
}
