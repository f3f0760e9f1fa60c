/** Configuration -> what runs: databases to serve, their schemas from dumps, and a collector for each live source. */
import { readFileSync } from 'node:fs';
import type { Collector } from '../../../query-log/collect.ts';
import { countPgStatStatements } from '../../../query-log/collectors/count-pg-stat-statements.ts';
import { followPostgresqlLog } from '../../../query-log/collectors/follow-postgresql-log.ts';
import { makeNode, type Node } from '../../../query-log/collectors/node.ts';
import { watchPostgresql } from '../../../query-log/collectors/watch-postgresql.ts';
import type { MakeResolver } from '../../../query-log/live-schemas.ts';
import type { ServedDatabase } from '../../../query-log/serve/served.ts';
import type { Store } from '../../../query-log/store.ts';
import type { KnownCatalog, SourceName } from '../../../query-log/words.ts';
import { UserError } from '../../../user-error.ts';
import { quoted } from '../../options.ts';
import { type DatabaseConfig, DEFAULTS, type ServeConfig, type SourceConfig } from './config.ts';
import { addressOf, connectionOf, type Wiring } from './wiring.ts';

const kindOf = (type: SourceConfig['type'], engine: DatabaseConfig['engine']): string =>
  type === 'mysql-digests' ? `${engine}-digests` : type;

export function servedDatabases({ databases }: ServeConfig): ServedDatabase[] {
  return databases.map(({ name, engine, called, sources }) => ({
    name,
    aliases: [name, ...called],
    sources: sources.map(
      ({ id, type, required }): SourceName => ({
        id,
        kind: kindOf(type, engine),
        required,
        sampling: { mode: 'full', rate: 1 },
      }),
    ),
  }));
}

/** Tells the store which sources must report, and the schemas that were given as dumps. */
export async function prepareStore(
  { databases }: ServeConfig,
  store: Store,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  for (const database of databases) {
    const { name, sources, schema } = database;
    store.expect(
      name,
      sources.filter(({ required }) => required).map(({ id }) => id),
    );
    if (schema === null) continue;
    const ddl = readDump(schema);
    store.putCatalog(await catalogOfDump(database, ddl, env));
  }
}

async function catalogOfDump(
  database: DatabaseConfig,
  ddl: string,
  env: NodeJS.ProcessEnv,
): Promise<KnownCatalog> {
  if (database.engine !== 'postgresql')
    return (await import('./wire-mysql.ts')).mysqlDump(database, ddl, env);
  const { objectsOfDump } = await import('./objects-of-dump.ts');
  return { database: database.name, from: null, ddl, objects: await objectsOfDump(ddl) };
}

/** Who reads the statements of each database, where it is another than PostgreSQL's; null: all are PostgreSQL's. */
export async function makersOf(
  { databases }: ServeConfig,
  env: NodeJS.ProcessEnv,
): Promise<(database: string, digest: boolean) => MakeResolver | null> {
  const others = new Map(
    databases.filter(({ engine }) => engine !== 'postgresql').map((database) => [database.name, database]),
  );
  if (others.size === 0) return () => null;
  const { mysqlMaker } = await import('./wire-mysql.ts');
  return (name, digest) => {
    const database = others.get(name);
    return database ? mysqlMaker(database, env, digest) : null;
  };
}

function readDump(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(error);
    throw new UserError(
      `${quoted(path)} could not be read: ${why}.`,
      'Give the schema as pg_dump --schema-only, or mysqldump --no-data --routines, writes it.',
    );
  }
}

/** One collector for each live source, and one for each server that is looked at. */
export async function collectorsOf({ databases }: ServeConfig, wiring: Wiring): Promise<Collector[]> {
  const isPostgresql = ({ engine }: DatabaseConfig): boolean => engine === 'postgresql';
  const own = databases.filter(isPostgresql).flatMap((database) => collectorsOfDatabase(database, wiring));
  const others = databases.filter((database) => !isPostgresql(database));
  if (others.length === 0) return own;
  return [...own, ...(await import('./wire-mysql.ts')).mysqlCollectorsOf(others, wiring)];
}

function collectorsOfDatabase(database: DatabaseConfig, wiring: Wiring): Collector[] {
  const nodes = new Map<string, { node: Node; log: boolean; probe: boolean }>();
  if (database.connectionEnv !== null)
    nodes.set(database.connectionEnv, { node: makeNode(), log: false, probe: false });
  for (const source of database.sources) {
    const variable = connectionOf(source, database);
    if (variable === null || source.type !== 'postgresql-log') continue;
    const { node, probe } = nodes.get(variable) ?? { node: makeNode(), probe: false };
    nodes.set(variable, { node, log: true, probe: probe || source.probe });
  }
  const nodeOf = (source: SourceConfig): Node | null =>
    nodes.get(connectionOf(source, database) ?? '')?.node ?? null;
  const watchers = [...nodes].map(([variable, { node, log, probe }]) => {
    const address = addressOf(variable, wiring.env);
    const schema = variable === database.connectionEnv;
    const { store, now } = wiring;
    const id = `server ${variable}`;
    return watchPostgresql({
      id,
      database: database.name,
      address,
      node,
      store,
      schema,
      log,
      probe,
      every: database.every,
      now,
    });
  });
  return [
    ...watchers,
    ...database.sources.flatMap((source) => collectorOf(source, database, nodeOf, wiring)),
  ];
}

/** The name in the connection; null: it names none, or cannot be read. */
function nameIn(url: string | undefined): string | null {
  try {
    const { pathname, searchParams } = new URL((url ?? '').replace(/@\//, '@localhost/'));
    return searchParams.has('dbname') ? null : decodeURIComponent(pathname.slice(1)) || null;
  } catch {
    return null;
  }
}

/** What the server calls the database; empty where nobody knows. */
function calledIn(source: SourceConfig, database: DatabaseConfig, env: Wiring['env']): string[] {
  const name = nameIn(env[connectionOf(source, database) ?? '']);
  return name === null ? database.called : [...database.called, name];
}

function collectorOf(
  source: SourceConfig,
  database: DatabaseConfig,
  nodeOf: (source: SourceConfig) => Node | null,
  { tally, env, now }: Wiring,
): Collector[] {
  const common = { id: source.id, database: database.name, required: source.required, tally, now };
  const siblings = (type: SourceConfig['type']): SourceConfig[] =>
    database.sources.filter(
      (other) =>
        other.type === type &&
        other.required &&
        connectionOf(other, database) === connectionOf(source, database),
    );
  if (source.type === 'postgresql-log') {
    const { path, prefix, timezone } = source;
    const failuresAreEnough = siblings('pg-stat-statements').length > 0;
    return [
      followPostgresqlLog({
        ...common,
        called: calledIn(source, database, env),
        path,
        prefix,
        timezone,
        node: nodeOf(source),
        failuresAreEnough,
      }),
    ];
  }
  if (source.type !== 'pg-stat-statements') return [];
  const address = addressOf(connectionOf(source, database) ?? DEFAULTS.connectionEnv, env);
  const [log] = siblings('postgresql-log');
  return [
    countPgStatStatements({ ...common, address, every: source.every, beside: log ? nodeOf(log) : null }),
  ];
}
