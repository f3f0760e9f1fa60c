/** ALTER TABLE … DROP COLUMN, and defaults, nullability and identity of columns. */
import { quoteIdentifier } from '../../names.ts';
import { lookup, store } from '../catalog.ts';
import { type Altering, columnTarget, type JudgeCommand, tableLock } from './altering.ts';
import { as } from './ast.ts';
import { cascade } from './cascade.ts';
import { defaultUses, isNull } from './define-column.ts';
import { applyNotNullToAll } from './define-constraint.ts';
import { dependentsOfColumn } from './dependents.ts';
import { addEffect } from './draft.ts';
import { forgetColumn, forgetConstraint, forgetSequencesOf } from './forget.ts';
import { composeName, sequenceName } from './generated-names.ts';
import { columnName, partsOf } from './identify.ts';
import { ensureColumn, ensureTable, findColumn, isWhole, linkedTables } from './known-table.ts';
import type { OperationId } from './operations.ts';
import { noteDefault, noteNameLeft, notNullSparesOldCode } from './spares-old-code.ts';

export const dropColumn: JudgeCommand = (command, at) => {
  const { session, table } = at;
  const name = command.name ?? '';
  const target = columnTarget(at, name);
  if (command.missing_ok && isWhole(session, table) && !findColumn(session, table, name)) {
    addEffect(session, at.out, 'already-gone', { ...target, locks: [tableLock(at)] });
    return;
  }
  const cascades = command.behavior === 'DROP_CASCADE';
  const dependents = dependentsOfColumn(session, table, name);
  const others = linkedTables(session, table, cascades, name);
  addEffect(session, at.out, 'drop-column', { ...target, others, dependents, cascade: cascades });
  if (cascades) cascade(session, at.out, dependents, table);
  forgetColumn(session, table, name);
  noteNameLeft(session, table, name);
};

export const changeDefault: JudgeCommand = (command, at) => {
  const name = command.name ?? '';
  const removes = isNull(command.def);
  const isHeld = noteDefault(at.session, at.table, name, removes);
  const known = findColumn(at.session, at.table, name);
  const nothing = removes && known !== undefined && known.type !== 'unknown' && !known.defaulted;
  const row: OperationId = nothing
    ? 'already-gone'
    : removes
      ? 'drop-default'
      : isHeld
        ? 'set-default-under-rule'
        : 'set-default';
  const target = columnTarget(at, name);
  addEffect(at.session, at.out, row, { ...target, locks: [tableLock(at), ...(target.locks ?? [])] });
  for (const table of [at.table, ...at.heirs]) {
    const column = ensureColumn(at.session, table, name);
    column.defaulted = !removes;
    const uses = defaultUses(at.session, command.def);
    delete column.defaultUses;
    if (uses.length > 0) column.defaultUses = uses;
  }
};

/** A valid check, in force before and after the statement, that lets no NULL through. From PostgreSQL 12 it is believed. */
function isProven({ session, table, dropped }: Altering, column: string): boolean {
  if (session.version < 12) return false;
  const constraints = Object.entries(lookup(session.catalog.tables, table)?.constraints ?? {});
  return constraints.some(
    ([name, { kind, validated, provesNotNull }]) =>
      kind === 'check' && validated && provesNotNull.includes(column) && !dropped.has(name),
  );
}

export const setNotNull: JudgeCommand = (command, at) => {
  const name = command.name ?? '';
  const constraint = quoteIdentifier(composeName(partsOf(at.session, at.table).own, name, 'not_null'));
  const known = findColumn(at.session, at.table, name);
  const row = known?.notNull
    ? 'set-not-null-again'
    : isProven(at, name)
      ? 'set-not-null-proven'
      : 'set-not-null';
  addEffect(at.session, at.out, row, {
    ...columnTarget(at, name, { constraint }),
    sparesOldCode: notNullSparesOldCode(at.session, at.table, name),
  });
  applyNotNullToAll(at.session, at.table, at.heirs, name);
};

export const dropNotNull: JudgeCommand = (command, at) => {
  const name = command.name ?? '';
  addEffect(at.session, at.out, 'drop-not-null', columnTarget(at, name));
  for (const table of [at.table, ...at.heirs]) {
    ensureColumn(at.session, table, name).notNull = false;
    const { constraints } = ensureTable(at.session, table);
    for (const [own, { kind, columns }] of Object.entries(constraints)) {
      if (kind === 'not-null' && columns[0] === name) forgetConstraint(at.session, table, own);
    }
  }
};

export const addIdentity: JudgeCommand = (command, at) => {
  const always = as(command.def, 'Constraint')?.generated_when !== 'd';
  const name = command.name ?? '';
  addEffect(at.session, at.out, always ? 'add-identity-always' : 'add-identity', columnTarget(at, name));
  ensureColumn(at.session, at.table, name).defaulted = true;
  const sequence = sequenceName(at.session, at.table, name);
  store(at.session.catalog.sequences, sequence, { ownedBy: columnName(at.table, name) });
};

function undefault(row: OperationId): JudgeCommand {
  return (command, at) => {
    const name = command.name ?? '';
    addEffect(at.session, at.out, row, columnTarget(at, name));
    const column = ensureColumn(at.session, at.table, name);
    column.defaulted = false;
    column.generatedFrom = [];
    delete column.generated;
  };
}

export const dropIdentity: JudgeCommand = (command, at) => {
  undefault('drop-identity')(command, at);
  forgetSequencesOf(at.session, at.table, command.name ?? '');
};
export const dropExpression = undefault('drop-expression');
