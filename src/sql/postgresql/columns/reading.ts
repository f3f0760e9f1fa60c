/** What reading one statement carries, and how a column of a table is taken note of. */
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import { columnName } from '../identify.ts';
import type { Session } from '../session.ts';
import { type Access, noteColumn } from './access.ts';
import type { Bodies } from './bodies.ts';

export interface Reading {
  /** The catalog, and the schemas that names are looked up in. */
  session: Session;
  bodies: Bodies;
  access: Access;
  /** Names of a function's parameters and variables: what is no column may be one of them. */
  variables: ReadonlySet<string>;
  /** The search path was set to what cannot be known. */
  anyPath: boolean;
}

export type Way = 'reads' | 'writes';

/** Nobody watches what is temporary, so it is never told. */
export { TEMPORARY } from '../identify.ts';

/** Columns that every table has and that no migration can remove. */
export const SYSTEM_COLUMNS: ReadonlySet<string> = new Set([
  'ctid',
  'xmin',
  'xmax',
  'cmin',
  'cmax',
  'tableoid',
]);

const isTemporary = (name: ObjectName): boolean => /^(?:view:)?pg_temp\./.test(name);

/** Tables that this one is a partition or a child of, up to the first. */
function ancestors(session: Session, table: ObjectName): ObjectName[] {
  const found = new Set<ObjectName>();
  const open = [table];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const parent of lookup(session.catalog.tables, at)?.parents ?? []) {
      if (!found.has(parent)) open.push(parent);
      found.add(parent);
    }
  }
  return [...found];
}

/**
 * Takes note of a column of a table. A partition's column is its parent's, too: it goes when the parent's is dropped.
 */
export function touchColumn(
  reading: Reading,
  way: Way,
  table: ObjectName,
  column: string,
  named: boolean,
): void {
  if (isTemporary(table)) return;
  const columns = reading.access[way];
  noteColumn(columns, columnName(table, column), named);
  for (const parent of ancestors(reading.session, table)) {
    const entry = lookup(reading.session.catalog.tables, parent);
    if (entry && lookup(entry.columns, column)) noteColumn(columns, columnName(parent, column), false);
  }
}

/** Takes note of a table, view or function by itself; a partition is dropped with its parent. */
export function touchRelation(reading: Reading, way: Way, name: ObjectName): void {
  if (isTemporary(name)) return;
  const relations = reading.access.relations[way];
  relations.add(name);
  for (const parent of ancestors(reading.session, name)) relations.add(parent);
}

/** A table or view that a name may mean, whether a column of it is named or not. */
export function unresolveRelation(reading: Reading, name: ObjectName): void {
  if (!isTemporary(name)) reading.access.relations.unresolved.add(name);
}

/** A column, or without one the whole table, that may be touched. */
export function unresolve(reading: Reading, table: ObjectName, column: string | null): void {
  if (isTemporary(table)) return;
  reading.access.unresolved.add(column === null ? table : columnName(table, column));
}

/** Names of a table's columns; empty where it is not known. */
export function columnNames(session: Session, table: ObjectName): string[] {
  return Object.keys(lookup(session.catalog.tables, table)?.columns ?? {});
}
