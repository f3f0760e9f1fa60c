/** What CASCADE takes along. */
import type { Dependent, ObjectName } from '../../model.ts';
import { parseObject } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { dependentsOfColumn, dependentsOfTable, dependentsOfType, dependentsOfView } from './dependents.ts';
import { addEffect, lockOn, type Target } from './draft.ts';
import { forgetColumn, forgetConstraint, forgetTable, forgetView } from './forget.ts';
import { nameIn } from './identify.ts';
import { ensureTable, linkedTables } from './known-table.ts';
import type { Judged, Session } from './session.ts';

/** The table and the own name in the name of a column, constraint, trigger or policy. */
export function splitPart(session: Session, name: ObjectName): { table: ObjectName; own: string } {
  const path = parseObject(name, 'postgresql', session.defaultSchema)?.path ?? ['', name];
  const own = path.at(-1) ?? '';
  const schema = path.length > 2 ? (path[0] ?? '') : session.defaultSchema;
  return { table: nameIn(session, 'table', schema, path.at(-2) ?? ''), own };
}

function cascadeView(session: Session, out: Judged, view: ObjectName): void {
  const dependents = dependentsOfView(session, view);
  forgetView(session, view);
  addEffect(session, out, 'drop-cascaded', { object: view, objectKind: 'view', table: null, cascade: true });
  cascade(session, out, dependents, null);
}

function cascadeKey(session: Session, out: Judged, key: ObjectName): void {
  const { table, own } = splitPart(session, key);
  forgetConstraint(session, table, own);
  addEffect(session, out, 'drop-cascaded-constraint', {
    object: key,
    objectKind: 'constraint',
    table,
    cascade: true,
  });
}

function cascadeColumn(session: Session, out: Judged, column: ObjectName): void {
  const { table, own } = splitPart(session, column);
  const dependents = dependentsOfColumn(session, table, own);
  addEffect(session, out, 'drop-cascaded', { object: column, objectKind: 'column', table, cascade: true });
  forgetColumn(session, table, own);
  cascade(session, out, dependents, table);
}

function cascadePart(session: Session, out: Judged, { object, kind }: Dependent): void {
  const { table, own } = splitPart(session, object);
  const entry = ensureTable(session, table);
  const target: Target = {
    object,
    objectKind: kind === 'policy' ? 'policy' : 'trigger',
    table,
    cascade: true,
  };
  if (kind === 'policy') delete entry.policies[own];
  else delete entry.triggers[own];
  addEffect(session, out, 'drop-cascaded', target);
}

/** A trigger goes with a column that it is declared on; the text of its function holds nothing up. */
function isHard(session: Session, { object, kind }: Dependent, from: ObjectName | null): boolean {
  if (kind !== 'trigger' || from === null) return true;
  const { table, own } = splitPart(session, object);
  return (lookup(lookup(session.catalog.tables, table)?.triggers ?? {}, own)?.columns.length ?? 0) > 0;
}

/**
 * Takes the dependents out of the catalog, one effect each, and theirs in turn. Functions stay: the server does not
 * look into their text. `from` is the table of a dropped column.
 */
export function cascade(
  session: Session,
  out: Judged,
  dependents: Dependent[],
  from: ObjectName | null,
): void {
  for (const dependent of dependents) {
    if (!isHard(session, dependent, from)) continue;
    const { object, kind } = dependent;
    if (kind === 'view' && lookup(session.catalog.views, object)) cascadeView(session, out, object);
    else if (kind === 'foreign key') cascadeKey(session, out, object);
    else if (kind === 'generated column' || kind === 'column') cascadeColumn(session, out, object);
    else if (kind === 'policy' || kind === 'trigger') cascadePart(session, out, dependent);
    else if (kind === 'domain') cascadeType(session, out, object);
    else if (kind === 'table') cascadeTable(session, out, object);
    else if (kind === 'default') cascadeDefault(session, out, object);
  }
}

function cascadeType(session: Session, out: Judged, type: ObjectName): void {
  const dependents = dependentsOfType(session, type);
  delete session.catalog.types[type];
  addEffect(session, out, 'drop-cascaded', { object: type, objectKind: 'type', table: null, cascade: true });
  cascade(session, out, dependents, null);
}

function cascadeTable(session: Session, out: Judged, table: ObjectName): void {
  const dependents = dependentsOfTable(session, table);
  const locks = linkedTables(session, table, true).map((name) => lockOn(session, name, 'ACCESS EXCLUSIVE'));
  addEffect(session, out, 'drop-cascaded', {
    object: table,
    objectKind: 'table',
    table,
    locks,
    cascade: true,
  });
  cascade(session, out, dependents, null);
  forgetTable(session, table);
}

function cascadeDefault(session: Session, out: Judged, column: ObjectName): void {
  const { table, own } = splitPart(session, column);
  addEffect(session, out, 'drop-default', { object: column, objectKind: 'column', table, cascade: true });
  const entry = lookup(ensureTable(session, table).columns, own);
  if (!entry) return;
  entry.defaulted = false;
  delete entry.defaultUses;
}
