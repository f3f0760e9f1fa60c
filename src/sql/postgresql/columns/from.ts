/** The items of FROM: tables, views, WITH queries, subqueries, functions, joins. */
import type { JoinExpr, Node, RangeSubselect, RangeVar } from 'libpg-query';
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import { as, strings } from '../ast.ts';
import { mergeAccess } from './access.ts';
import { readExpression } from './expression.ts';
import { functionItem, jsonTableItem, xmlTableItem } from './function-items.ts';
import { type Reading, touchRelation, unresolveRelation, type Way } from './reading.ts';
import { readColumn, readWhole, tableColumns } from './references.ts';
import { type Relation, resolveRelation } from './relations.ts';
import {
  besideScope,
  type Column,
  columnOf,
  findQuery,
  type Item,
  newItem,
  renameColumns,
  type Scope,
} from './scope.ts';
import { readQuery } from './select.ts';
import { unresolveView, viewBody } from './views.ts';

function isPartial(reading: Reading, name: ObjectName): boolean {
  return lookup(reading.session.catalog.tables, name)?.partial === true;
}

/** Columns of a relation; whoever names a view reads what it reads. */
function contents(reading: Reading, relation: Relation): { columns: Column[]; loose: boolean } {
  const { kind, name } = relation;
  if (kind === 'table')
    return {
      columns: tableColumns(reading, name),
      loose: isPartial(reading, name) || relation.maybe.length > 0,
    };
  if (kind !== 'view') return { columns: [], loose: true };
  const { access, output } = viewBody(reading, name);
  mergeAccess(reading.access, access, false);
  return output;
}

/** Takes note of what a statement names by itself: the relation, or all that the name may mean. */
export function touchNamed(reading: Reading, way: Way, { kind, name, maybe }: Relation): void {
  if (kind === 'table' || kind === 'view') touchRelation(reading, way, name);
  if (kind === 'unknown') unresolveRelation(reading, name);
  for (const other of maybe) {
    unresolveRelation(reading, other);
    if (other.startsWith('view:')) unresolveView(reading, other);
  }
}

/** A table or view, by its name or alias. */
export function relationItem(reading: Reading, range: RangeVar): Item {
  const relation = resolveRelation(reading, range);
  touchNamed(reading, 'reads', relation);
  const { columns, loose } = contents(reading, relation);
  return newItem({
    name: range.alias?.aliasname ?? range.relname ?? null,
    aliased: range.alias !== undefined,
    relation,
    columns: renameColumns(columns, strings(range.alias?.colnames)),
    loose,
  });
}

function rangeItem(reading: Reading, scope: Scope, range: RangeVar): Item {
  const query = range.schemaname === undefined ? findQuery(scope, range.relname ?? '') : undefined;
  if (!query) return relationItem(reading, range);
  const { columns, loose } = query.read();
  return newItem({
    name: range.alias?.aliasname ?? range.relname ?? null,
    aliased: true,
    columns: renameColumns(columns, strings(range.alias?.colnames)),
    loose,
  });
}

function subqueryItem(reading: Reading, scope: Scope, { subquery, alias }: RangeSubselect): Item {
  const { columns, loose } = readQuery(reading, subquery, scope);
  return newItem({
    name: alias?.aliasname ?? null,
    aliased: true,
    columns: renameColumns(columns, strings(alias?.colnames)),
    loose,
  });
}

/** What USING names, or NATURAL finds on both sides. */
function sharedNames(join: JoinExpr, left: Item[], right: Item[]): string[] {
  if (!join.isNatural) return strings(join.usingClause);
  const names = left.flatMap(({ columns }) => columns.map(({ name }) => name));
  return [...new Set(names)].filter((name) => right.some((item) => columnOf(item, name)));
}

/** The column of that name in each side that has it; of a side that is not known, whatever it may be. */
function findIn(items: Item[], name: string): { item: Item; column: Column }[] {
  return items.flatMap((item) => {
    const column = columnOf(item, name);
    return column ? [{ item, column }] : [];
  });
}

