/** Expressions as SQL, to be put into statements that a reader can paste. What is too intricate is shown as `…`. */
import type { A_Expr, BoolExpr, Node } from 'libpg-query';
import { quoteIdentifier } from '../../names.ts';
import { as, constantOf, strings, withoutCasts } from './ast.ts';
import { STEADY_FUNCTIONS } from './known-functions.ts';

const UNREADABLE = '…';
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const KEYWORD_VALUES: Record<string, string> = {
  SVFOP_CURRENT_DATE: 'CURRENT_DATE',
  SVFOP_CURRENT_TIME: 'CURRENT_TIME',
  SVFOP_CURRENT_TIMESTAMP: 'CURRENT_TIMESTAMP',
  SVFOP_LOCALTIMESTAMP: 'LOCALTIMESTAMP',
  SVFOP_CURRENT_USER: 'CURRENT_USER',
  SVFOP_SESSION_USER: 'SESSION_USER',
};

function list(node: Node | undefined): string {
  return (as(node, 'List')?.items ?? []).map(show).join(', ');
}

function showOperator(expression: A_Expr): string {
  const operator = strings(expression.name).at(-1) ?? '';
  const left = show(expression.lexpr);
  switch (expression.kind) {
    case 'AEXPR_OP':
      return expression.lexpr
        ? `${left} ${operator} ${show(expression.rexpr)}`
        : `${operator}${show(expression.rexpr)}`;
    case 'AEXPR_IN':
      return `${left} ${operator === '<>' ? 'NOT IN' : 'IN'} (${list(expression.rexpr)})`;
    case 'AEXPR_LIKE':
      return `${left} ${operator.startsWith('!') ? 'NOT LIKE' : 'LIKE'} ${show(expression.rexpr)}`;
    case 'AEXPR_BETWEEN':
      return `${left} BETWEEN ${list(expression.rexpr).replace(', ', ' AND ')}`;
    case 'AEXPR_OP_ANY':
      return `${left} ${operator} ANY (${show(expression.rexpr)})`;
    case 'AEXPR_DISTINCT':
      return `${left} IS DISTINCT FROM ${show(expression.rexpr)}`;
    default:
      return UNREADABLE;
  }
}

function showLogic(expression: BoolExpr): string {
  const parts = (expression.args ?? []).map((part) =>
    as(part, 'BoolExpr') ? `(${show(part)})` : show(part),
  );
  if (expression.boolop === 'NOT_EXPR') return `NOT (${parts.join('')})`;
  return parts.join(expression.boolop === 'OR_EXPR' ? ' OR ' : ' AND ');
}

function showCast(node: Node): string {
  const cast = as(node, 'TypeCast');
  const names = strings(cast?.typeName?.names);
  if (!cast || cast.typeName?.typmods) return UNREADABLE;
  const array = cast.typeName?.arrayBounds ? '[]' : '';
  return `${show(cast.arg)}::${names
    .filter((name) => name !== 'pg_catalog')
    .map(quoteIdentifier)
    .join('.')}${array}`;
}

function showConstant(node: Node): string {
  const text = constantOf(node) ?? '';
  return as(node, 'A_Const')?.sval ? quote(text) : text.toUpperCase();
}

function show(node: Node | undefined): string {
  if (!node) return UNREADABLE;
  if (as(node, 'A_Const')) return showConstant(node);
  const reference = as(node, 'ColumnRef');
  if (reference) return strings(reference.fields).map(quoteIdentifier).join('.');
  const operator = as(node, 'A_Expr');
  if (operator) return showOperator(operator);
  const logic = as(node, 'BoolExpr');
  if (logic) return showLogic(logic);
  if (as(node, 'TypeCast')) return showCast(node);
  const test = as(node, 'NullTest');
  if (test) return `${show(test.arg)} IS ${test.nulltesttype === 'IS_NOT_NULL' ? 'NOT NULL' : 'NULL'}`;
  const array = as(node, 'A_ArrayExpr');
  if (array) return `ARRAY[${(array.elements ?? []).map(show).join(', ')}]`;
  const value = as(node, 'SQLValueFunction');
  if (value) return KEYWORD_VALUES[value.op ?? ''] ?? UNREADABLE;
  return showCall(node);
}

function showCall(node: Node): string {
  const call = as(node, 'FuncCall');
  if (!call || call.agg_star || call.over || call.agg_filter) return UNREADABLE;
  const path = strings(call.funcname);
  const known = path[0] === 'pg_catalog' && STEADY_FUNCTIONS.has(path[1] ?? '');
  const name = (known ? path.slice(1) : path).map(quoteIdentifier).join('.');
  return `${name}(${(call.args ?? []).map(show).join(', ')})`;
}

/**
 * At most about a line; `…` stands for what is longer or cannot be told. `bare` leaves out casts, so that a condition
 * can be compared: `'2025-01-01'::date` is `'2025-01-01'`.
 */
export function showExpression(node: Node | undefined, casts: 'bare' | 'cast' = 'cast'): string {
  const text = show(casts === 'bare' ? bare(node) : node);
  return text.includes(UNREADABLE) || text.length > 200 ? UNREADABLE : text;
}

/** The same tree without casts around constants. */
function bare(node: Node | undefined): Node | undefined {
  const inner = withoutCasts(node);
  if (as(inner, 'A_Const')) return inner;
  const operator = as(node, 'A_Expr');
  if (!operator) return node;
  return { A_Expr: { ...operator, ...sides(operator) } };
}

function sides({ lexpr, rexpr }: A_Expr): Pick<A_Expr, 'lexpr' | 'rexpr'> {
  const [left, right] = [bare(lexpr), bare(rexpr)];
  return { ...(left && { lexpr: left }), ...(right && { rexpr: right }) };
}
