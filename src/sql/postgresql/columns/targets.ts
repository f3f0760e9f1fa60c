/** The target of a statement that writes: a table, a view that passes it on, or what nobody knows. */
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import { type Access, emptyAccess, mergeAccess, mergeUnresolved } from './access.ts';
import { callKnown } from './calls.ts';
import { readExpression } from './expression.ts';
import { columnNames, type Reading, touchColumn, touchRelation, unresolve } from './reading.ts';
import { columnOf, type Item, keepsOrder, openScope } from './scope.ts';
import { readStatement } from './statement.ts';
import { unresolveView, viewBody } from './views.ts';

export type Event = 'insert' | 'update' | 'delete';

/** What the rules on a relation do instead of the statement, or besides it. */
function runRules(reading: Reading, target: Item, event: Event): boolean {
  const rules = reading.bodies.definitions.rules.get(target.relation?.name ?? '') ?? [];
  const matching = rules.filter(({ statement }) => statement.event === `CMD_${event.toUpperCase()}`);
  for (const { statement, searchPath } of matching) {
    const access: Access = emptyAccess();
    const session = { ...reading.session, searchPath };
    const inner = { ...reading, access, session, variables: new Set(['new', 'old']) };
    readExpression(inner, openScope(null), statement.whereClause);
    for (const action of statement.actions ?? []) readStatement(inner, action);
    mergeAccess(reading.access, access, false);
  }
  return matching.length > 0;
}

/** A view with triggers of its own: what they do with the row, nobody can tell from here. */
function runInsteadOf(reading: Reading, name: ObjectName): void {
  const functions = reading.bodies.definitions.insteadOf.get(name) ?? [];
  for (const called of functions) {
    const access = emptyAccess();
    callKnown({ ...reading, access }, called);
    mergeUnresolved(reading.access, access);
  }
  if (functions.length > 0) unresolveView(reading, name);
}

/** The tables that a view's columns come from are written where the view is. */
function touchWritten(reading: Reading, target: Item): void {
  const { relation } = target;
  if (relation?.kind === 'table' || relation?.kind === 'view')
    touchRelation(reading, 'writes', relation.name);
  for (const { origin } of relation?.kind === 'view' ? target.columns : [])
    if (origin) touchRelation(reading, 'writes', origin.table);
}

/** To be called once for each way in which a statement writes the target. */
export function beginWrite(reading: Reading, target: Item, event: Event): void {
  touchWritten(reading, target);
  runRules(reading, target, event);
  const { relation } = target;
  if (relation?.kind === 'view') runInsteadOf(reading, relation.name);
  if (relation?.kind === 'unknown') unresolve(reading, relation.name, null);
  for (const name of relation?.maybe ?? []) unresolveTarget(reading, name, null);
}

function unresolveTarget(reading: Reading, name: ObjectName, column: string | null): void {
  if (name.startsWith('view:')) unresolveView(reading, name);
  else unresolve(reading, name, column);
}

/** The column's own name: UPDATE may not use the names that an alias gives. */
function writeTable(reading: Reading, target: Item, table: ObjectName, column: string, named: boolean): void {
  const entry = lookup(reading.session.catalog.tables, table);
  const known = entry?.partial === true || (entry && lookup(entry.columns, column) !== undefined);
  if (known) touchColumn(reading, 'writes', table, column, named);
  else unresolve(reading, table, column);
  for (const name of target.relation?.maybe ?? []) unresolveTarget(reading, name, column);
}

function writeView(reading: Reading, target: Item, name: ObjectName, column: string): void {
  const origin = columnOf(target, column)?.origin;
  if (origin) touchColumn(reading, 'writes', origin.table, origin.column, false);
  else mergeUnresolved(reading.access, viewBody(reading, name).access);
}

/** Takes note of a column that is written. */
export function writeColumn(reading: Reading, target: Item, column: string, named: boolean): void {
  const { relation } = target;
  if (relation?.kind === 'table') writeTable(reading, target, relation.name, column, named);
  else if (relation?.kind === 'view') writeView(reading, target, relation.name, column);
  else if (relation?.kind === 'unknown')
    for (const name of [relation.name, ...relation.maybe]) unresolveTarget(reading, name, column);
}

/** An INSERT or MERGE without a list of columns writes as many, from the first on, as it has values; null: nobody knows. */
export function writeFirst(reading: Reading, target: Item, count: number | null): void {
  const { relation } = target;
  const entry = lookup(reading.session.catalog.tables, relation?.name ?? '');
  const names = target.columns.map(
    ({ name, origin }) => (relation?.kind === 'table' ? origin?.column : name) ?? name,
  );
  const certain = count !== null && keepsOrder(entry?.columns ?? {});
  for (const name of certain ? names.slice(0, count) : names) writeColumn(reading, target, name, false);
  if (target.loose && relation?.kind === 'table') unresolve(reading, relation.name, null);
  for (const name of relation?.maybe ?? [])
    for (const column of columnNames(reading.session, name)) unresolveTarget(reading, name, column);
}
