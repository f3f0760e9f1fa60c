/** ALTER TABLE … ADD, VALIDATE, ALTER and DROP CONSTRAINT. */
import type { Constraint } from 'libpg-query';
import type { CatalogConstraint, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { type Altering, constraintTarget, heirLocks, type JudgeCommand, tableLock } from './altering.ts';
import { as } from './ast.ts';
import { cascade } from './cascade.ts';
import {
  applyConstraint,
  applyNotNull,
  indexOf,
  isEnforced,
  LABELS,
  type NewConstraint,
  readConstraint,
} from './define-constraint.ts';
import { dependentsOfKey } from './dependents.ts';
import { addEffect } from './draft.ts';
import { forgetConstraint } from './forget.ts';
import { indexName } from './generated-names.ts';
import { partitionsOf, partName, sqlName } from './identify.ts';
import { findColumn, isWhole } from './known-table.ts';
import { type LockMode, valueFor } from './operation.ts';
import { type OperationId, operations } from './operations.ts';
import { comesBack, noteDropped } from './replaced.ts';
import type { Session } from './session.ts';
import { showExpression } from './show-expression.ts';
import { sparesOldCode } from './spares-old-code.ts';

function rowForKey({ session, table }: Altering, { entry, usingIndex }: NewConstraint): OperationId {
  const primary = entry.kind === 'primary';
  if (usingIndex === null) return primary ? 'add-primary-key' : 'add-unique';
  const index = lookup(session.catalog.indexes, indexOf(session, table, usingIndex));
  if (!primary) return index?.unique ? 'add-unique-using-index' : 'add-unique-using-unknown-index';
  const columns = entry.columns.map((column) => findColumn(session, table, column));
  const isKnown = columns.length > 0 && columns.every((column) => column && column.type !== 'unknown');
  if (!index || (!isKnown && !columns.every((column) => column?.notNull)))
    return 'add-primary-key-using-unknown-index';
  const refusesNull = index.unique && columns.every((column) => column?.notNull);
  return refusesNull ? 'add-primary-key-using-index' : 'add-primary-key-using-index-nullable';
}

function rowForNew(at: Altering, constraint: Constraint, read: NewConstraint): OperationId {
  const enforced = isEnforced(constraint);
  const later = constraint.skip_validation === true;
  switch (read.entry.kind) {
    case 'check':
      if (!enforced) return 'add-constraint-not-enforced';
      return later ? 'add-check-not-valid' : 'add-check';
    case 'foreign':
      if (!enforced) return 'add-foreign-key-not-enforced';
      return later ? 'add-foreign-key-not-valid' : 'add-foreign-key';
    case 'not-null':
      return later ? 'add-not-null-constraint-not-valid' : 'add-not-null-constraint';
    case 'exclude':
      return 'add-exclusion';
    default:
      return rowForKey(at, read);
  }
}

/** Columns that are not known to be NOT NULL. */
function nullableOf(at: Altering, columns: string[]): string[] {
  const open = columns.filter((column) => !findColumn(at.session, at.table, column)?.notNull);
  return open.map(quoteIdentifier);
}

/** NOT NULL that comes from the parent has the parent's name. */
function shareNotNull(session: Session, table: ObjectName, heir: ObjectName, columns: string[]): void {
  const known = Object.entries(lookup(session.catalog.tables, table)?.constraints ?? {});
  for (const column of columns) {
    const [name] = known.find(([, { kind, columns: on }]) => kind === 'not-null' && on[0] === column) ?? [];
    applyNotNull(session, heir, column, name);
  }
}

/** Children take over checks; partitions also keys, under names of their own, and foreign keys. */
function inheritConstraint(
  { session, table, heirs }: Altering,
  { name, entry, alsoUses }: NewConstraint,
): void {
  const isKey = entry.kind === 'primary' || entry.kind === 'unique' || entry.kind === 'exclude';
  const takers =
    entry.kind === 'check' || entry.kind === 'not-null' ? heirs : partitionsOf(session.catalog, table);
  for (const heir of takers.filter((taker) => heirs.includes(taker))) {
    const own = isKey ? indexName(session, heir, entry.columns, LABELS[entry.kind]) : name;
    if (entry.kind === 'primary') shareNotNull(session, table, heir, entry.columns);
    applyConstraint(session, heir, { name: own, entry: { ...entry }, alsoUses, usingIndex: null });
  }
}

export const addConstraint: JudgeCommand = (command, at) => {
  const constraint = as(command.def, 'Constraint');
  const read = constraint && readConstraint(at.session, at.table, constraint);
  if (!constraint || !read) return;
  const { references, columns } = read.entry;
  const list = references?.columns.length ? ` (${references.columns.map(quoteIdentifier).join(', ')})` : '';
  const words = {
    definition: showExpression(constraint.raw_expr),
    ...(references && { referenced: `${sqlName(references.table)}${list}` }),
    nullable: read.entry.kind === 'primary' ? nullableOf(at, columns) : [],
    partitions: at.heirs.map(sqlName),
  };
  const row = rowForNew(at, constraint, read);
  const others = references && references.table !== at.table ? [references.table] : [];
  const mode = valueFor(operations[row].lock, at.session.version) as LockMode;
  addEffect(at.session, at.out, row, {
    ...constraintTarget(at, read.name, columns, words),
    others,
    locks: heirLocks(at, mode),
    sparesOldCode: sparesOldCode(at.session, at.table, constraint, columns),
  });
  applyConstraint(at.session, at.table, read);
  inheritConstraint(at, read);
  if (!constraint.deferrable) keyComesBack(at, read);
};

/** ON CONFLICT names columns or the constraint: with both as they were, in one transaction, nobody sees that the key was away. */
function keyComesBack({ session, table, out }: Altering, { name, entry }: NewConstraint): void {
  if (entry.kind !== 'primary' && entry.kind !== 'unique') return;
  const same = ([kind, ...columns]: readonly string[]): boolean =>
    kind === entry.kind &&
    columns.length === entry.columns.length &&
    columns.every((column) => entry.columns.includes(column));
  comesBack(session, out, partName('constraint', table, name), same);
}

const findConstraint = ({ session, table }: Altering, name: string): CatalogConstraint | undefined =>
  lookup(lookup(session.catalog.tables, table)?.constraints ?? {}, name);

const othersOf = (at: Altering, constraint: CatalogConstraint | undefined): string[] =>
  constraint?.references && constraint.references.table !== at.table ? [constraint.references.table] : [];

export const validateConstraint: JudgeCommand = (command, at) => {
  const name = command.name ?? '';
  const known = findConstraint(at, name);
  const target = constraintTarget(at, name, known?.columns ?? []);
  addEffect(at.session, at.out, 'validate-constraint', {
    ...target,
    others: othersOf(at, known),
    locks: heirLocks(at, 'SHARE UPDATE EXCLUSIVE'),
  });
  if (!known) return;
  known.validated = true;
  if (known.kind === 'not-null')
    for (const column of known.columns) applyNotNull(at.session, at.table, column);
};

const DROPS: Record<CatalogConstraint['kind'], OperationId> = {
  check: 'drop-check',
  foreign: 'drop-foreign-key',
  'not-null': 'drop-not-null-constraint',
  unique: 'drop-unique',
  primary: 'drop-primary-key',
  exclude: 'drop-exclusion',
};

export const dropConstraint: JudgeCommand = (command, at) => {
  const { session, table, out } = at;
  const name = command.name ?? '';
  const known = findConstraint(at, name);
  const target = constraintTarget(at, name, known?.columns ?? []);
  if (!known && command.missing_ok && isWhole(session, table)) {
    addEffect(session, out, 'already-gone', { ...target, locks: [tableLock(at)] });
    return;
  }
  const cascades = command.behavior === 'DROP_CASCADE';
  const isKey = known?.kind === 'unique' || known?.kind === 'primary';
  const dependents = isKey ? dependentsOfKey(session, table, known.columns, name) : [];
  const row = known ? DROPS[known.kind] : 'drop-unknown-constraint';
  const locks = heirLocks(at, 'ACCESS EXCLUSIVE');
  addEffect(session, out, row, {
    ...target,
    others: othersOf(at, known),
    dependents,
    cascade: cascades,
    locks,
  });
  if (cascades) cascade(session, out, dependents, table);
  for (const heir of [table, ...at.heirs]) forgetConstraint(session, heir, name);
  if (isKey && dependents.length === 0) noteDropped(session, target.object, [known.kind, ...known.columns]);
};

export const alterConstraint: JudgeCommand = (command, at) => {
  const change = as(command.def, 'ATAlterConstraint');
  const name = change?.conname ?? command.name ?? '';
  const known = findConstraint(at, name);
  const enforced = change?.is_enforced === true;
  const row = !change?.alterEnforceability
    ? 'alter-constraint'
    : enforced
      ? 'enforce-constraint'
      : 'unenforce-constraint';
  addEffect(at.session, at.out, row, {
    ...constraintTarget(at, name, known?.columns ?? []),
    others: othersOf(at, known),
  });
  if (!known || !change?.alterEnforceability) return;
  known.validated = enforced;
  if (enforced) delete known.enforced;
  else known.enforced = false;
};
