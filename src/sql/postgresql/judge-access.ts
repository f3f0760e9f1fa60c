/** Rights, policies, comments. */
import type { AlterPolicyStmt, CommentStmt, CreatePolicyStmt, GrantStmt, Node } from 'libpg-query';
import type { ObjectKind, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup, store } from '../catalog.ts';
import { as, pathOf } from './ast.ts';
import { addEffect } from './draft.ts';
import { columnName, findRelation, nameOf, partName, tableOf } from './identify.ts';
import { ensureTable } from './known-table.ts';
import { readExpression } from './reads.ts';
import { beginReading, openScope, sourceOf } from './scope.ts';
import type { Judged, Session } from './session.ts';

/** Columns of any table that the policy's conditions read. */
function policyReads(session: Session, table: ObjectName, conditions: (Node | undefined)[]): ObjectName[] {
  const reading = beginReading(session);
  const scope = openScope(null);
  scope.sources.set(table.slice(table.lastIndexOf('.') + 1), sourceOf(session, table));
  readExpression(reading, scope, conditions);
  return [...reading.uses];
}

export function judgePolicy(
  statement: CreatePolicyStmt | AlterPolicyStmt,
  session: Session,
  out: Judged,
): void {
  const table = tableOf(session, statement.table);
  const name = statement.policy_name ?? '';
  const columns = policyReads(session, table, [statement.qual, statement.with_check]);
  const widens = 'permissive' in statement && statement.permissive === true;
  addEffect(session, out, widens ? 'create-permissive-policy' : 'create-policy', {
    object: partName('policy', table, name),
    objectKind: 'policy',
    table,
    columns,
  });
  const { policies } = ensureTable(session, table);
  const before = lookup(policies, name)?.columns ?? [];
  store(policies, name, { columns: [...new Set([...before, ...columns])] });
}

const KINDS: Record<string, ObjectKind> = {
  OBJECT_TABLE: 'table',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_SCHEMA: 'schema',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
  OBJECT_INDEX: 'index',
};

function grantedObject(session: Session, kind: ObjectKind, node: Node): ObjectName {
  const range = as(node, 'RangeVar');
  if (range) return findRelation(session, range, kind === 'sequence' ? 'sequence' : 'table').name;
  const path = pathOf(node);
  if (kind === 'schema') return `schema:${quoteIdentifier(path[0] ?? '')}`;
  return kind === 'other' ? path.map(quoteIdentifier).join('.') : nameOf(session, kind, path);
}

export function judgeGrant(statement: GrantStmt, session: Session, out: Judged): void {
  const row = statement.is_grant ? 'grant' : 'revoke';
  const inSchema = statement.targtype === 'ACL_TARGET_ALL_IN_SCHEMA';
  const kind = inSchema ? 'schema' : (KINDS[statement.objtype ?? ''] ?? 'other');
  for (const node of statement.objects ?? []) {
    const object = grantedObject(session, kind, node);
    addEffect(session, out, row, { object, objectKind: kind, table: kind === 'table' ? object : null });
  }
  if ((statement.objects ?? []).length === 0)
    addEffect(session, out, row, { object: 'default privileges', objectKind: 'other', table: null });
}

export function judgeComment(statement: CommentStmt, session: Session, out: Judged): void {
  const path = pathOf(statement.object);
  const onColumn = statement.objtype === 'OBJECT_COLUMN';
  if (!onColumn && statement.objtype !== 'OBJECT_TABLE') {
    const kind = KINDS[statement.objtype ?? ''] ?? 'other';
    const object = statement.object && grantedObject(session, kind, statement.object);
    addEffect(session, out, 'alter-object', { object: object ?? '', objectKind: kind, table: null });
    return;
  }
  const relation = onColumn ? path.slice(0, -1) : path;
  const schemaname = relation.at(-2);
  const found = findRelation(session, {
    relname: relation.at(-1) ?? '',
    ...(schemaname !== undefined && { schemaname }),
  });
  const object = onColumn ? columnName(found.name, path.at(-1) ?? '') : found.name;
  addEffect(session, out, 'comment-on', {
    object,
    objectKind: onColumn ? 'column' : found.kind,
    table: found.name,
  });
}
