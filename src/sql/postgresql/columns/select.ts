/** What a query reads, and the columns that it gives. */
import type { Node, ResTarget, SelectStmt } from 'libpg-query';
import { all, as, strings } from '../ast.ts';
import { readExpression } from './expression.ts';
import { addFrom } from './from.ts';
import { outputName } from './output-names.ts';
import type { Reading } from './reading.ts';
import { isStar, wholeRow } from './references.ts';
import {
  type Column,
  columnOf,
  findItem,
  type Item,
  newColumn,
  type Output,
  openScope,
  type Scope,
} from './scope.ts';
import { readWith } from './with.ts';
import { isWriting, readWriting } from './writing.ts';

/** A query of any kind: SELECT, VALUES, TABLE, or one that writes and RETURNS. */
export function readQuery(reading: Reading, node: Node | undefined, outer: Scope | null): Output {
  const select = as(node, 'SelectStmt');
  if (select) return readSelect(reading, select, outer);
  if (node && isWriting(node)) return readWriting(reading, node, outer);
  return { columns: [], loose: true };
}

const asColumns = (item: Item): Column[] => item.columns.map(({ name, origin }) => newColumn(name, origin));

/** The items that a target with a star stands for; null: it is none. */
function starItems(reading: Reading, scope: Scope, node: Node | undefined): Item[] | null {
  const part = as(node, 'A_Indirection');
  if (part && isStar(part.indirection ?? [])) {
    const row = wholeRow(reading, scope, part.arg);
    return row ? [row] : [newLoose];
  }
  const fields = as(node, 'ColumnRef')?.fields ?? [];
  if (!isStar(fields)) return null;
  const path = strings(fields);
  if (path.length === 0) return scope.items.filter(({ bare }) => bare);
  return [wholeRow(reading, scope, node) ?? newLoose];
}

const newLoose: Item = {
  name: null,
  aliased: true,
  relation: null,
  columns: [],
  loose: true,
  bare: false,
  sides: [],
};

function originOf(scope: Scope, node: Node | undefined): Column['origin'] {
  const path = strings(as(node, 'ColumnRef')?.fields);
  const name = path.at(-1) ?? '';
  const item =
    path.length === 1
      ? scope.items.find((one) => one.bare && columnOf(one, name))
      : findItem(scope, path.at(-2) ?? '');
  return (item && columnOf(item, name)?.origin) ?? null;
}

/** The columns that a list of targets gives. Their expressions are read elsewhere. */
export function outputOf(reading: Reading, scope: Scope, targets: ResTarget[]): Output {
  const output: Output = { columns: [], loose: false };
  for (const { name, val } of targets) {
    const star = starItems(reading, scope, val);
    if (!star) output.columns.push(newColumn(name ?? outputName(val), originOf(scope, val)));
    for (const item of star ?? []) {
      output.columns.push(...asColumns(item));
      output.loose ||= item.loose;
    }
  }
  return output;
}

/** The name that an entry of GROUP BY, ORDER BY or DISTINCT ON is, if it is nothing but a name. */
function bareName(node: Node | undefined): string | undefined {
  const path = strings(as(node, 'ColumnRef')?.fields);
  return path.length === 1 && !isStar(as(node, 'ColumnRef')?.fields ?? []) ? path[0] : undefined;
}

/** ORDER BY and DISTINCT ON: a bare name is an output column first. */
function readSorted(reading: Reading, scope: Scope, output: Output, nodes: Node[] | undefined): void {
  for (const node of nodes ?? []) {
    const value = as(node, 'SortBy')?.node ?? node;
    const name = bareName(value);
    if (name !== undefined && output.columns.some((column) => column.name === name)) continue;
    readExpression(reading, scope, value);
  }
}

/** GROUP BY: a bare name is an input column of this very query first, and an output column then. */
function readGrouped(reading: Reading, scope: Scope, output: Output, nodes: Node[] | undefined): void {
  for (const node of nodes ?? []) {
    const nested = as(node, 'GroupingSet')?.content ?? as(node, 'RowExpr')?.args;
    if (nested) readGrouped(reading, scope, output, nested);
    else {
      const name = bareName(node) ?? '';
      const input = scope.items.some((item) => item.bare && (item.loose || columnOf(item, name)));
      const given = output.columns.some((column) => column.name === name);
      if (input || !given) readExpression(reading, scope, node);
    }
  }
}

function readValues(reading: Reading, scope: Scope, select: SelectStmt): Output {
  const { withClause: _, ...rest } = select;
  readExpression(reading, scope, rest);
  const width = as(select.valuesLists?.[0], 'List')?.items?.length ?? 0;
  const columns = Array.from({ length: width }, (_item, index) => newColumn(`column${index + 1}`));
  return { columns, loose: false };
}

/** Of a set operation the left side gives the names; ORDER BY can name nothing else. */
export function readSetOperation(
  reading: Reading,
  scope: Scope,
  select: SelectStmt,
  afterLeft: (left: Output) => void = () => {},
): Output {
  const left = readSelect(reading, select.larg ?? {}, scope);
  const output = { columns: left.columns.map(({ name }) => newColumn(name)), loose: left.loose };
  afterLeft(output);
  readSelect(reading, select.rarg ?? {}, scope);
  readExpression(reading, scope, [select.limitCount, select.limitOffset]);
  return output;
}

function readSimple(reading: Reading, scope: Scope, select: SelectStmt): Output {
  addFrom(reading, scope, select.fromClause);
  const targets = all(select.targetList, 'ResTarget');
  const output = outputOf(reading, scope, targets);
  const { targetList, whereClause, havingClause, windowClause, limitCount, limitOffset } = select;
  readExpression(reading, scope, [
    targetList,
    whereClause,
    havingClause,
    windowClause,
    limitCount,
    limitOffset,
  ]);
  readGrouped(reading, scope, output, select.groupClause);
  readSorted(reading, scope, output, select.sortClause);
  readSorted(reading, scope, output, select.distinctClause);
  return output;
}

/** Takes note of all that a SELECT reads; gives its columns. `outer` is what its expressions can see around it. */
export function readSelect(reading: Reading, select: SelectStmt, outer: Scope | null): Output {
  const scope = openScope(outer);
  readWith(reading, scope, select.withClause);
  if (select.larg && select.rarg) return readSetOperation(reading, scope, select);
  return select.valuesLists ? readValues(reading, scope, select) : readSimple(reading, scope, select);
}
