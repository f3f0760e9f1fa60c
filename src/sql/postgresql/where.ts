/** How many rows a predicate lets a statement touch: all of them, a bounded number, or some. */
import type { A_Expr, Node } from 'libpg-query';
import { as, constantOf, strings, withoutCasts } from './ast.ts';

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
}

const columnIn = (node: Node | undefined): string | undefined =>
  strings(as(withoutCasts(node), 'ColumnRef')?.fields).at(-1);

/** A constant, or a parameter of the statement that runs it. */
const isFixed = (node: Node | undefined): boolean =>
  constantOf(withoutCasts(node)) !== undefined || as(withoutCasts(node), 'ParamRef') !== undefined;

/** Conditions that are joined by AND. */
export function conjuncts(where: Node | undefined): Node[] {
  const logic = as(where, 'BoolExpr');
  if (logic?.boolop === 'AND_EXPR') return (logic.args ?? []).flatMap(conjuncts);
  return where === undefined ? [] : [where];
}

/** `true`, `1 = 1`, `id = id`, `id IS NOT NULL`, `new IS NULL` where it is what gets written, and joins of two columns. */
function narrowsNothing(condition: Node, writing: Writing): boolean {
  const value = constantOf(withoutCasts(condition));
  if (value !== undefined) return value === 'true' || value === 't';
  const logic = as(condition, 'BoolExpr');
  if (logic) {
    const parts = logic.args ?? [];
    if (logic.boolop === 'OR_EXPR') return parts.some((part) => narrowsNothing(part, writing));
    return logic.boolop === 'AND_EXPR' && parts.every((part) => narrowsNothing(part, writing));
  }
  const test = as(condition, 'NullTest');
  if (test) return isWeakNullTest(columnIn(test.arg), test.nulltesttype === 'IS_NULL', writing);
  const comparison = as(condition, 'A_Expr');
  return comparison !== undefined && comparesNothing(comparison, writing);
}

/** An unbatched backfill says `WHERE new IS NULL`; that another column has a value narrows little. */
function isWeakNullTest(column: string | undefined, isNull: boolean, writing: Writing): boolean {
  if (column === undefined || writing.verb === 'delete') return false;
  return isNull ? writing.columns.includes(column) : true;
}

function comparesNothing({ kind, lexpr, rexpr, name }: A_Expr, writing: Writing): boolean {
  const [left, right] = [columnIn(lexpr), columnIn(rexpr)];
  if (kind === 'AEXPR_DISTINCT')
    return writing.verb === 'update' && left !== undefined && writing.columns.includes(left);
  if (kind !== 'AEXPR_OP') return false;
  const operator = strings(name).at(-1);
  if (left !== undefined && right !== undefined)
    return operator === '=' && (writing.verb === 'update' || left === right);
  const [a, b] = [constantOf(withoutCasts(lexpr)), constantOf(withoutCasts(rexpr))];
  return operator === '=' && a !== undefined && a === b;
}

/** The other way round: `5 < id` is `id > 5`. */
const FLIPPED: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

interface Range {
  lower: boolean;
  upper: boolean;
}

function noteRange(ranges: Map<string, Range>, { lexpr, rexpr, name }: A_Expr): void {
  const operator = strings(name).at(-1) ?? '';
  if (!(operator in FLIPPED)) return;
  const [left, right] = [columnIn(lexpr), columnIn(rexpr)];
  const column = left ?? right;
  if (column === undefined || (left !== undefined && right !== undefined)) return;
  const sense = left === undefined ? (FLIPPED[operator] ?? '') : operator;
  const range = ranges.get(column) ?? { lower: false, upper: false };
  if (sense.startsWith('>')) range.lower = true;
  else range.upper = true;
  ranges.set(column, range);
}

/** `SELECT … LIMIT n`, alone or in `ARRAY(…)`. */
function isLimited(node: Node | undefined): boolean {
  const select = as(as(node, 'SubLink')?.subselect, 'SelectStmt') ?? as(node, 'SelectStmt');
  return select?.limitCount !== undefined && !as(select.limitCount, 'A_Const')?.isnull;
}

function bounds(condition: Node, writing: Writing): boolean {
  const sublink = as(condition, 'SubLink');
  if (sublink) return sublink.subLinkType === 'ANY_SUBLINK' && isLimited(condition);
  const comparison = as(condition, 'A_Expr');
  if (!comparison) return false;
  const column = columnIn(comparison.lexpr) ?? columnIn(comparison.rexpr) ?? '';
  const operator = strings(comparison.name).at(-1);
  if (comparison.kind === 'AEXPR_BETWEEN') return writing.isKey(column);
  if (comparison.kind === 'AEXPR_IN') return operator === '=' && writing.isKey(column);
  if (comparison.kind === 'AEXPR_OP_ANY')
    return isLimited(comparison.rexpr) || (writing.isKey(column) && isFixed(comparison.rexpr));
  if (comparison.kind !== 'AEXPR_OP' || operator !== '=' || !writing.isKey(column)) return false;
  return isFixed(comparison.lexpr) || isFixed(comparison.rexpr);
}

/** What WHERE leaves of a table. */
export function reachOf(where: Node | undefined, writing: Writing): Reach {
  const conditions = conjuncts(where);
  const ranges = new Map<string, Range>();
  for (const condition of conditions) {
    const comparison = as(condition, 'A_Expr');
    if (comparison?.kind === 'AEXPR_OP') noteRange(ranges, comparison);
  }
  const ranged = [...ranges.values()].some(({ lower, upper }) => lower && upper);
  const bounded = ranged || conditions.some((condition) => bounds(condition, writing));
  return { whole: !bounded && conditions.every((condition) => narrowsNothing(condition, writing)), bounded };
}
