/** How many rows a predicate lets a statement touch: all of them, a bounded number, or some. */
import type { A_Expr, Node, SelectStmt, SubLink } from 'libpg-query';
import { as, constantOf, strings, withoutCasts } from './ast.ts';
import { isSameForAll, truthOf } from './fold.ts';
import { isLimited, MOST_ROWS, type Queries } from './limits.ts';

export interface Reach {
  /** Nothing narrows it. */
  whole: boolean;
  /** Bounded by keys, by LIMIT, or by a range with both ends. */
  bounded: boolean;
}

export interface Writing {
  verb: 'update' | 'delete';
  /** Columns that are written. */
  columns: string[];
  isKey(column: string): boolean;
  /** Queries of its WITH. */
  queries: Queries;
  /** Names in its FROM or USING that give few rows. */
  few: ReadonlySet<string>;
  /** Other relations are in its FROM or USING, or around it: columns may be compared to join them. */
  joins: boolean;
  /** What a query in its predicate leaves of the relations that it reads. */
  reachIn(select: SelectStmt, correlated: boolean): Reach;
}

const NOBODY_KNOWS: Reach = { whole: false, bounded: false };

const namesIn = (node: Node | undefined): string[] => strings(as(withoutCasts(node), 'ColumnRef')?.fields);
const columnIn = (node: Node | undefined): string | undefined => namesIn(node).at(-1);

/** A constant, or a parameter of the statement that runs it. */
const isFixed = (node: Node | undefined): boolean =>
  constantOf(withoutCasts(node)) !== undefined || as(withoutCasts(node), 'ParamRef') !== undefined;

/** It keeps no row at all. */
const isNever = (condition: Node): boolean => ['false', 'null'].includes(truthOf(condition) ?? '');

/** Conditions that are joined by AND. */
export function conjuncts(where: Node | undefined): Node[] {
  const logic = as(where, 'BoolExpr');
  if (logic?.boolop === 'AND_EXPR') return (logic.args ?? []).flatMap(conjuncts);
  return where === undefined ? [] : [where];
}

/** `true`, `1 = 1`, `id = id`, `id IS NOT NULL`, `new IS NULL` where it is what gets written, and joins of two columns. */
function narrowsNothing(condition: Node, writing: Writing): boolean {
  if (isSameForAll(condition)) return !isNever(condition);
  const logic = as(condition, 'BoolExpr');
  if (logic) {
    const parts = logic.args ?? [];
    if (logic.boolop === 'OR_EXPR') return parts.some((part) => narrowsNothing(part, writing));
    return logic.boolop === 'AND_EXPR' && parts.every((part) => narrowsNothing(part, writing));
  }
  const test = as(condition, 'NullTest');
  if (test) return isWeakNullTest(columnIn(test.arg), test.nulltesttype === 'IS_NULL', writing);
  const sublink = as(condition, 'SubLink');
  if (sublink) return reachOfSublink(sublink, writing).whole;
  const comparison = as(condition, 'A_Expr');
  return comparison !== undefined && comparesNothing(comparison, writing);
}

/** An unbatched backfill says `WHERE new IS NULL`; that another column has a value narrows little. */
function isWeakNullTest(column: string | undefined, isNull: boolean, writing: Writing): boolean {
  if (column === undefined) return false;
  if (writing.verb === 'delete') return !isNull && writing.isKey(column);
  return isNull ? writing.columns.includes(column) : true;
}

function comparesNothing({ kind, lexpr, rexpr, name }: A_Expr, writing: Writing): boolean {
  const [left, right] = [namesIn(lexpr), namesIn(rexpr)];
  if (kind === 'AEXPR_DISTINCT')
    return writing.verb === 'update' && writing.columns.includes(left.at(-1) ?? '');
  if (kind !== 'AEXPR_OP' || left.length === 0 || right.length === 0) return false;
  const operator = strings(name).at(-1) ?? '';
  const itself = left.join('.') === right.join('.');
  if (operator !== '=') return itself && ['<=', '>='].includes(operator);
  return itself || writing.verb === 'update' || writing.joins;
}

/** IN and EXISTS: what the query inside leaves. Another test may narrow in any way. */
function reachOfSublink({ subLinkType, operName, testexpr, subselect }: SubLink, writing: Writing): Reach {
  const select = as(subselect, 'SelectStmt');
  if (!select) return NOBODY_KNOWS;
  if (subLinkType === 'EXISTS_SUBLINK') return { ...writing.reachIn(select, true), bounded: false };
  const isIn = subLinkType === 'ANY_SUBLINK' && (strings(operName).at(-1) ?? '=') === '=';
  if (!isIn) return NOBODY_KNOWS;
  const reach = writing.reachIn(select, false);
  const tested = as(testexpr, 'RowExpr')?.args ?? [testexpr];
  const bounded = reach.bounded && tested.some((part) => findsFew(columnIn(part), writing));
  return { whole: reach.whole, bounded };
}

