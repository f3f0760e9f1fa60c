/** ALTER TABLE: one effect for each command, all under the strongest lock that any of them needs. */
import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { addColumn } from './alter-add-column.ts';
import { attributeCommands } from './alter-attributes.ts';
import {
  addIdentity,
  changeDefault,
  dropColumn,
  dropExpression,
  dropIdentity,
  dropNotNull,
  setNotNull,
} from './alter-columns.ts';
import { addConstraint, alterConstraint, dropConstraint, validateConstraint } from './alter-constraints.ts';
import { addInheritance, attachPartition, detachPartition, endInheritance } from './alter-partitions.ts';
import { retypeColumn } from './alter-retype.ts';
import { type JudgeCommand, openAltering } from './altering.ts';
import { all } from './ast.ts';
import { addEffect } from './draft.ts';
import { findRelation, provesAbsence, type Relation } from './identify.ts';
import { alterAttribute } from './judge-types.ts';
import { lockStrength } from './operation.ts';
import type { OperationId } from './operations.ts';
import type { EffectDraft, Judged, Session } from './session.ts';

type Subtype = NonNullable<AlterTableCmd['subtype']>;

const commands: Partial<Record<Subtype, JudgeCommand>> = {
  ...attributeCommands,
  AT_AddColumn: addColumn,
  AT_DropColumn: dropColumn,
  AT_ColumnDefault: changeDefault,
  AT_SetNotNull: setNotNull,
  AT_DropNotNull: dropNotNull,
  AT_AddIdentity: addIdentity,
  AT_DropIdentity: dropIdentity,
  AT_DropExpression: dropExpression,
  AT_AlterColumnType: retypeColumn,
  AT_AddConstraint: addConstraint,
  AT_ValidateConstraint: validateConstraint,
  AT_AlterConstraint: alterConstraint,
  AT_DropConstraint: dropConstraint,
  AT_AttachPartition: attachPartition,
  AT_DetachPartition: detachPartition,
  AT_DetachPartitionFinalize: detachPartition,
  AT_AddInherit: addInheritance,
  AT_DropInherit: endInheritance,
};

/** The whole statement runs under its strongest lock: VALIDATE beside ADD CONSTRAINT is no longer a weak one. */
function shareStrongestLock(effects: EffectDraft[], table: ObjectName): void {
  let mode = '';
  for (const { locks } of effects) {
    for (const lock of locks)
      if (lock.object === table && (mode === '' || lockStrength(lock.mode) > lockStrength(mode)))
        mode = lock.mode;
  }
  for (const { locks } of effects) for (const lock of locks) if (lock.object === table) lock.mode = mode;
}

function judgeCommands(statement: AlterTableStmt, table: ObjectName, session: Session, out: Judged): void {
  const list = all(statement.cmds, 'AlterTableCmd');
  const dropped = list.filter(({ subtype }) => subtype === 'AT_DropConstraint').map(({ name }) => name ?? '');
  const at = openAltering(session, out, table, statement.relation?.inh === true, dropped);
  const from = out.effects.length;
  for (const command of list) {
    const judge = command.subtype && commands[command.subtype];
    if (judge) judge(command, at);
    else addEffect(session, out, 'unknown-statement', { object: table, objectKind: 'table', table });
  }
  if (list.length > 1) shareStrongestLock(out.effects.slice(from), table);
}

const OTHER_KINDS: Partial<Record<NonNullable<AlterTableStmt['objtype']>, Relation['kind']>> = {
  OBJECT_INDEX: 'index',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
  OBJECT_SEQUENCE: 'sequence',
};

/** ALTER INDEX, VIEW and SEQUENCE come as ALTER TABLE, too. */
function alterOther(statement: AlterTableStmt, relation: Relation, session: Session, out: Judged): void {
  const { kind, name } = relation;
  const does = (wanted: Subtype): boolean =>
    all(statement.cmds, 'AlterTableCmd').some(({ subtype }) => subtype === wanted);
  const moves = does('AT_SetTableSpace');
  const rows: Record<Relation['kind'], OperationId> = {
    index: moves ? 'move-index' : does('AT_AttachPartition') ? 'attach-index' : 'alter-index',
    view: moves ? 'rewrite-table' : 'alter-view',
    sequence: 'alter-sequence',
    table: 'alter-table-attribute',
  };
  const table = kind === 'index' ? (lookup(session.catalog.indexes, name)?.table ?? null) : null;
  addEffect(session, out, rows[kind], { object: name, objectKind: kind, table, others: [name] });
}

export function judgeAlterTable(statement: AlterTableStmt, session: Session, out: Judged): void {
  if (statement.objtype === 'OBJECT_TYPE') {
    for (const command of all(statement.cmds, 'AlterTableCmd'))
      alterAttribute(command, statement.relation, session, out);
    return;
  }
  const relation = findRelation(
    session,
    statement.relation,
    OTHER_KINDS[statement.objtype ?? 'OBJECT_TABLE'] ?? 'table',
  );
  if (relation.kind !== 'table') {
    alterOther(statement, relation, session, out);
    return;
  }
  const isGone =
    lookup(session.catalog.tables, relation.name) === undefined && provesAbsence(session, relation.name);
  if (statement.missing_ok && isGone) {
    addEffect(session, out, 'already-gone', {
      object: relation.name,
      objectKind: 'table',
      table: relation.name,
    });
    return;
  }
  judgeCommands(statement, relation.name, session, out);
}
