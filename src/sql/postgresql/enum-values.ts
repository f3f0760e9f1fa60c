/** Enum values that are used before the transaction which added them has committed. */
import type { Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { all, as, strings, walk } from './ast.ts';
import { findRelation, valueName } from './identify.ts';
import { findColumn } from './known-table.ts';
import type { Session } from './session.ts';
import { typeText } from './type-names.ts';

/** Statements in which a value is a word of the definition or of a text, and is not looked up. */
const HARMLESS = new Set([
  'AlterEnumStmt',
  'CreateEnumStmt',
  'CommentStmt',
  'DoStmt',
  'CreateFunctionStmt',
  'VariableSetStmt',
  'TransactionStmt',
]);

interface Named {
  literals: Set<string>;
  types: Set<string>;
  /** A table is named of which not every column is known. */
  anyType: boolean;
}

const elementType = (type: string): string => type.replace(/\[\]$/, '');

function noteColumns(session: Session, table: ObjectName, named: Named, only: string[]): void {
  const entry = lookup(session.catalog.tables, table);
  if (!entry || entry.partial) named.anyType = true;
  for (const [column, { type }] of Object.entries(entry?.columns ?? {})) {
    if (only.length === 0 || only.includes(column)) named.types.add(elementType(type));
  }
}

/** Parts of a node that may stand there: not every node has them. */
interface Parts {
  sval?: { sval?: string };
  relname?: string;
  schemaname?: string;
  names?: Node[];
  name?: string;
  val?: Node;
  lexpr?: Node;
  rexpr?: Node;
}

/** A column that is written or compared, and whose type is known, tells what the literals beside it are. */
function isOfOtherType(
  session: Session,
  kind: string,
  part: Parts,
  table: ObjectName | null,
  isEnum: (type: string) => boolean,
): boolean {
  const column = kind === 'ResTarget' ? part.name : kind === 'A_Expr' ? columnBeside(part) : undefined;
  const type = column === undefined || table === null ? undefined : findColumn(session, table, column)?.type;
  return type !== undefined && type !== 'unknown' && !isEnum(elementType(type));
}

function columnBeside({ lexpr, rexpr }: Parts): string | undefined {
  const reference = as(lexpr, 'ColumnRef') ?? as(rexpr, 'ColumnRef');
  return reference && strings(reference.fields).at(-1);
}

/** The one table that the statement is about; null where there are several, and a column's name alone may mislead. */
function onlyTable(node: unknown, session: Session): ObjectName | null {
  const tables = new Set<ObjectName>();
  walk(node, (_, inner) => {
    const part = inner as Parts;
    if (part.relname !== undefined) tables.add(findRelation(session, part).name);
    return true;
  });
  const [table, ...others] = tables;
  return others.length === 0 ? (table ?? null) : null;
}

/** Literals of a statement, and the types that they may be of: those that it names, and those of its tables' columns. */
function readNames(node: unknown, session: Session): Named {
  const named: Named = { literals: new Set(), types: new Set(), anyType: false };
  const table = onlyTable(node, session);
  const insert = as(node as Node, 'InsertStmt');
  const written = all(insert?.cols, 'ResTarget').map(({ name }) => name ?? '');
  const isEnum = (type: string): boolean =>
    [...session.enumValuesOfTransaction].some((value) => value.startsWith(`type:${type}.`));
  walk(node, (kind, inner) => {
    const part = inner as Parts;
    if (isOfOtherType(session, kind, part, table, isEnum)) return false;
    if (kind === 'A_Const' && part.sval) named.literals.add(part.sval.sval ?? '');
    if (kind === 'typeName') named.types.add(elementType(typeText(part, session)));
    if (part.relname !== undefined) noteColumns(session, findRelation(session, part).name, named, written);
    return true;
  });
  return named;
}

/** Values added in the open transaction that the statement may have to look up, which PostgreSQL refuses. */
export function uncommittedValues(node: { [type: string]: unknown }, session: Session): ObjectName[] {
  if (session.enumValuesOfTransaction.size === 0) return [];
  if (Object.keys(node).some((kind) => HARMLESS.has(kind))) return [];
  const named = readNames(node, session);
  return [...session.enumValuesOfTransaction].filter((value) => {
    const typed = named.anyType || [...named.types].some((type) => value.startsWith(`type:${type}.`));
    return typed && [...named.literals].some((literal) => value.endsWith(valueName('', literal)));
  });
}
