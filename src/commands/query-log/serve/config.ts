/** What `query-log serve` is told, by options or by a file: which databases, read how, kept where, answered to whom. */
import type { Duration } from '../../../model.ts';

export interface ServeConfig {
  store: string;
  listen: { host: string; port: number };
  /** Names of environment variables. Null: no such token. `both` asks and reports. */
  tokens: { both: string | null; read: string | null; write: string | null };
  /** What is older is forgotten; null: nothing is. */
  retention: Duration | null;
  databases: DatabaseConfig[];
}

export type DatabaseEngine = 'postgresql' | 'mysql' | 'mariadb';

export interface DatabaseConfig {
  name: string;
  engine: DatabaseEngine;
  /** The environment variable with the connection string; null: the server is not asked. */
  connectionEnv: string | null;
  /** A dump of the schema, where the server is not asked. */
  schema: string | null;
  /** What its server calls it, where that is another name: `db.namespace` of spans, the database in its logs. */
  called: string[];
  /** How often it is looked at, and the probe is run. */
  every: Duration;
  sources: SourceConfig[];
}

interface Common {
  id: string;
  required: boolean;
  /** The node that this source is of, where it is not the database's own connection: a replica. */
  connectionEnv: string | null;
}

export type SourceConfig =
  | (Common & {
      type: 'postgresql-log';
      path: string;
      prefix: string | null;
      timezone: string | null;
      /** A statement of our own every minute; false where nothing may be run there. */
      probe: boolean;
    })
  | (Common & { type: 'pg-stat-statements'; every: Duration })
  | (Common & { type: 'mysql-digests'; every: Duration })
  | (Common & { type: 'mysql-slow-log'; path: string; probe: boolean })
  | (Common & { type: 'records' });

export const DEFAULTS = {
  listen: { host: '127.0.0.1', port: 8432 },
  database: 'app',
  connectionEnv: 'DATABASE_URL',
  tokenEnv: 'LANEKEEPER_QUERY_LOG_TOKEN',
  source: 'pg-primary',
  retention: 400 * 86_400_000,
  every: 60_000,
} as const;
