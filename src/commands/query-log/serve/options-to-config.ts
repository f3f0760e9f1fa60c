/** Options -> what to serve: a file where there is one, else one server in one command; its address says of which kind. */
import { readFileSync } from 'node:fs';
import { defaultStorePath } from '../../../query-log/store/default-path.ts';
import { parseDuration } from '../../../time.ts';
import { UserError } from '../../../user-error.ts';
import { type Options, type OwnOptions, quoted, textOf } from '../../options.ts';
import { lineOf } from '../../refuse-manifest.ts';
import {
  type DatabaseConfig,
  type DatabaseEngine,
  DEFAULTS,
  type ServeConfig,
  type SourceConfig,
} from './config.ts';
import { readListen } from './listen.ts';
import { readConfig } from './read-config.ts';

export const OWN: OwnOptions = {
  store: 'string',
  listen: 'string',
  config: 'string',
  database: 'string',
  'postgres-env': 'string',
  log: 'string',
  'log-prefix': 'string',
  'log-timezone': 'string',
  'pg-stat-statements': 'boolean',
  'mysql-env': 'string',
  digests: 'boolean',
  schema: 'string',
  records: 'string',
  'no-probe': 'boolean',
  'token-env': 'string',
  'write-token-env': 'string',
  retention: 'string',
};

/** What a file says itself. */
const OF_ONE = [
  'database',
  'postgres-env',
  'log',
  'log-prefix',
  'log-timezone',
  'pg-stat-statements',
  'mysql-env',
  'digests',
  'schema',
  'records',
  'no-probe',
];

/** Throws `UserError`. */
export function configOf(options: Options, env: NodeJS.ProcessEnv): ServeConfig {
  const file = textOf(options, 'config');
  const config = file === undefined ? configOfOne(options, env) : configOfFile(file, options);
  const listen = textOf(options, 'listen');
  return {
    ...config,
    store: textOf(options, 'store') ?? config.store,
    listen: listen === undefined ? config.listen : requireListen(listen),
    tokens: tokensOf(options, config.tokens, env),
    retention: retentionOf(options) ?? config.retention,
  };
}

function configOfFile(file: string, options: Options): ServeConfig {
  const stray = OF_ONE.find((name) => options.own[name] !== undefined);
  if (stray !== undefined)
    throw new UserError(`--${stray} and --config do not go together.`, `Put it into ${quoted(file)}.`);
  const { config, mistakes } = readConfig(readText(file), file);
  if (config) return config;
  const shown = mistakes.slice(0, 20).map(lineOf).join('\n  ');
  const more = mistakes.length > 20 ? `\n  and ${mistakes.length - 20} more` : '';
  throw new UserError(`${shown}${more}`, `Correct ${quoted(file)}, and start again.`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `${code}`;
    throw new UserError(
      `${quoted(file)} could not be read: ${why}.`,
      'Check the path, and that it may be read.',
    );
  }
}

function requireListen(text: string): ServeConfig['listen'] {
  const listen = readListen(text);
  if (listen) return listen;
  throw new UserError(`--listen ${quoted(text)} is no address.`, 'Write HOST:PORT, such as 127.0.0.1:8432.');
}

function retentionOf(options: Options): number | null {
  const text = textOf(options, 'retention');
  if (text === undefined) return null;
  const retention = parseDuration(text);
  if (retention !== null && retention >= 86_400_000) return retention;
  throw new UserError(
    `--retention ${quoted(text)} is no time to keep things.`,
    'Write a day or more, such as 400d.',
  );
}

function tokensOf(
  options: Options,
  written: ServeConfig['tokens'],
  env: NodeJS.ProcessEnv,
): ServeConfig['tokens'] {
  const token = textOf(options, 'token-env');
  const write = textOf(options, 'write-token-env');
  if (write !== undefined) return { both: null, read: token ?? DEFAULTS.tokenEnv, write };
  if (token !== undefined) return { both: token, read: null, write: null };
  const named = written.both ?? written.read ?? written.write;
  if (named !== null || (env[DEFAULTS.tokenEnv] ?? '') === '') return written;
  return { both: DEFAULTS.tokenEnv, read: null, write: null };
}

