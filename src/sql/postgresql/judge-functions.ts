/** Functions, procedures, triggers and rules. */
import type { AlterFunctionStmt, CreateFunctionStmt, CreateTrigStmt, RuleStmt } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { emptyRecord, lookup, store } from '../catalog.ts';
import { as, option, strings } from './ast.ts';
import { columnsIn } from './columns-in.ts';
import { addEffect } from './draft.ts';
import { describeFunction } from './function-bodies.ts';
import { columnName, findRelation, nameOf, newName, partName, tableOf } from './identify.ts';
import { ensureTable } from './known-table.ts';
import { readExpression, readModification, readSelect } from './reads.ts';
import { comesBack } from './replaced.ts';
import { beginReading, openScope } from './scope.ts';
import type { Judged, Session } from './session.ts';

export function judgeCreateFunction(statement: CreateFunctionStmt, session: Session, out: Judged): void {
  const name = newName(session, 'function', strings(statement.funcname));
  const entry = describeFunction(statement, session);
  const known = lookup(session.catalog.functions, name);
  const sameSignature =
    known?.signatures?.some((signature) => entry.signatures?.includes(signature)) ?? false;
  const replaces = statement.replace === true && sameSignature;
  addEffect(session, out, replaces ? 'replace-function' : 'create-object', {
    object: name,
    objectKind: 'function',
    table: null,
  });
  if (!known) session.fresh.add(name);
  if (known && !(sameSignature && known.signatures?.length === 1)) {
    entry.uses = [...new Set([...known.uses, ...entry.uses])];
    entry.signatures = [...new Set([...(known.signatures ?? []), ...(entry.signatures ?? [])])];
    entry.opaque ||= known.opaque;
    if (known.acts) entry.acts = true;
    if (known.volatility === 'volatile') entry.volatility = 'volatile';
  }
  store(session.catalog.functions, name, entry);
}

export function judgeAlterFunction(statement: AlterFunctionStmt, session: Session, out: Judged): void {
  const name = nameOf(session, 'function', strings(statement.func?.objname));
  addEffect(session, out, 'replace-function', { object: name, objectKind: 'function', table: null });
  const volatility = as(option(statement.actions, 'volatility')?.arg, 'String')?.sval;
  const known = lookup(session.catalog.functions, name);
  if (known && (volatility === 'immutable' || volatility === 'stable' || volatility === 'volatile'))
    known.volatility = volatility;
}

export function judgeCreateTrigger(statement: CreateTrigStmt, session: Session, out: Judged): void {
  const relation = findRelation(session, statement.relation);
  const name = statement.trigname ?? '';
  const columns = [...new Set([...strings(statement.columns), ...columnsIn(statement.whenClause)])];
  const others = statement.constrrel ? [tableOf(session, statement.constrrel)] : [];
  const object = partName('trigger', relation.name, name);
  comesBack(session, out, object);
  addEffect(session, out, 'create-trigger', {
    object,
    objectKind: 'trigger',
    table: relation.name,
    others,
    columns: columns.map((column) => columnName(relation.name, column)),
  });
  if (relation.kind !== 'table') return;
  const body = nameOf(session, 'function', strings(statement.funcname));
  store(ensureTable(session, relation.name).triggers, name, { function: body, columns });
}

/** What the rule's actions read; `NEW` and `OLD` are rows of its own table. */
function ruleReads(session: Session, table: ObjectName, statement: RuleStmt): ObjectName[] {
  const reading = beginReading(session);
  readExpression(reading, openScope(null), statement.whereClause);
  for (const action of statement.actions ?? []) {
    const select = as(action, 'SelectStmt');
    if (select) readSelect(reading, select, null);
    else readModification(reading, action, null);
  }
  return [...reading.uses, ...[...reading.rowUses].map((column) => columnName(table, column))];
}

export function judgeRule(statement: RuleStmt, session: Session, out: Judged): void {
  const relation = findRelation(session, statement.relation);
  const name = statement.rulename ?? '';
  const columns = ruleReads(session, relation.name, statement);
  const object = columnName(relation.name, name);
  const instead = statement.instead === true && statement.event !== 'CMD_SELECT' && relation.kind === 'table';
  const row = instead ? 'create-rule-instead' : 'create-rule';
  addEffect(session, out, row, { object, objectKind: 'other', table: relation.name, columns });
  if (relation.kind !== 'table') return;
  const entry = ensureTable(session, relation.name);
  entry.rules ??= emptyRecord();
  store(entry.rules, name, { columns });
}
