/** ALTER TABLE … ADD COLUMN, with the constraints that the definition carries. */
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import {
  type Altering,
  columnTarget,
  constraintTarget,
  heirLocks,
  type JudgeCommand,
  tableLock,
} from './altering.ts';
import { as } from './ast.ts';
import { applyColumn, type NewColumn, readColumn } from './define-column.ts';
import {
  applyConstraint,
  applyNotNullToAll,
  type NewConstraint,
  provenNotNull,
  readConstraint,
} from './define-constraint.ts';
import { addEffect } from './draft.ts';
import { composeName } from './generated-names.ts';
import { partsOf, sqlName } from './identify.ts';
import { findColumn } from './known-table.ts';
import type { Words } from './operation.ts';
import type { OperationId } from './operations.ts';
import { showExpression } from './show-expression.ts';
import { noteAdded, sparesOldCode } from './spares-old-code.ts';
import { isConstrainedDomain, userTypeOf } from './type-names.ts';
import { isVolatile } from './volatility.ts';

function refusesNull(column: NewColumn): boolean {
  if (column.entry.notNull) return true;
  return column.constraints.some(
    ({ contype, raw_expr }) => contype === 'CONSTR_CHECK' && provenNotNull(raw_expr).includes(column.name),
  );
}

function rowFor({ session }: Altering, column: NewColumn): OperationId {
  if (column.numbered) return column.numbered === 'serial' ? 'add-column-serial' : 'add-column-identity';
  if (column.generated === 'stored') return 'add-column-stored-generated';
  if (column.generated === 'virtual') return 'add-column-virtual-generated';
  if (column.default === undefined && refusesNull(column)) return 'add-column-not-null';
  if (isConstrainedDomain(column.entry.type, session)) return 'add-column-constrained-domain';
  const inherited = lookup(session.catalog.types, userTypeOf(column.entry.type, session) ?? '')?.defaults;
  const isArray = column.entry.type.endsWith('[]');
  if (column.default === undefined && inherited && !isArray)
    return inherited === 'volatile' ? 'add-column-volatile-default' : 'add-column-default';
  if (column.default === undefined) return 'add-column';
  return isVolatile(column.default, session) ? 'add-column-volatile-default' : 'add-column-default';
}

/** Names for advice: a free-standing name for a check, and a type that can be written. */
function wordsFor(at: Altering, column: NewColumn): Partial<Words> {
  const { own } = partsOf(at.session, at.table);
  const { type } = column.entry;
  const domain = lookup(at.session.catalog.types, userTypeOf(type, at.session) ?? '');
  const given = column.default === undefined && domain?.defaults !== undefined;
  return {
    type: given ? (domain.base ?? type) : type,
    constraint: quoteIdentifier(composeName(own, column.name, 'not_null')),
    definition: domain?.constrained ? (domain.base ?? '…') : showExpression(column.default),
  };
}

function rowForConstraint(column: NewColumn, { entry }: NewConstraint): OperationId {
  const { kind, columns } = entry;
  if (kind === 'foreign')
    return column.saysDefault ? 'add-column-references-default' : 'add-column-references';
  if (kind === 'primary') return 'add-column-primary-key';
  if (kind === 'unique') return 'add-column-unique';
  if (kind === 'check')
    return columns.some((name) => name !== column.name) ? 'add-check' : 'add-column-check';
  return 'add-exclusion';
}

function addInline(at: Altering, column: NewColumn): void {
  for (const constraint of column.constraints) {
    const read = readConstraint(at.session, at.table, constraint, column.name);
    if (!read) continue;
    const { references, columns } = read.entry;
    const words = {
      column: quoteIdentifier(column.name),
      type: column.entry.type,
      definition: showExpression(constraint.raw_expr),
      nullable: read.entry.kind === 'primary' ? [quoteIdentifier(column.name)] : [],
      partitions: at.heirs.map(sqlName),
      ...(references && { referenced: sqlName(references.table) }),
    };
    const target = constraintTarget(at, read.name, columns, words);
    const others = references && references.table !== at.table ? [references.table] : [];
    addEffect(at.session, at.out, rowForConstraint(column, read), {
      ...target,
      others,
      locks: heirLocks(at, 'ACCESS EXCLUSIVE'),
      sparesOldCode: sparesOldCode(at.session, at.table, constraint, columns),
    });
    applyConstraint(at.session, at.table, read);
  }
}

export const addColumn: JudgeCommand = (command, at) => {
  const definition = as(command.def, 'ColumnDef');
  if (!definition) return;
  const column = readColumn(at.session, definition);
  const target = columnTarget(at, column.name, wordsFor(at, column));
  if (command.missing_ok && findColumn(at.session, at.table, column.name)) {
    addEffect(at.session, at.out, 'already-there', { ...target, locks: [tableLock(at)] });
    return;
  }
  addEffect(at.session, at.out, rowFor(at, column), target);
  for (const table of [at.table, ...at.heirs]) applyColumn(at.session, table, column);
  if (column.entry.notNull) applyNotNullToAll(at.session, at.table, at.heirs, column.name);
  noteAdded(at.session, at.table, column, command.missing_ok === true);
  addInline(at, column);
};
