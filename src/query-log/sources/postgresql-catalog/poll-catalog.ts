/** Watches a server's schema: a cheap look every so often, and all of it only where something changed. */
import type { KnownCatalog } from '../../words.ts';
import type { ServerConnection } from '../postgresql-connection.ts';
import { type Look, lookAtSchema, readSchema } from './read-catalog.ts';

/** What the poller keeps between two looks; a restart goes on from it. */
export interface CatalogState {
  last: Look;
  /** Of what the last catalog says: a change that leaves the schema as it was (GRANT, REINDEX) puts no new one. */
  catalog: KnownCatalog;
}

function sameSchema(a: KnownCatalog, b: { ddl: string; objects: KnownCatalog['objects'] }): boolean {
  return a.ddl === b.ddl && JSON.stringify(a.objects) === JSON.stringify(b.objects);
}

/** What the poller goes on from after a restart: the newest catalog that is kept. When it was seen last nobody has kept. */
export function resumeCatalog(catalog: KnownCatalog | null): CatalogState | null {
  if (!catalog || catalog.from === null) return null;
  return { last: { digest: '', before: catalog.from, after: catalog.from }, catalog };
}

/**
 * One look. `catalog` is null where the schema is the one that it was. A new one holds `from` the reading that saw it first, and
 * not yet at `notBefore`, the last reading of the old one; what ran in between may have met either.
 */
export async function pollCatalog(
  connection: ServerConnection,
  database: string,
  state: CatalogState | null,
): Promise<{ state: CatalogState; catalog: KnownCatalog | null }> {
  const look = state && (await lookAtSchema(connection));
  if (state && look?.digest === state.last.digest) return { state: { ...state, last: look }, catalog: null };
  const { ddl, objects, ...last } = await readSchema(connection);
  if (state && sameSchema(state.catalog, { ddl, objects }))
    return { state: { ...state, last }, catalog: null };
  const notBefore = state ? state.last.before : null;
  const catalog: KnownCatalog = { database, from: last.after, notBefore, ddl, objects };
  return { state: { last, catalog }, catalog };
}
