/** CREATE TABLE in all its forms: one effect, and the table in the catalog. */
import type { Constraint, CreateStmt } from 'libpg-query';
import type { CatalogTable, Lock, ObjectName } from '../../model.ts';
import { lookup, store } from '../catalog.ts';
import { all } from './ast.ts';
import { applyColumn, readColumn } from './define-column.ts';
import { applyConstraint, applyNotNull, readConstraint } from './define-constraint.ts';
import { addEffect, lockOn, type Target } from './draft.ts';
import { newRelation, tableOf } from './identify.ts';
import { copyLike, inheritColumns, inheritIndexes } from './inherit-columns.ts';
import { ensureTable, linkedTables, newColumn, newTable } from './known-table.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';
import { isTemporary, noteTemporary } from './temporary.ts';
import { typeText, userTypeOf } from './type-names.ts';

/** As PostgreSQL does: checks, then keys, then foreign keys, so that names come out alike. */
const ORDER = [
  'CONSTR_NOTNULL',
  'CONSTR_CHECK',
  'CONSTR_PRIMARY',
  'CONSTR_UNIQUE',
  'CONSTR_EXCLUSION',
  'CONSTR_FOREIGN',
];

function addConstraints(
  session: Session,
  table: ObjectName,
  found: { constraint: Constraint; column?: string }[],
): void {
  const rank = ({ constraint }: { constraint: Constraint }): number =>
    ORDER.indexOf(constraint.contype ?? '');
  for (const { constraint, column } of found.sort((a, b) => rank(a) - rank(b))) {
    const { skip_validation: _, ...whole } = constraint;
    const read = readConstraint(session, table, whole, column);
    if (read) applyConstraint(session, table, read);
  }
}

/** Columns first, then what holds them; gives the tables that LIKE looks at. */
function fillTable(session: Session, table: ObjectName, statement: CreateStmt): ObjectName[] {
  const found: { constraint: Constraint; column?: string }[] = [];
  const alike: ObjectName[] = [];
  for (const element of statement.tableElts ?? []) {
    for (const definition of all([element], 'ColumnDef')) {
      const column = readColumn(session, definition);
      applyColumn(session, table, column);
      if (column.entry.notNull) applyNotNull(session, table, column.name);
      found.push(...column.constraints.map((constraint) => ({ constraint, column: column.name })));
    }
    for (const constraint of all([element], 'Constraint')) found.push({ constraint });
    for (const clause of all([element], 'TableLikeClause')) alike.push(copyLike(session, table, clause));
  }
  for (const constraint of all(statement.constraints, 'Constraint')) found.push({ constraint });
  addConstraints(session, table, found);
  return alike;
}

/**
 * It is there already, and not by these migrations: the server refuses to make it, and a runner that goes on meets the
 * old one. What was made by files that the proposal takes away is made again by what stands in their place.
 */
export function isOlder(
  session: Session,
  name: ObjectName,
  known: CatalogTable | object | undefined,
): boolean {
  if (!known || session.fresh.has(name)) return false;
  const { gone } = session;
  if (!('place' in known)) return !gone?.size;
  return !known.partial && !gone?.has(known.place.path);
}

/** A table that is new for everybody; one by IF NOT EXISTS may be there already where the catalog does not know all. */
export function becomesFresh(session: Session, name: ObjectName, ifNotExists: boolean | undefined): boolean {
  if (ifNotExists && session.catalog.incomplete) return false;
  session.fresh.add(name);
  return true;
}

/** IF NOT EXISTS over what the catalog has: nothing happens. */
export function isThere(
  session: Session,
  out: Judged,
  target: Target,
  known: unknown,
  ifNotExists: boolean | undefined,
): boolean {
  if (!ifNotExists || known === undefined) return false;
  addEffect(session, out, 'already-there', target);
  return true;
}

