/** Entries of the catalog, made in part where a statement speaks of what nobody saw created. */
import type { CatalogColumn, CatalogConstraint, CatalogTable, ObjectName } from '../../model.ts';
import { emptyRecord, lookup, store } from '../catalog.ts';
import { mentioning } from './mentions.ts';
import type { Session } from './session.ts';

export function newTable(session: Session, parts: Partial<CatalogTable> = {}): CatalogTable {
  return {
    columns: emptyRecord(),
    constraints: emptyRecord(),
    triggers: emptyRecord(),
    policies: emptyRecord(),
    partitioned: false,
    parents: [],
    place: { ...session.place },
    ...parts,
  };
}

/** The table's entry; a partial one where nobody saw it created. */
export function ensureTable(session: Session, name: ObjectName): CatalogTable {
  const known = lookup(session.catalog.tables, name);
  if (known) return known;
  const table = newTable(session, { partial: true, unseen: true });
  store(session.catalog.tables, name, table);
  return table;
}

export function newColumn(session: Session, type: string, parts: Partial<CatalogColumn> = {}): CatalogColumn {
  return { type, notNull: false, defaulted: false, generatedFrom: [], place: { ...session.place }, ...parts };
}

/** The column's entry; one of unknown type where nobody saw it added. */
export function ensureColumn(session: Session, table: ObjectName, name: string): CatalogColumn {
  const { columns } = ensureTable(session, table);
  const known = lookup(columns, name);
  if (known) return known;
  const column = newColumn(session, 'unknown');
  store(columns, name, column);
  return column;
}

export function findColumn(session: Session, table: ObjectName, name: string): CatalogColumn | undefined {
  const entry = lookup(session.catalog.tables, table);
  return entry && lookup(entry.columns, name);
}

/** The table was seen whole: what is not in its entry is not there. */
export function isWhole(session: Session, table: ObjectName): boolean {
  const entry = lookup(session.catalog.tables, table);
  return entry !== undefined && !entry.partial && !session.catalog.incomplete;
}

/** Columns of the primary key, as a foreign key without a list means them. */
export function primaryKeyOf(session: Session, table: ObjectName): string[] {
  const entry = lookup(session.catalog.tables, table);
  const key = Object.values(entry?.constraints ?? {}).find(({ kind }) => kind === 'primary');
  return key?.columns ?? [];
}

type References = NonNullable<CatalogConstraint['references']>;

/** Every foreign key that points to a table, with what it points to, the table that it is on, and its own name. */
export function eachForeignKeyTo(
  session: Session,
  table: ObjectName,
  visit: (key: CatalogConstraint, references: References, table: ObjectName, own: string) => void,
): void {
  for (const [name, { constraints }] of mentioning(session, 'tables', table)) {
    for (const own in constraints) {
      const key = constraints[own];
      if (key?.references?.table === table) visit(key, key.references, name, own);
    }
  }
}

/** Tables that the table's foreign keys point to, and, with `incoming`, those whose keys point to it; never itself. */
export function linkedTables(
  session: Session,
  table: ObjectName,
  incoming: boolean,
  column?: string,
): ObjectName[] {
  const linked = new Set<ObjectName>();
  const own = lookup(session.catalog.tables, table);
  for (const constraint of Object.values(own?.constraints ?? {})) {
    const concerns = column === undefined || constraint.columns.includes(column);
    if (constraint.references && concerns) linked.add(constraint.references.table);
  }
  if (incoming) {
    eachForeignKeyTo(session, table, (_, references, name) => {
      if (column === undefined || references.columns.includes(column)) linked.add(name);
    });
  }
  linked.delete(table);
  return [...linked];
}
