/**
 * Rules that no code which is live can break, for they are about columns that these very migrations add: it leaves such a
 * column out, so that its rows hold NULL there, or the default.
 */
import type { Constraint, IndexStmt, Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { all, as, strings } from './ast.ts';
import { columnsIn } from './columns-in.ts';
import type { NewColumn } from './define-column.ts';
import { columnName } from './identify.ts';
import { isWhole } from './known-table.ts';
import type { Session } from './session.ts';

/** Remembers a column that was added; one by IF NOT EXISTS may be older where not all of the schema is known. */
export function noteAdded(
  session: Session,
  table: ObjectName,
  column: NewColumn,
  ifNotExists: boolean,
): void {
  if (ifNotExists && !isWhole(session, table)) return;
  const computes = column.generated !== null || column.numbered !== null || column.entry.generated;
  const leaves = column.default !== undefined || column.entry.defaulted ? 'default' : 'null';
  session.addedColumns ??= new Map();
  if (!computes) session.addedColumns.set(columnName(table, column.name), leaves);
}

const leaves = (session: Session, table: ObjectName, column: string): 'null' | 'default' | undefined =>
  session.addedColumns?.get(columnName(table, column));

/** Operators of PostgreSQL's own that give NULL for NULL. */
const STRICT = new Set([
  '=',
  '<>',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  '~',
  '~*',
  '!~',
  '!~*',
  '~~',
  '!~~',
  '~~*',
  '!~~*',
  '+',
  '-',
  '*',
  '/',
  '%',
]);
const STRICT_KINDS = new Set([
  'AEXPR_OP',
  'AEXPR_IN',
  'AEXPR_LIKE',
  'AEXPR_ILIKE',
  'AEXPR_BETWEEN',
  'AEXPR_OP_ANY',
]);
const STRICT_FUNCTIONS = new Set([
  'length',
  'char_length',
  'octet_length',
  'lower',
  'upper',
  'trim',
  'btrim',
  'abs',
]);

/** Whether a value is NULL where every column in it is: through strict operators and functions alone. */
function isStrict(node: Node | undefined): boolean {
  if (as(node, 'ColumnRef')) return true;
  const cast = as(node, 'TypeCast');
  if (cast) return isStrict(cast.arg);
  const call = as(node, 'FuncCall');
  if (call)
    return (
      STRICT_FUNCTIONS.has(
        strings(call.funcname)
          .join('.')
          .replace(/^pg_catalog\./, ''),
      ) && (call.args ?? []).some(isStrict)
    );
  const operation = as(node, 'A_Expr');
  if (!operation || !STRICT_KINDS.has(operation.kind ?? '')) return false;
  const isBetween = operation.kind === 'AEXPR_BETWEEN';
  const isOwn = isBetween || STRICT.has(strings(operation.name).join('.'));
  return isOwn && (isStrict(operation.lexpr) || (operation.kind === 'AEXPR_OP' && isStrict(operation.rexpr)));
}

/** A check lets NULL through where none of its conditions comes to false by it. */
function passesNull(node: Node | undefined): boolean {
  const logic = as(node, 'BoolExpr');
  return logic ? (logic.args ?? []).every(passesNull) : isStrict(node);
}

/** Whether a constraint refuses no row that leaves the added columns out. */
export function sparesOldCode(
  session: Session,
  table: ObjectName,
  constraint: Constraint,
  columns: string[],
): boolean {
  const isNull = (column: string): boolean => leaves(session, table, column) === 'null';
  switch (constraint.contype) {
    case 'CONSTR_FOREIGN':
      return constraint.fk_matchtype !== 'f' && columns.some(isNull);
    case 'CONSTR_UNIQUE':
      return (
        constraint.indexname === undefined && constraint.nulls_not_distinct !== true && columns.some(isNull)
      );
    case 'CONSTR_CHECK':
      return (
        columns.length > 0 && columnsIn(constraint.raw_expr).every(isNull) && passesNull(constraint.raw_expr)
      );
    default:
      return false;
  }
}

/** A unique index lets rows be that hold NULL in one of its columns. */
export function indexSparesOldCode(session: Session, table: ObjectName, statement: IndexStmt): boolean {
  if (statement.nulls_not_distinct === true) return false;
  return all(statement.indexParams, 'IndexElem').some(
    ({ name }) => name !== undefined && leaves(session, table, name) === 'null',
  );
}

/** NOT NULL refuses no row where a default stands in for what is left out. */
export function notNullSparesOldCode(session: Session, table: ObjectName, column: string): boolean {
  return leaves(session, table, column) === 'default';
}