/** Reads a shared column on both sides; where a side lacks it or is not known, through a scope of its own. */
function readShared(reading: Reading, scope: Scope, sides: Item[][], name: string): void {
  for (const items of sides) {
    const found = findIn(items, name);
    for (const { item, column } of found) readColumn(reading, item, column, true);
    const alone = { ...besideScope(scope, items), outer: null };
    if (found.length === 0)
      readExpression(reading, alone, { ColumnRef: { fields: [{ String: { sval: name } }] } });
  }
}

/** NATURAL with a side whose columns are not known may join by any column of the other. */
function readNatural(reading: Reading, items: Item[]): void {
  if (items.some(({ loose }) => loose)) for (const item of items) readWhole(reading, item);
}

function joinColumns(left: Item[], right: Item[], shared: string[]): Column[] {
  const merged = shared.map((name) => {
    const from = [...findIn(left, name), ...findIn(right, name)];
    return { name, origin: from[0]?.column.origin ?? null, from };
  });
  const rest = [...left, ...right].flatMap((item) =>
    item.columns
      .filter(({ name }) => !shared.includes(name))
      .map((column) => ({ name: column.name, origin: column.origin, from: [{ item, column }] })),
  );
  return [...merged, ...rest];
}

function joinedItems(
  join: JoinExpr,
  sides: Item[],
  bare: Item[],
  shared: string[],
  columns: Column[],
): Item[] {
  const name = join.alias?.aliasname ?? null;
  const item = newItem({
    name,
    aliased: true,
    columns: renameColumns(columns, strings(join.alias?.colnames)),
    loose: bare.some(({ loose }) => loose),
    sides: bare,
  });
  if (name !== null) return [item];
  const hidden = sides.map((side) => ({ ...side, bare: false }));
  const using = join.join_using_alias?.aliasname;
  if (using === undefined) return [item, ...hidden];
  const merged = columns.filter((column) => shared.includes(column.name));
  return [item, ...hidden, newItem({ name: using, aliased: true, columns: merged, bare: false })];
}

function joinItems(reading: Reading, scope: Scope, join: JoinExpr): Item[] {
  const left = fromItems(reading, scope, join.larg);
  const right = fromItems(reading, { ...scope, items: [...scope.items, ...left] }, join.rarg);
  const sides = [left, right].map((items) => items.filter(({ bare }) => bare));
  const [bareLeft = [], bareRight = []] = sides;
  const bare = [...bareLeft, ...bareRight];
  const shared = sharedNames(join, bareLeft, bareRight);
  for (const name of shared) readShared(reading, scope, sides, name);
  if (join.isNatural) readNatural(reading, bare);
  readExpression(reading, besideScope(scope, [...left, ...right]), join.quals);
  return joinedItems(join, [...left, ...right], bare, shared, joinColumns(bareLeft, bareRight, shared));
}

/**
 * The items that one entry of FROM adds. `scope` holds the entries to its left: functions, LATERAL and what is nested in
 * a join after it see them, other subqueries do not.
 */
export function fromItems(reading: Reading, scope: Scope, node: Node | undefined): Item[] {
  const range = as(node, 'RangeVar');
  if (range) return [rangeItem(reading, scope, range)];
  const join = as(node, 'JoinExpr');
  if (join) return joinItems(reading, scope, join);
  const subquery = as(node, 'RangeSubselect');
  if (subquery) return [subqueryItem(reading, subquery.lateral ? scope : besideScope(scope, []), subquery)];
  const sample = as(node, 'RangeTableSample');
  if (sample) {
    readExpression(reading, scope, [sample.args, sample.repeatable]);
    return fromItems(reading, scope, sample.relation);
  }
  const call = as(node, 'RangeFunction');
  if (call) return [functionItem(reading, scope, call)];
  const xml = as(node, 'RangeTableFunc');
  if (xml) return [xmlTableItem(reading, scope, xml)];
  const json = as(node, 'JsonTable');
  return json ? [jsonTableItem(reading, scope, json)] : [];
}

/** The items of a whole FROM list. */
export function addFrom(reading: Reading, scope: Scope, nodes: Node[] | undefined): void {
  for (const node of nodes ?? []) scope.items.push(...fromItems(reading, scope, node));
}
