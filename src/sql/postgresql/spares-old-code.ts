/**
 * Rules that no code which is live can break, for they are about columns that these very migrations add: it leaves such a
 * column out, so that its rows hold NULL there, or the default.
 */
import type { A_ArrayExpr, Constraint, IndexStmt, Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { all, as, strings } from './ast.ts';
import { columnsIn } from './columns-in.ts';
import type { NewColumn } from './define-column.ts';
import { columnName } from './identify.ts';
import { isWhole } from './known-table.ts';
import type { AddedColumn, Session } from './session.ts';

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
  const name = columnName(table, column.name);
  if (!computes && session.addedColumns.get(name) !== 'older') session.addedColumns.set(name, leaves);
}

/** Remembers that a column's name is free, or another's: what is called so from now on is no new word for live code. */
export function noteNameLeft(session: Session, table: ObjectName, column: string): void {
  session.addedColumns ??= new Map();
  const name = columnName(table, column);
  const known = session.addedColumns.get(name);
  if (known === undefined || known === 'older') session.addedColumns.set(name, 'older');
  else session.addedColumns.delete(name);
}

/** Remembers a default that was set, or taken away. Whether a rule was added that counts on rows without it. */
export function noteDefault(session: Session, table: ObjectName, column: string, removes: boolean): boolean {
  const name = columnName(table, column);
  const known = session.addedColumns?.get(name);
  if (known !== undefined && known !== 'older') session.addedColumns?.set(name, removes ? 'null' : 'default');
  return known === 'held' && !removes;
}

const leaves = (session: Session, table: ObjectName, column: string): AddedColumn | undefined =>
  session.addedColumns?.get(columnName(table, column));

const isNull = (session: Session, table: ObjectName, column: string): boolean =>
  ['null', 'held'].includes(leaves(session, table, column) ?? '');

/** Whether it spares; then the columns that are NULL must stay so. */
function hold(session: Session, table: ObjectName, columns: readonly string[], spares: boolean): boolean {
  for (const column of spares ? columns : [])
    if (isNull(session, table, column)) session.addedColumns?.set(columnName(table, column), 'held');
  return spares;
}

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
const STRICT_KINDS = new Set(['AEXPR_OP', 'AEXPR_IN', 'AEXPR_LIKE', 'AEXPR_ILIKE', 'AEXPR_BETWEEN']);
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

/** `ARRAY[…]`, cast or not. */
function listOf(node: Node | undefined): A_ArrayExpr | null {
  const cast = as(node, 'TypeCast');
  return cast ? listOf(cast.arg) : (as(node, 'A_ArrayExpr') ?? null);
}

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
  if (!operation) return false;
  // NULL is in no empty list: that is false, and not NULL.
  if (operation.kind === 'AEXPR_OP_ANY')
    return isStrict(operation.lexpr) && (listOf(operation.rexpr)?.elements ?? []).length > 0;
  if (!STRICT_KINDS.has(operation.kind ?? '')) return false;
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
  return hold(session, table, columns, spares(session, table, constraint, columns));
}

function spares(session: Session, table: ObjectName, constraint: Constraint, columns: string[]): boolean {
  const isLeftOut = (column: string): boolean => isNull(session, table, column);
  switch (constraint.contype) {
    case 'CONSTR_FOREIGN':
      return constraint.fk_matchtype !== 'f' && columns.some(isLeftOut);
    case 'CONSTR_UNIQUE':
      return (
        constraint.indexname === undefined &&
        constraint.nulls_not_distinct !== true &&
        columns.some(isLeftOut)
      );
    case 'CONSTR_CHECK':
      return (
        columns.length > 0 &&
        columnsIn(constraint.raw_expr).every(isLeftOut) &&
        passesNull(constraint.raw_expr)
      );
    default:
      return false;
  }
}

/** A unique index lets rows be that hold NULL in one of its columns. */
export function indexSparesOldCode(session: Session, table: ObjectName, statement: IndexStmt): boolean {
  if (statement.nulls_not_distinct === true) return false;
  const columns = all(statement.indexParams, 'IndexElem').flatMap(({ name }) => name ?? []);
  return hold(
    session,
    table,
    columns,
    columns.some((column) => isNull(session, table, column)),
  );
}

/** NOT NULL refuses no row where a default stands in for what is left out. */
export function notNullSparesOldCode(session: Session, table: ObjectName, column: string): boolean {
  return leaves(session, table, column) === 'default';
}
