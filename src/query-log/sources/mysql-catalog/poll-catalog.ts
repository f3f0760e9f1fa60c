/** Watches the schema of a MySQL or MariaDB server. Its catalog keeps no time of change: all of it is read at each look. */
import type { Time } from '../../../model.ts';
import type { KnownCatalog } from '../../words.ts';
import type { MysqlServer } from '../mysql-digests/connect.ts';
import { knownMysqlCatalog, readMysqlCatalog } from './index.ts';

export interface MysqlCatalogState {
  ddl: string;
  /** When the last reading of it began. */
  before: Time;
}

async function clockOf(server: MysqlServer): Promise<Time> {
  const [clock] = await server.query('SELECT UTC_TIMESTAMP(6) AS moment');
  return Date.parse(`${String(clock?.moment).replace(' ', 'T')}Z`);
}

/** What the poller goes on from after a restart: when the schema was seen last nobody has kept. */
export const resumeMysqlCatalog = (catalog: KnownCatalog | null): MysqlCatalogState | null =>
  catalog === null || catalog.from === null ? null : { ddl: catalog.ddl, before: catalog.from };

/**
 * One look. `catalog` is null where the schema is the one that it was. A new one holds `from` the end of the reading that saw it
 * first, and not yet at `notBefore`, the beginning of the last one that saw the old; what ran in between may have met either.
 */
export async function pollMysqlCatalog(
  server: MysqlServer,
  names: { database: string; called: string },
  state: MysqlCatalogState | null,
): Promise<{ state: MysqlCatalogState; catalog: KnownCatalog | null }> {
  const before = await clockOf(server);
  const schema = await readMysqlCatalog(server, names.called);
  const catalog = knownMysqlCatalog(schema, names.database, await clockOf(server));
  const next = { ddl: catalog.ddl, before };
  if (state?.ddl === catalog.ddl) return { state: next, catalog: null };
  return { state: next, catalog: { ...catalog, notBefore: state?.before ?? null } };
}
