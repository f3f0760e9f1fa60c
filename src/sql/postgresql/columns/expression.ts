/** What an expression reads: columns, subqueries, functions, rows. */
import type { A_Indirection, FuncCall, TypeName } from 'libpg-query';
import { as, strings } from '../ast.ts';
import { STEADY_FUNCTIONS } from '../known-functions.ts';
import { knowsFunction, readCall } from './calls.ts';
import { columnNames, type Reading, touchColumn, touchRelation } from './reading.ts';
import { readPart, readReference, wholeRow } from './references.ts';
import { resolveRelation } from './relations.ts';
import { columnOf, type Scope } from './scope.ts';
import { readSelect } from './select.ts';

/** `(u).name` reads one column of the row `u`, `(u).*` all of them. */
function readIndirection(reading: Reading, scope: Scope, node: A_Indirection): void {
  const [first, ...rest] = node.indirection ?? [];
  const row = wholeRow(reading, scope, node.arg);
  const field = as(first, 'String')?.sval;
  if (row && field !== undefined) readPart(reading, row, field);
  else {
    readExpression(reading, scope, node.arg);
    readExpression(reading, scope, first);
  }
  readExpression(reading, scope, rest);
}

/** `name(u)` is another way to write `u.name`, where no function of that name takes the row. */
function readAsField(reading: Reading, scope: Scope, call: FuncCall): boolean {
  const path = strings(call.funcname);
  const [argument, ...others] = call.args ?? [];
  const field = path[0] ?? '';
  if (path.length !== 1 || others.length > 0 || call.agg_filter || call.over) return false;
  if (STEADY_FUNCTIONS.has(field) || knowsFunction(reading, path)) return false;
  const row = wholeRow(reading, scope, argument);
  if (!row || !columnOf(row, field)) return false;
  readPart(reading, row, field);
  return true;
}

function readFunction(reading: Reading, scope: Scope, call: FuncCall): void {
  if (readAsField(reading, scope, call)) return;
  readCall(reading, call);
  const { funcname: _, ...rest } = call;
  readExpression(reading, scope, rest);
}

/** A cast to a table's row depends on each column of it. */
function readType(reading: Reading, type: TypeName): void {
  const [relname = '', schemaname] = strings(type.names).toReversed();
  const relation = resolveRelation(reading, schemaname === undefined ? { relname } : { relname, schemaname });
  if (relation.kind !== 'table') return;
  touchRelation(reading, 'reads', relation.name);
  for (const column of columnNames(reading.session, relation.name))
    touchColumn(reading, 'reads', relation.name, column, false);
}

function readNode(reading: Reading, scope: Scope, kind: string, inner: object): void {
  if (kind === 'ColumnRef') readReference(reading, scope, inner);
  else if (kind === 'SelectStmt') readSelect(reading, inner, scope);
  else if (kind === 'FuncCall') readFunction(reading, scope, inner);
  else if (kind === 'A_Indirection') readIndirection(reading, scope, inner);
  else if (kind === 'typeName') readType(reading, inner);
  else readExpression(reading, scope, inner);
}

/** Takes note of all that an expression, a clause or a list of them reads. Whatever it is called, nothing in it is passed over. */
export function readExpression(reading: Reading, scope: Scope, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) readExpression(reading, scope, item);
  else if (typeof value === 'object' && value !== null) {
    for (const [kind, inner] of Object.entries(value)) {
      if (typeof inner === 'object' && inner !== null) readNode(reading, scope, kind, inner);
    }
  }
}
