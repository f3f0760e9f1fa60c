/** Enum values that are used before the transaction which added them has committed. */
import type { Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { walk } from './ast.ts';
import { findRelation, valueName } from './identify.ts';
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

function noteColumns(session: Session, table: ObjectName, named: Named): void {
  const entry = lookup(session.catalog.tables, table);
  if (!entry || entry.partial) named.anyType = true;
  for (const { type } of Object.values(entry?.columns ?? {})) named.types.add(type.replace(/\[\]$/, ''));
}

/** Literals of a statement, and the types that they may be of: those that it names, and those of its tables' columns. */
function readNames(node: unknown, session: Session): Named {
  const named: Named = { literals: new Set(), types: new Set(), anyType: false };
  walk(node, (kind, inner) => {
    const part = inner as { sval?: { sval?: string }; relname?: string; schemaname?: string; names?: Node[] };
    if (kind === 'A_Const' && part.sval) named.literals.add(part.sval.sval ?? '');
    if (kind === 'typeName') named.types.add(typeText(part, session).replace(/\[\]$/, ''));
    if (part.relname !== undefined) noteColumns(session, findRelation(session, part).name, named);
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
