/** Sequences. */
import type { AlterSeqStmt, CreateSeqStmt, Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup, store } from '../catalog.ts';
import { as, option, strings } from './ast.ts';
import { addEffect, type Target } from './draft.ts';
import { columnName, findRelation, newRelation, tableOf } from './identify.ts';
import { isOlder, isThere } from './judge-create-table.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';
import { noteTemporary } from './temporary.ts';

/** `OWNED BY t.c`; null for `OWNED BY NONE`, undefined where it is not said. */
function ownerIn(session: Session, options: Node[] | undefined): ObjectName | null | undefined {
  const path = strings(as(option(options, 'owned_by')?.arg, 'List')?.items);
  if (path.length === 0) return undefined;
  if (path.length === 1) return null;
  const column = path.at(-1) ?? '';
  const schemaname = path.at(-3);
  const table = tableOf(session, {
    relname: path.at(-2) ?? '',
    ...(schemaname !== undefined && { schemaname }),
  });
  return columnName(table, column);
}

export function judgeCreateSequence(statement: CreateSeqStmt, session: Session, out: Judged): void {
  const name = newRelation(session, 'sequence', statement.sequence);
  const target: Target = { object: name, objectKind: 'sequence', table: null };
  if (isThere(session, out, target, lookup(session.catalog.sequences, name), statement.if_not_exists)) return;
  addEffect(session, out, 'create-object', target);
  if (!isOlder(session, name, lookup(session.catalog.sequences, name))) session.fresh.add(name);
  noteTemporary(session, statement.sequence, name);
  store(session.catalog.sequences, name, { ownedBy: ownerIn(session, statement.options) ?? null });
}

export function judgeAlterSequence(statement: AlterSeqStmt, session: Session, out: Judged): void {
  const { name } = findRelation(session, statement.sequence, 'sequence');
  const has = (word: string): boolean => option(statement.options, word) !== undefined;
  const row: OperationId = has('restart')
    ? 'restart-sequence'
    : has('as')
      ? 'retype-sequence'
      : (statement.options ?? []).length === 1 && has('owned_by')
        ? 'own-sequence'
        : 'alter-sequence';
  addEffect(session, out, row, { object: name, objectKind: 'sequence', table: null });
  const owner = ownerIn(session, statement.options);
  const known = lookup(session.catalog.sequences, name);
  if (owner === undefined) return;
  if (known) known.ownedBy = owner;
  else store(session.catalog.sequences, name, { ownedBy: owner });
}
