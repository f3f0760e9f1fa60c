/** Constraint definitions: what they hold, and under which name PostgreSQL keeps them. */
import type { Constraint, Node } from 'libpg-query';
import type { CatalogConstraint, ObjectName } from '../../model.ts';
import { lookup, rekey, store } from '../catalog.ts';
import { all, as, strings } from './ast.ts';
import { columnsIn } from './columns-in.ts';
import { constraintName, indexColumnNames, indexName } from './generated-names.ts';
import { nameIn, partsOf, tableOf } from './identify.ts';
import { ensureColumn, ensureTable, findColumn, primaryKeyOf } from './known-table.ts';
import type { Session } from './session.ts';
import { showExpression } from './show-expression.ts';
import { calledFunctions } from './volatility.ts';
import { conjuncts } from './where.ts';

export interface NewConstraint {
  name: string;
  entry: CatalogConstraint;
  /** Columns of the index beyond its keys: INCLUDE, expressions and the predicate of an exclusion. */
  alsoUses: string[];
  /** The index that it takes over, as the statement names it. */
  usingIndex: string | null;
}

const KINDS: Record<string, CatalogConstraint['kind']> = {
  CONSTR_CHECK: 'check',
  CONSTR_PRIMARY: 'primary',
  CONSTR_UNIQUE: 'unique',
  CONSTR_FOREIGN: 'foreign',
  CONSTR_EXCLUSION: 'exclude',
  CONSTR_NOTNULL: 'not-null',
};

/** The last word of the names that PostgreSQL gives. */
export const LABELS: Record<CatalogConstraint['kind'], string> = {
  primary: 'pkey',
  unique: 'key',
  exclude: 'excl',
  check: 'check',
  foreign: 'fkey',
  'not-null': 'not_null',
};

const INDEXED = new Set<CatalogConstraint['kind']>(['primary', 'unique', 'exclude']);

/** Columns that the expression, where it is true, shows to be not null: an OR shows nothing. */
export function provenNotNull(expression: Node | undefined): string[] {
  return proven(expression, true);
}

/** `NOT (a IS NULL OR b IS NULL)` says what `a IS NOT NULL AND b IS NOT NULL` says. */
function proven(expression: Node | undefined, holds: boolean): string[] {
  const logic = as(expression, 'BoolExpr');
  const parts = logic?.args ?? [];
  if (logic?.boolop === 'NOT_EXPR') return parts.flatMap((part) => proven(part, !holds));
  if (logic) {
    const joinsAll = (logic.boolop === 'AND_EXPR') === holds;
    return joinsAll ? parts.flatMap((part) => proven(part, holds)) : [];
  }
  const test = as(expression, 'NullTest');
  const column = strings(as(test?.arg, 'ColumnRef')?.fields).at(-1);
  const shows = test?.nulltesttype === (holds ? 'IS_NOT_NULL' : 'IS_NULL');
  return shows && column !== undefined ? [column] : [];
}

/** Elements of an exclusion are pairs of an index column and an operator. */
function excludedElements(constraint: Constraint): Node[] {
  return (constraint.exclusions ?? []).flatMap((pair) => as(pair, 'List')?.items?.[0] ?? []);
}

/** The parser leaves a false out, and says true of checks and foreign keys alone. */
export function isEnforced({ contype, is_enforced }: Constraint): boolean {
  return is_enforced === true || (contype !== 'CONSTR_CHECK' && contype !== 'CONSTR_FOREIGN');
}

function columnsOf(constraint: Constraint, column: string | undefined): string[] {
  if (constraint.contype === 'CONSTR_CHECK') return columnsIn(constraint.raw_expr);
  if (constraint.contype === 'CONSTR_EXCLUSION') {
    return all(excludedElements(constraint), 'IndexElem').flatMap(({ name }) => name ?? []);
  }
  const named = strings(constraint.contype === 'CONSTR_FOREIGN' ? constraint.fk_attrs : constraint.keys);
  return named.length === 0 && column !== undefined ? [column] : named;
}

function referencesOf(session: Session, constraint: Constraint): CatalogConstraint['references'] {
  if (constraint.contype !== 'CONSTR_FOREIGN') return null;
  const table = tableOf(session, constraint.pktable);
  const named = strings(constraint.pk_attrs);
  return { table, columns: named.length > 0 ? named : primaryKeyOf(session, table) };
}

