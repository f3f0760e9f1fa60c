/** Shapes that touch an object, and how. */
import type { ObjectName } from '../../model.ts';
import { type Followed, wholeOf } from '../answer/followed.ts';
import type { Reach } from '../answer/uses.ts';
import type { CatalogMoment } from './catalogs.ts';
import { ACCESSES, VIAS } from './shapes.ts';
import type { Statements } from './statements.ts';

interface Row {
  shape: number;
  name: ObjectName;
  access: number;
  via: number;
  first: number | null;
  last: number | null;
}

const COLUMNS = `SELECT t.shape, n.name, t.access, t.via, s.catalog_first AS first, s.catalog_last AS last
  FROM names n CROSS JOIN touches t ON t.name = n.id CROSS JOIN shapes s ON s.id = t.shape WHERE n.database = ?`;

const UNRESOLVED = VIAS.indexOf('unresolved');

/** Touches of the object itself, of what is part of it, and those that may mean it: an unknown column of the whole. */
function touchesOf(sql: Statements, database: number, name: ObjectName): Row[] {
  const whole = wholeOf(name);
  return [
    ...sql.rows<Row>(`${COLUMNS} AND n.name = ?`, database, name),
    // '/' is the character after '.', so that these are the names that begin with it and a point.
    ...sql.rows<Row>(`${COLUMNS} AND n.name > ? AND n.name < ?`, database, `${name}.`, `${name}/`),
    ...(whole === null
      ? []
      : sql.rows<Row>(`${COLUMNS} AND n.name = ? AND t.via = ${UNRESOLVED}`, database, whole)),
  ];
}

/** Whether, in one of the schemas by which the shape was resolved, the name meant the object. */
function meansIt(
  row: Row,
  name: ObjectName,
  followed: Followed,
  placeOf: ReadonlyMap<number, number>,
): boolean {
  const first = row.first === null ? undefined : placeOf.get(row.first);
  const last = row.last === null ? undefined : placeOf.get(row.last);
  // Resolved by no schema, or by one that is forgotten: the name may have meant it.
  if (first === undefined || last === undefined) return true;
  const [from, to] = [Math.min(first, last), Math.max(first, last)];
  return followed.names.slice(from, to + 1).some((names) => names.has(name));
}

const EVERYTHING: Reach = { read: 'unresolved', write: 'unresolved' };

const nearer = (one: number, other: number): number => Math.min(one, other);

/** By shape: the plainest way in which it reaches the object. What may touch anything may read and write it. */
export function shapesTouching(
  sql: Statements,
  database: number,
  moments: readonly CatalogMoment[],
  followed: Followed,
): Map<number, Reach> {
  const reaches = new Map<number, Reach>();
  const placeOf = new Map(moments.map(({ id }, place) => [id, place]));
  const may = 'SELECT id FROM shapes WHERE database = ? AND (everything OR unparsed)';
  for (const { id } of sql.rows<{ id: number }>(may, database)) reaches.set(id, { ...EVERYTHING });
  for (const name of new Set(followed.names.flatMap((names) => [...names])))
    for (const row of touchesOf(sql, database, name)) {
      if (!meansIt(row, name, followed, placeOf)) continue;
      const access = ACCESSES[row.access] ?? 'read';
      const reach = reaches.get(row.shape) ?? { read: null, write: null };
      const known = reach[access];
      reach[access] = VIAS[known === null ? row.via : nearer(row.via, VIAS.indexOf(known))] ?? 'unresolved';
      reaches.set(row.shape, reach);
    }
  return reaches;
}