function partitionRow(session: Session, parent: ObjectName, statement: CreateStmt): OperationId {
  if (session.fresh.has(parent) || statement.partbound?.is_default) return 'create-partition';
  const entry = lookup(session.catalog.tables, parent);
  const mayHaveDefault =
    !entry || entry.partial ? entry?.defaultPartition !== null : Boolean(entry.defaultPartition);
  return mayHaveDefault ? 'create-partition-beside-default' : 'create-partition';
}

function enlist(session: Session, table: ObjectName, parent: ObjectName, isDefault: boolean): void {
  const entry = ensureTable(session, parent);
  entry.partitioned = true;
  if (isDefault) entry.defaultPartition = table;
  else if (!entry.partial) entry.defaultPartition ??= null;
}

function makeEntry(session: Session, name: ObjectName, statement: CreateStmt, parents: ObjectName[]): void {
  const entry: CatalogTable = newTable(session, {
    parents,
    partitioned: parents.length > 0 || statement.partspec !== undefined,
  });
  if (statement.partspec) {
    entry.defaultPartition = null;
    const key = all(statement.partspec.partParams, 'PartitionElem').map(({ name: column }) => column ?? '');
    if (!key.includes('')) entry.partitionKey = key;
  }
  if (statement.ofTypename) takeAttributes(session, entry, typeText(statement.ofTypename, session));
  store(session.catalog.tables, name, entry);
  inheritColumns(session, entry, parents);
}

/** `OF type`: its attributes are the columns. */
function takeAttributes(session: Session, entry: CatalogTable, type: string): void {
  const attributes = lookup(session.catalog.types, userTypeOf(type, session) ?? '')?.attributes;
  if (!attributes) entry.partial = true;
  for (const [name, text] of Object.entries(attributes ?? {}))
    store(entry.columns, name, newColumn(session, text));
}

export function judgeCreateTable(statement: CreateStmt, session: Session, out: Judged): void {
  const name = newRelation(session, 'table', statement.relation);
  const target: Target = { object: name, objectKind: 'table', table: name };
  if (isThere(session, out, target, lookup(session.catalog.tables, name), statement.if_not_exists)) return;
  const parents = all(statement.inhRelations, 'RangeVar').map((range) => tableOf(session, range));
  const parent = statement.partbound ? parents[0] : undefined;
  const row =
    parent !== undefined
      ? partitionRow(session, parent, statement)
      : isTemporary(statement.relation)
        ? 'create-temporary-table'
        : 'create-table';
  const spare = parent === undefined ? undefined : lookup(session.catalog.tables, parent)?.defaultPartition;
  noteTemporary(session, statement.relation, name, statement.oncommit);
  const older = isOlder(session, name, lookup(session.catalog.tables, name));
  makeEntry(session, name, statement, parents);
  const alike = fillTable(session, name, statement);
  if (parent !== undefined) {
    inheritIndexes(session, name, parent);
    enlist(session, name, parent, statement.partbound?.is_default === true);
  }
  const fresh = !older && becomesFresh(session, name, statement.if_not_exists);
  const locks = neighbourLocks(session, name, { alike, parents, parent, spare: spare ?? null });
  const words = { definition: spare ?? 'the default partition', referenced: parent ?? '' };
  addEffect(session, out, row, { ...target, fresh, locks, words });
}

interface Neighbours {
  alike: ObjectName[];
  parents: ObjectName[];
  parent: ObjectName | undefined;
  spare: ObjectName | null;
}

function neighbourLocks(
  session: Session,
  name: ObjectName,
  { alike, parents, parent, spare }: Neighbours,
): Lock[] {
  const locks = alike.map((table) => lockOn(session, table, 'ACCESS SHARE'));
  for (const table of linkedTables(session, name, false))
    locks.push(lockOn(session, table, 'SHARE ROW EXCLUSIVE'));
  const mode = parent === undefined ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  for (const table of parents) locks.push(lockOn(session, table, mode));
  if (spare !== null) locks.push(lockOn(session, spare, 'ACCESS EXCLUSIVE'));
  return locks;
}
