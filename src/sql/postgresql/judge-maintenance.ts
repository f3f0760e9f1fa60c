/** VACUUM, CLUSTER, LOCK, settings, and statements about the server rather than the schema. */
import type { ClusterStmt, LockStmt, VacuumStmt, VariableSetStmt } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { all, as, constantOf, isOn } from './ast.ts';
import { addEffect, lockOn, type Target } from './draft.ts';
import { descendants, findRelation, tableOf } from './identify.ts';
import { noteSet } from './judge-select.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';

const onTable = (table: ObjectName): Target => ({ object: table, objectKind: 'table', table });
const EVERYTHING: Target = { object: 'every table', objectKind: 'other', table: null };

export function judgeVacuum(statement: VacuumStmt, session: Session, out: Judged): void {
  const tables = all(statement.rels, 'VacuumRelation').map(({ relation }) => tableOf(session, relation));
  const full = isOn(statement.options, 'full');
  const row: OperationId = !statement.is_vacuumcmd ? 'analyze' : full ? 'rewrite-table' : 'vacuum';
  if (statement.is_vacuumcmd) out.forbidsTransaction = 'VACUUM';
  for (const table of tables) addEffect(session, out, row, onTable(table));
  if (tables.length === 0) addEffect(session, out, row, EVERYTHING);
}

export function judgeCluster(statement: ClusterStmt, session: Session, out: Judged): void {
  if (!statement.relation) {
    out.forbidsTransaction = 'CLUSTER of every table';
    addEffect(session, out, 'rewrite-table', EVERYTHING);
  } else addEffect(session, out, 'rewrite-table', onTable(tableOf(session, statement.relation)));
}

/** PostgreSQL's own numbers for lock modes. */
const MODES = [
  '',
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

export function judgeLock(statement: LockStmt, session: Session, out: Judged): void {
  const mode = MODES[statement.mode ?? 8] ?? 'ACCESS EXCLUSIVE';
  for (const range of all(statement.relations, 'RangeVar')) {
    const table = findRelation(session, range).name;
    const heirs = range.inh ? descendants(session.catalog, table) : [];
    addEffect(session, out, 'lock-table', {
      ...onTable(table),
      locks: [table, ...heirs].map((name) => lockOn(session, name, mode)),
    });
  }
}

export function judgeSet(statement: VariableSetStmt, session: Session, out: Judged): void {
  const name = (statement.name ?? '').toLowerCase();
  const value = (statement.args ?? []).map((argument) => constantOf(argument) ?? '').join(', ');
  const resets = statement.kind === 'VAR_RESET' || statement.kind === 'VAR_SET_DEFAULT';
  if (resets) session.settings.delete(name);
  else if (statement.kind === 'VAR_RESET_ALL') session.settings.clear();
  else noteSet(name, value || timeZoneOf(statement), session, out);
  addEffect(session, out, 'change-session', {
    object: name || 'every setting',
    objectKind: 'other',
    table: null,
  });
}

/** `SET TIME ZONE 'UTC'` may come as a cast. */
function timeZoneOf(statement: VariableSetStmt): string {
  return constantOf(as(statement.args?.[0], 'TypeCast')?.arg) ?? '';
}