const LIKE_A_KEY = /(?:^|_)u?u?id$|[a-z](?:Id|ID|Uuid|UUID)$/;

/** A column by which few rows are found for each value: a key, or what points to one. */
const findsFew = (column: string | undefined, writing: Writing): boolean =>
  column !== undefined && (writing.isKey(column) || LIKE_A_KEY.test(column));

/** The other way round: `5 < id` is `id > 5`. */
const FLIPPED: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

interface Range {
  lower: Node | undefined;
  upper: Node | undefined;
}

function noteRange(ranges: Map<string, Range>, { lexpr, rexpr, name }: A_Expr): void {
  const operator = strings(name).at(-1) ?? '';
  if (!(operator in FLIPPED)) return;
  const [left, right] = [columnIn(lexpr), columnIn(rexpr)];
  const column = left ?? right;
  if (column === undefined || (left !== undefined && right !== undefined)) return;
  const sense = left === undefined ? (FLIPPED[operator] ?? '') : operator;
  const range = ranges.get(column) ?? { lower: undefined, upper: undefined };
  if (sense.startsWith('>')) range.lower = left === undefined ? lexpr : rexpr;
  else range.upper = left === undefined ? lexpr : rexpr;
  ranges.set(column, range);
}

const numberIn = (node: Node | undefined): number => Number(constantOf(withoutCasts(node)) ?? Number.NaN);

/** Both ends are there; where they are numbers, not further apart than a batch is. */
function isNarrow(lower: Node | undefined, upper: Node | undefined): boolean {
  if (lower === undefined || upper === undefined) return false;
  return !(numberIn(upper) - numberIn(lower) > MOST_ROWS);
}

function isBetween({ lexpr, rexpr }: A_Expr, writing: Writing): boolean {
  const [lower, upper] = as(rexpr, 'List')?.items ?? [];
  return writing.isKey(columnIn(lexpr) ?? '') && isNarrow(lower, upper);
}

/** `t.id = batch.id`, where `batch` gives few rows. */
function joinsFew({ lexpr, rexpr }: A_Expr, writing: Writing): boolean {
  const sides = [namesIn(lexpr), namesIn(rexpr)];
  const [from, to] = sides.map((names) => writing.few.has(names.at(-2) ?? ' '));
  if (from === to) return false;
  return findsFew(sides[from ? 1 : 0]?.at(-1), writing);
}

function isLimitedArray(node: Node | undefined, writing: Writing): boolean {
  const select = as(as(node, 'SubLink')?.subselect, 'SelectStmt');
  return select !== undefined && isLimited(select, writing.queries);
}

function bounds(condition: Node, writing: Writing): boolean {
  if (isNever(condition)) return true;
  const sublink = as(condition, 'SubLink');
  if (sublink) return reachOfSublink(sublink, writing).bounded;
  if (as(condition, 'CurrentOfExpr')) return true;
  const logic = as(condition, 'BoolExpr');
  if (logic) return logic.boolop === 'OR_EXPR' && (logic.args ?? []).every((part) => bounds(part, writing));
  const comparison = as(condition, 'A_Expr');
  if (!comparison) return false;
  const column = columnIn(comparison.lexpr) ?? columnIn(comparison.rexpr) ?? '';
  const operator = strings(comparison.name).at(-1);
  if (comparison.kind === 'AEXPR_BETWEEN') return isBetween(comparison, writing);
  if (comparison.kind === 'AEXPR_IN') return operator === '=' && writing.isKey(column);
  if (comparison.kind === 'AEXPR_OP_ANY')
    return isLimitedArray(comparison.rexpr, writing) || (writing.isKey(column) && isFixed(comparison.rexpr));
  if (comparison.kind !== 'AEXPR_OP' || operator !== '=') return false;
  if (joinsFew(comparison, writing)) return true;
  return writing.isKey(column) && (isFixed(comparison.lexpr) || isFixed(comparison.rexpr));
}

/** What WHERE leaves of a table. */
export function reachOf(where: Node | undefined, writing: Writing): Reach {
  const conditions = conjuncts(where);
  const ranges = new Map<string, Range>();
  for (const condition of conditions) {
    const comparison = as(condition, 'A_Expr');
    if (comparison?.kind === 'AEXPR_OP') noteRange(ranges, comparison);
  }
  const ranged = [...ranges.values()].some(({ lower, upper }) => isNarrow(lower, upper));
  const bounded = ranged || conditions.some((condition) => bounds(condition, writing));
  return { whole: !bounded && conditions.every((condition) => narrowsNothing(condition, writing)), bounded };
}
