/** What collectors are wired with, whichever the engine. */
import type { Tally } from '../../../query-log/serve/served.ts';
import type { ServerAddress } from '../../../query-log/sources/postgresql-connection.ts';
import type { Store } from '../../../query-log/store.ts';
import { UserError } from '../../../user-error.ts';
import type { DatabaseConfig, SourceConfig } from './config.ts';

export interface Wiring {
  store: Store;
  tally: Tally;
  env: NodeJS.ProcessEnv;
  now(): number;
}

/** Throws `UserError`: the variable is not set. */
export function addressOf(variable: string, env: NodeJS.ProcessEnv): ServerAddress {
  const url = env[variable]?.trim() ?? '';
  if (url !== '') return { url, variable };
  throw new UserError(
    `the environment variable ${variable}, which should hold the address of the database, is not set.`,
    `${variable}=postgresql://USER:PASSWORD@HOST:5432/DATABASE, or mysql://USER:PASSWORD@HOST:3306/DATABASE`,
  );
}

/** The variable with the address of the server that a source is of; null: it is not asked. */
export const connectionOf = (source: SourceConfig, database: DatabaseConfig): string | null =>
  source.connectionEnv ?? database.connectionEnv;
