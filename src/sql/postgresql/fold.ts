/** Conditions that say the same of every row. */
import type { A_Expr, Node } from 'libpg-query';
import { as, constantOf, strings, walk, withoutCasts } from './ast.ts';

/** SQL's three truths; undefined: it cannot be told without the server. */
export type Truth = 'true' | 'false' | 'null';

const TRUE = new Set(['true', 't', 'yes', 'y', 'on', '1']);
const FALSE = new Set(['false', 'f', 'no', 'n', 'off', '0']);

function truthOfConstant(text: string): Truth | undefined {
  const word = text.trim().toLowerCase();
  if (TRUE.has(word)) return 'true';
  return FALSE.has(word) ? 'false' : undefined;
}

const NOT: Record<Truth, Truth> = { true: 'false', false: 'true', null: 'null' };

function truthOfParts(parts: readonly (Truth | undefined)[], decides: Truth): Truth | undefined {
  if (parts.includes(decides)) return decides;
  if (parts.includes(undefined)) return undefined;
  return parts.includes('null') ? 'null' : NOT[decides];
}

const isNull = (node: Node | undefined): boolean => as(withoutCasts(node), 'A_Const')?.isnull === true;

/** Texts that differ may still be equal in their type, so that only equal ones and numbers are told. */
function compare({ kind, name, lexpr, rexpr }: A_Expr): Truth | undefined {
  const [left, right] = [constantOf(withoutCasts(lexpr)), constantOf(withoutCasts(rexpr))];
  if (kind !== 'AEXPR_OP' || left === undefined || right === undefined) return undefined;
  if (isNull(lexpr) || isNull(rexpr)) return 'null';
  const operator = strings(name).at(-1);
  if (operator === '<>') return left === right ? 'false' : 'true';
  if (operator !== '=') return undefined;
  if (left === right) return 'true';
  const numbers = [left, right].map(Number);
  return numbers.every(Number.isFinite) && numbers[0] !== numbers[1] ? 'false' : undefined;
}

/** The truth of a condition that names no column. */
export function truthOf(node: Node | undefined): Truth | undefined {
  const bare = withoutCasts(node);
  const value = constantOf(bare);
  if (value !== undefined) return isNull(bare) ? 'null' : truthOfConstant(value);
  const logic = as(bare, 'BoolExpr');
  if (logic) {
    const parts = (logic.args ?? []).map(truthOf);
    if (logic.boolop === 'AND_EXPR') return truthOfParts(parts, 'false');
    if (logic.boolop === 'OR_EXPR') return truthOfParts(parts, 'true');
    return parts[0] && NOT[parts[0]];
  }
  const test = as(bare, 'NullTest');
  if (test && constantOf(withoutCasts(test.arg)) !== undefined)
    return isNull(test.arg) === (test.nulltesttype === 'IS_NULL') ? 'true' : 'false';
  const comparison = as(bare, 'A_Expr');
  return comparison && compare(comparison);
}

/** It looks at no row and at no query: what it says, it says of all rows. */
export function isSameForAll(condition: Node): boolean {
  let looks = false;
  walk(condition, (kind) => {
    if (kind === 'ColumnRef' || kind === 'SubLink' || kind === 'CurrentOfExpr') looks = true;
    return !looks;
  });
  return !looks;
}
