/** Queries that rest on a key: grouped by it, they may name the table's other columns. */
import type { Node, SelectStmt } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { as, strings } from './ast.ts';
import { columnName, partName } from './identify.ts';
import { beginReading, type Reading, readReference, type Scope } from './scope.ts';

const AGGREGATES = new Set(
  `count sum avg min max string_agg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg bool_and bool_or every bit_and
  bit_or stddev variance mode percentile_cont percentile_disc`.split(/\s+/),
);

/** Columns that are named outside of aggregates and subqueries. */
function namedColumns(reading: Reading, scope: Scope, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) namedColumns(reading, scope, item);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [kind, inner] of Object.entries(value)) {
    if (kind === 'ColumnRef') readReference(reading, scope, inner);
    else if (kind === 'FuncCall') {
      const call = inner as { funcname?: Node[] };
      if (!AGGREGATES.has(strings(call.funcname).at(-1) ?? '')) namedColumns(reading, scope, inner);
    } else if (kind !== 'SelectStmt') namedColumns(reading, scope, inner);
  }
}

function columnsNamed(outer: Reading, scope: Scope, value: unknown): Set<ObjectName> {
  const reading = beginReading(outer.session);
  namedColumns(reading, scope, value);
  return reading.uses;
}

/** Takes note of the primary keys by which alone a grouped query may name other columns. */
export function readGroupedKeys(reading: Reading, scope: Scope, select: SelectStmt): void {
  if (!select.groupClause || select.groupClause.some((group) => as(group, 'GroupingSet'))) return;
  const grouped = columnsNamed(reading, scope, select.groupClause);
  const named = columnsNamed(reading, scope, [select.targetList, select.havingClause, select.sortClause]);
  for (const { name } of scope.sources.values()) {
    const table = name === null ? undefined : lookup(reading.session.catalog.tables, name);
    if (!table || name === null) continue;
    const key = Object.entries(table.constraints).find(([, { kind }]) => kind === 'primary');
    if (!key?.[1].columns.every((column) => grouped.has(columnName(name, column)))) continue;
    const others = [...named].some((column) => column.startsWith(`${name}.`) && !grouped.has(column));
    if (others) reading.uses.add(partName('constraint', name, key[0]));
  }
}
