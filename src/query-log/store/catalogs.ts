/** The schemas of a database over time, oldest first. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Time } from '../../model.ts';
import type { CatalogObject, KnownCatalog } from '../words.ts';
import { findDatabase, takeDatabase, takeName } from './ids.ts';
import type { Statements } from './statements.ts';

export interface CatalogMoment {
  id: number;
  /** Null: as long as anybody knows. */
  from: Time | null;
  /** It may have held since then. */
  notBefore: Time | null;
}

type Row = CatalogMoment & { digest: string };

const ORDER = 'ORDER BY "from" IS NOT NULL, "from", id';

/** In the order in which they hold; of two with one beginning, the one that was put later holds. */
export function catalogMoments(sql: Statements, database: number): Row[] {
  return sql.rows<Row>(
    `SELECT id, "from", not_before AS notBefore, digest FROM catalogs WHERE database = ? ${ORDER}`,
    database,
  );
}

/** Place of the newest that holds then, or of the oldest there is; -1: there is none. */
export function placeAt(moments: readonly CatalogMoment[], at: Time): number {
  if (moments.length <= 1) return moments.length - 1;
  const later = moments.findIndex(({ from }) => from !== null && from > at);
  const place = (later < 0 ? moments.length : later) - 1;
  return place < 0 && moments.length > 0 ? 0 : place;
}

const digestOf = ({ ddl, objects }: KnownCatalog): string =>
  createHash('sha256')
    .update(JSON.stringify([ddl, objects.map(({ object, identity }) => [object, identity])]))
    .digest('base64');

/** Says nothing new where the one that holds then is the same: then the objects are known since that one's beginning. */
function holdsAlready(moments: readonly Row[], from: Time | null, digest: string): boolean {
  if (from === null) return moments.findLast((moment) => moment.from === null)?.digest === digest;
  const place = placeAt(moments, from);
  const holding = moments[place];
  return (
    holding !== undefined && (holding.from === null || holding.from <= from) && holding.digest === digest
  );
}

/** Place of the newest that may have held then: between two looks at a schema nobody knows when it changed. */
export function placeByThen(moments: readonly CatalogMoment[], at: Time): number {
  if (moments.length <= 1) return moments.length - 1;
  const begun = moments.findLastIndex(
    ({ from, notBefore }) => from === null || Math.min(from, notBefore ?? from) <= at,
  );
  return Math.max(begun, placeAt(moments, at));
}

/** False: it was there. */
export function putCatalog(sql: Statements, catalog: KnownCatalog): boolean {
  const from = catalog.from === null ? null : Math.floor(catalog.from);
  const digest = digestOf(catalog);
  const database = takeDatabase(sql, catalog.database);
  if (holdsAlready(catalogMoments(sql, database), from, digest)) return false;
  const ddl = deflateRawSync(catalog.ddl);
  const id = sql.run(
    'INSERT INTO catalogs (database, "from", not_before, digest, ddl) VALUES (?, ?, ?, ?, ?)',
    database,
    from,
    catalog.notBefore ?? null,
    digest,
    ddl,
  );
  catalog.objects.forEach(({ object, identity }, position) => {
    const name = takeName(sql, database, object);
    sql.run(
      'INSERT INTO catalog_objects (catalog, position, name, identity) VALUES (?, ?, ?, ?)',
      id,
      position,
      name,
      identity,
    );
  });
  return true;
}

function objectsOf(sql: Statements, catalog: number): CatalogObject[] {
  return sql
    .rows<CatalogObject>(
      'SELECT n.name AS object, o.identity FROM catalog_objects o JOIN names n ON n.id = o.name WHERE o.catalog = ? ORDER BY o.position',
      catalog,
    )
    .map(({ object, identity }) => ({ object, identity }));
}

export function catalogAt(sql: Statements, name: string, at: Time): KnownCatalog | null {
  const database = findDatabase(sql, name);
  if (database === null) return null;
  const moments = catalogMoments(sql, database);
  const moment = moments[placeAt(moments, at)];
  if (!moment) return null;
  const row = sql.row<{ ddl: Uint8Array }>('SELECT ddl FROM catalogs WHERE id = ?', moment.id);
  const ddl = inflateRawSync(row?.ddl ?? new Uint8Array()).toString();
  return {
    database: name,
    from: moment.from,
    notBefore: moment.notBefore,
    ddl,
    objects: objectsOf(sql, moment.id),
  };
}

/** Objects of the newest schema. */
export function newestObjects(sql: Statements, name: string): CatalogObject[] {
  const database = findDatabase(sql, name);
  const newest = database === null ? undefined : catalogMoments(sql, database).at(-1);
  return newest ? objectsOf(sql, newest.id) : [];
}
