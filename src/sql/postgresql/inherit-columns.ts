/** What a new table takes over from another: by INHERITS, PARTITION OF or LIKE. */
import type { TableLikeClause } from 'libpg-query';
import type { CatalogTable, ObjectName } from '../../model.ts';
import { lookup, store } from '../catalog.ts';
import { applyConstraint } from './define-constraint.ts';
import { indexName } from './generated-names.ts';
import { nameIn, partsOf, tableOf } from './identify.ts';
import { newColumn } from './known-table.ts';
import type { Session } from './session.ts';

/** Bits of LIKE's INCLUDING list. */
const CONSTRAINTS = 4;
const DEFAULTS = 8;
const GENERATED = 16;
const IDENTITY = 32;
const INDEXES = 64;

function copyColumns(session: Session, from: CatalogTable, to: CatalogTable, defaults: boolean): void {
  for (const [name, { type, notNull, defaulted, generatedFrom, defaultUses }] of Object.entries(
    from.columns,
  )) {
    if (lookup(to.columns, name)) continue;
    const kept = defaults ? { defaulted, generatedFrom, ...(defaultUses && { defaultUses }) } : {};
    store(to.columns, name, newColumn(session, type, { notNull, ...kept }));
  }
}

function copyChecks(from: CatalogTable, to: CatalogTable): void {
  for (const [name, constraint] of Object.entries(from.constraints)) {
    if (constraint.kind === 'check' || constraint.kind === 'not-null')
      store(to.constraints, name, { ...constraint, validated: constraint.enforced !== false });
  }
}

/** Under the name that it has there: it is the same rule. */
function copyNotNulls(from: CatalogTable, to: CatalogTable): void {
  for (const [name, constraint] of Object.entries(from.constraints))
    if (constraint.kind === 'not-null') store(to.constraints, name, { ...constraint });
}

/** Keys get names of their own; so do the other indexes. */
function copyIndexes(session: Session, source: ObjectName, target: ObjectName): void {
  const { schema } = partsOf(session, target);
  const labels = { primary: 'pkey', unique: 'key', exclude: 'excl' } as const;
  for (const index of Object.values(session.catalog.indexes)) {
    if (index.table !== source) continue;
    const constraint =
      index.constraint === null
        ? undefined
        : lookup(lookup(session.catalog.tables, source)?.constraints ?? {}, index.constraint);
    const kind = constraint?.kind as keyof typeof labels | undefined;
    const label = kind && kind in labels ? labels[kind] : 'idx';
    const name = indexName(session, target, index.columns.length > 0 ? index.columns : ['expr'], label);
    if (constraint)
      applyConstraint(session, target, {
        name,
        entry: { ...constraint },
        alsoUses: index.alsoUses,
        usingIndex: null,
      });
    else store(session.catalog.indexes, nameIn(session, 'index', schema, name), { ...index, table: target });
  }
}

function copyForeignKeys(from: CatalogTable, to: CatalogTable): void {
  for (const [name, constraint] of Object.entries(from.constraints)) {
    if (constraint.kind === 'foreign') store(to.constraints, name, { ...constraint });
  }
}

/** Columns and checks of the parents; partitions also have their keys and indexes. Run before the own columns. */
export function inheritColumns(session: Session, table: CatalogTable, parents: ObjectName[]): void {
  for (const parent of parents) {
    const from = lookup(session.catalog.tables, parent);
    if (!from) table.partial = true;
    else {
      if (from.partial) table.partial = true;
      from.partitioned = true;
      copyColumns(session, from, table, true);
      copyChecks(from, table);
    }
  }
}

/** Keys and indexes that a partition has as its parent has them. */
export function inheritIndexes(session: Session, target: ObjectName, parent: ObjectName): void {
  const from = lookup(session.catalog.tables, parent);
  const to = lookup(session.catalog.tables, target);
  if (!from || !to) return;
  copyIndexes(session, parent, target);
  copyForeignKeys(from, to);
}

/** `LIKE other INCLUDING …`: NOT NULL comes along always, the rest as it is asked for. */
export function copyLike(session: Session, target: ObjectName, clause: TableLikeClause): ObjectName {
  const source = tableOf(session, clause.relation);
  const from = lookup(session.catalog.tables, source);
  const to = lookup(session.catalog.tables, target);
  if (!to) return source;
  if (!from) {
    to.partial = true;
    return source;
  }
  const options = clause.options ?? 0;
  copyColumns(session, from, to, (options & (DEFAULTS | GENERATED | IDENTITY)) !== 0);
  copyNotNulls(from, to);
  if (options & CONSTRAINTS) copyChecks(from, to);
  if (options & INDEXES) copyIndexes(session, source, target);
  return source;
}
