/** Taking objects out of the catalog, with what goes along by itself. */
import type { CatalogTable, ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { indexOf } from './define-constraint.ts';
import { columnName, descendants, partitionsOf } from './identify.ts';
import { eachForeignKeyTo } from './known-table.ts';
import { mentioning } from './mentions.ts';
import type { Session } from './session.ts';

/** A constraint, with its index. */
export function forgetConstraint(session: Session, table: ObjectName, name: string): void {
  const entry = lookup(session.catalog.tables, table);
  const constraint = entry && lookup(entry.constraints, name);
  if (!entry || !constraint) return;
  delete entry.constraints[name];
  if (constraint.kind === 'not-null') for (const column of constraint.columns) allowNull(entry, column);
  const index = indexOf(session, table, name);
  if (lookup(session.catalog.indexes, index)?.constraint === name) forgetIndex(session, index);
}

function allowNull(table: CatalogTable, column: string): void {
  const entry = lookup(table.columns, column);
  if (entry) entry.notNull = false;
}

export function forgetIndex(session: Session, index: ObjectName): void {
  delete session.catalog.indexes[index];
  session.fresh.delete(index);
}

/** Sequences owned by a column of the table; by that one, where it is told. */
export function forgetSequencesOf(session: Session, table: ObjectName, column?: string): void {
  const owns = (owner: ObjectName): boolean =>
    column === undefined ? owner.startsWith(`${table}.`) : owner === columnName(table, column);
  for (const [name, { ownedBy }] of mentioning(session, 'sequences', table)) {
    if (ownedBy !== null && owns(ownedBy)) delete session.catalog.sequences[name];
  }
}

/** Foreign keys anywhere that point to a table, or to one of its columns. */
function forgetIncomingKeys(session: Session, table: ObjectName, column?: string): void {
  const gone: [ObjectName, string][] = [];
  eachForeignKeyTo(session, table, (_, references, name, own) => {
    if (column === undefined || references.columns.includes(column)) gone.push([name, own]);
  });
  for (const [name, own] of gone) forgetConstraint(session, name, own);
}

/** A column, with every constraint, index, key and sequence that rests on it; in the children, too. */
export function forgetColumn(session: Session, table: ObjectName, column: string): void {
  for (const child of descendants(session.catalog, table)) forgetOwnColumn(session, child, column);
  forgetOwnColumn(session, table, column);
}

function forgetOwnColumn(session: Session, table: ObjectName, column: string): void {
  const entry = lookup(session.catalog.tables, table);
  if (!entry) return;
  for (const [name, constraint] of Object.entries(entry.constraints)) {
    if (constraint.columns.includes(column)) forgetConstraint(session, table, name);
  }
  for (const [name, index] of mentioning(session, 'indexes', table)) {
    if (index.table !== table) continue;
    if (index.columns.includes(column) || index.alsoUses.includes(column)) forgetIndex(session, name);
  }
  forgetIncomingKeys(session, table, column);
  forgetSequencesOf(session, table, column);
  delete entry.columns[column];
}

/** A view, with the indexes of a materialized one. */
export function forgetView(session: Session, view: ObjectName): void {
  for (const [name, index] of mentioning(session, 'indexes', view))
    if (index.table === view) forgetIndex(session, name);
  delete session.catalog.views[view];
}

/** A table, with its indexes, sequences, partitions, and the foreign keys that point to it. */
export function forgetTable(session: Session, table: ObjectName): void {
  for (const child of partitionsOf(session.catalog, table)) forgetOneTable(session, child);
  forgetOneTable(session, table);
}

function forgetOneTable(session: Session, table: ObjectName): void {
  for (const [name, index] of mentioning(session, 'indexes', table)) {
    if (index.table === table) forgetIndex(session, name);
  }
  forgetIncomingKeys(session, table);
  forgetSequencesOf(session, table);
  for (const [, other] of mentioning(session, 'tables', table)) {
    if (other.defaultPartition === table) other.defaultPartition = null;
  }
  delete session.catalog.tables[table];
  session.fresh.delete(table);
}
