/** What the schemas of a database say of one object, read for `followObject`. */
import type { ObjectName } from '../../model.ts';
import { type CatalogPart, type Followed, followObject, spellingsOf } from '../answer/followed.ts';
import type { CatalogObject } from '../words.ts';
import type { CatalogMoment } from './catalogs.ts';
import type { Statements } from './statements.ts';

type Row = CatalogObject & { catalog: number };

const COLUMNS =
  'SELECT o.catalog, n.name AS object, o.identity FROM catalog_objects o JOIN names n ON n.id = o.name';

function sameNamed(sql: Statements, database: number, object: ObjectName): Row[] {
  return spellingsOf(object).flatMap((name) =>
    sql.rows<Row>(`${COLUMNS} WHERE n.database = ? AND n.name = ?`, database, name),
  );
}

function sameIdentified(sql: Statements, database: number, named: readonly Row[]): Row[] {
  const identities = new Set(named.map(({ identity }) => identity).filter((identity) => identity !== null));
  return [...identities].flatMap((identity) =>
    sql.rows<Row>(`${COLUMNS} WHERE o.identity = ? AND n.database = ?`, identity, database),
  );
}

/** Null: no schema knows it. `moments`: oldest first; the names are in their order. */
export function followName(
  sql: Statements,
  database: number,
  moments: readonly CatalogMoment[],
  object: ObjectName,
): Followed | null {
  const named = sameNamed(sql, database, object);
  if (named.length === 0) return null;
  const parts = new Map<number, CatalogPart>(moments.map(({ id, from }) => [id, { from, objects: [] }]));
  for (const { catalog, object: name, identity } of [...named, ...sameIdentified(sql, database, named)])
    parts.get(catalog)?.objects.push({ object: name, identity });
  return followObject(object, [...parts.values()]);
}