function configOfOne(options: Options, env: NodeJS.ProcessEnv): ServeConfig {
  const asked = textOf(options, 'postgres-env') ?? textOf(options, 'mysql-env');
  const set = (env[DEFAULTS.connectionEnv] ?? '') !== '';
  const schema = textOf(options, 'schema') ?? null;
  // A dump that is named says that the server shall not be asked.
  const connectionEnv = asked ?? (schema === null && set ? DEFAULTS.connectionEnv : null);
  if (asked !== undefined && schema !== null)
    throw new UserError(
      `--${textOf(options, 'mysql-env') === undefined ? 'postgres' : 'mysql'}-env and --schema do not go together.`,
      'The schema is read from the server.',
    );
  const engine = engineOf(options, connectionEnv, env);
  const database: DatabaseConfig = {
    name: textOf(options, 'database') ?? DEFAULTS.database,
    engine,
    connectionEnv,
    schema,
    called: [],
    every: DEFAULTS.every,
    sources:
      engine === 'postgresql'
        ? sourcesOf(options, connectionEnv)
        : mysqlSourcesOf(options, engine, connectionEnv),
  };
  return {
    store: defaultStorePath(env),
    listen: DEFAULTS.listen,
    tokens: { both: null, read: null, write: null },
    retention: DEFAULTS.retention,
    databases: [database],
  };
}

/** By the address: `mysql://` and `mariadb://` are of servers other than PostgreSQL. */
function engineOf(options: Options, connectionEnv: string | null, env: NodeJS.ProcessEnv): DatabaseEngine {
  const scheme = /^(mysql|mariadb):/.exec(env[connectionEnv ?? '']?.trim() ?? '')?.[1];
  const engine: DatabaseEngine =
    scheme === 'mysql' || scheme === 'mariadb'
      ? scheme
      : textOf(options, 'mysql-env') !== undefined || options.own.digests !== undefined
        ? 'mysql'
        : 'postgresql';
  const others = ['postgres-env', 'pg-stat-statements', 'log-prefix', 'log-timezone'];
  const stray = engine === 'postgresql' ? undefined : others.find((name) => options.own[name] !== undefined);
  if (stray === undefined) return engine;
  throw new UserError(
    `--${stray} is of PostgreSQL, and the database is ${engine === 'mariadb' ? 'MariaDB' : 'MySQL'}.`,
    'Leave it out: --log FILE follows its slow log, --digests reads performance_schema.',
  );
}

function mysqlSourcesOf(
  options: Options,
  engine: DatabaseEngine,
  connectionEnv: string | null,
): SourceConfig[] {
  const common = { required: true, connectionEnv: null };
  const sources: SourceConfig[] = [];
  const path = textOf(options, 'log');
  if (path !== undefined) {
    const probe = options.own['no-probe'] === undefined;
    sources.push({ ...common, type: 'mysql-slow-log', id: `${engine}-primary`, path, probe });
  }
  if (options.own.digests !== undefined) {
    if (connectionEnv === null)
      throw new UserError(
        '--digests asks the server, and no connection is known.',
        `Set ${DEFAULTS.connectionEnv}, or name its variable: --mysql-env NAME`,
      );
    sources.push({ ...common, type: 'mysql-digests', id: `${engine}-digests`, every: DEFAULTS.every });
  }
  const records = textOf(options, 'records');
  if (records !== undefined) sources.push({ ...common, type: 'records', id: records });
  return sources;
}

function sourcesOf(options: Options, connectionEnv: string | null): SourceConfig[] {
  const common = { required: true, connectionEnv: null };
  const sources: SourceConfig[] = [];
  const path = textOf(options, 'log');
  if (path !== undefined)
    sources.push({
      ...common,
      type: 'postgresql-log',
      id: DEFAULTS.source,
      path,
      prefix: textOf(options, 'log-prefix') ?? null,
      timezone: textOf(options, 'log-timezone') ?? null,
      probe: options.own['no-probe'] === undefined,
    });
  if (options.own['pg-stat-statements'] !== undefined) {
    if (connectionEnv === null)
      throw new UserError(
        '--pg-stat-statements asks the server, and no connection is known.',
        `Set ${DEFAULTS.connectionEnv}, or name its variable: --postgres-env NAME`,
      );
    sources.push({ ...common, type: 'pg-stat-statements', id: 'pg-stats', every: DEFAULTS.every });
  }
  const records = textOf(options, 'records');
  if (records !== undefined) sources.push({ ...common, type: 'records', id: records });
  return sources;
}