function defaultName(
  session: Session,
  table: ObjectName,
  constraint: Constraint,
  entry: CatalogConstraint,
): string {
  const { kind, columns } = entry;
  const label = LABELS[kind];
  if (kind === 'exclude')
    return indexName(session, table, indexColumnNames(excludedElements(constraint)), label);
  if (INDEXED.has(kind))
    return indexName(session, table, [...columns, ...strings(constraint.including)], label);
  if (kind === 'check') return constraintName(session, table, columns.length === 1 ? columns : [], label);
  const firstAlone = kind === 'foreign' && session.version < 12;
  return constraintName(session, table, firstAlone ? columns.slice(0, 1) : columns, label);
}

/** What a check proves, what it says, and what it calls. */
function describeCheck(session: Session, entry: CatalogConstraint, expression: Node | undefined): void {
  entry.provesNotNull = provenNotNull(expression);
  entry.conditions = conjuncts(expression).map((part) => showExpression(part, 'bare'));
  const uses = calledFunctions(session, expression);
  if (uses.length > 0) entry.uses = uses;
}

/** Reads a constraint on a table; `column` is the one whose definition carries it. Null: it is no constraint to keep. */
export function readConstraint(
  session: Session,
  table: ObjectName,
  constraint: Constraint,
  column?: string,
): NewConstraint | null {
  const kind = KINDS[constraint.contype ?? ''];
  if (!kind) return null;
  const usingIndex = constraint.indexname ?? null;
  const indexed =
    usingIndex === null ? undefined : lookup(session.catalog.indexes, indexOf(session, table, usingIndex));
  const validated = !constraint.skip_validation && isEnforced(constraint);
  const entry: CatalogConstraint = {
    kind,
    columns: indexed?.columns ?? columnsOf(constraint, column),
    provesNotNull: [],
    validated,
    references: referencesOf(session, constraint),
    ...(!isEnforced(constraint) && { enforced: false as const }),
  };
  if (kind === 'check') describeCheck(session, entry, constraint.raw_expr);
  if (kind === 'not-null') entry.provesNotNull = entry.columns;
  return {
    name: constraint.conname ?? usingIndex ?? defaultName(session, table, constraint, entry),
    entry,
    alsoUses: [
      ...strings(constraint.including),
      ...columnsIn([excludedElements(constraint), constraint.where_clause]),
    ],
    usingIndex,
  };
}

export function indexOf(session: Session, table: ObjectName, own: string): ObjectName {
  return nameIn(session, 'index', partsOf(session, table).schema, own);
}

function applyIndex(session: Session, table: ObjectName, constraint: NewConstraint): void {
  const name = indexOf(session, table, constraint.name);
  if (constraint.usingIndex !== null) {
    const old = indexOf(session, table, constraint.usingIndex);
    rekey(session.catalog.indexes, old, name);
    const index = lookup(session.catalog.indexes, name);
    if (index) index.constraint = constraint.name;
    return;
  }
  store(session.catalog.indexes, name, {
    table,
    columns: constraint.entry.columns,
    alsoUses: constraint.alsoUses,
    unique: constraint.entry.kind !== 'exclude',
    constraint: constraint.name,
  });
}

/** From PostgreSQL 18 every NOT NULL is a constraint with a name. */
export function applyNotNull(session: Session, table: ObjectName, column: string, name?: string): void {
  const entry = findColumn(session, table, column) ?? ensureColumn(session, table, column);
  entry.notNull = true;
  if (session.version < 18) return;
  const { constraints } = ensureTable(session, table);
  const known = Object.values(constraints).find(
    ({ kind, columns }) => kind === 'not-null' && columns[0] === column,
  );
  if (known) {
    known.validated = true;
    return;
  }
  store(constraints, name ?? constraintName(session, table, [column], 'not_null'), {
    kind: 'not-null',
    columns: [column],
    provesNotNull: [column],
    validated: true,
    references: null,
  });
}

/** On a table and those that inherit from it, under one name, as a constraint that is inherited has. */
export function applyNotNullToAll(
  session: Session,
  table: ObjectName,
  heirs: ObjectName[],
  column: string,
): void {
  applyNotNull(session, table, column);
  const name = Object.entries(ensureTable(session, table).constraints).find(
    ([, { kind, columns }]) => kind === 'not-null' && columns[0] === column,
  )?.[0];
  for (const heir of heirs) applyNotNull(session, heir, column, name);
}

/** Puts a constraint into the catalog, with its index, and with what it says of its columns. */
export function applyConstraint(session: Session, table: ObjectName, constraint: NewConstraint): void {
  const { kind, columns, validated } = constraint.entry;
  if (kind === 'not-null' && validated) {
    for (const column of columns) applyNotNull(session, table, column, constraint.name);
    return;
  }
  store(ensureTable(session, table).constraints, constraint.name, constraint.entry);
  if (INDEXED.has(kind)) applyIndex(session, table, constraint);
  if (kind === 'primary') for (const column of columns) applyNotNull(session, table, column);
}
