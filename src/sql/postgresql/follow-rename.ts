/** Renames: every entry of the catalog that speaks of the object speaks of its new name from then on. */
import type { Catalog, ObjectName } from '../../model.ts';
import { emptyRecord, lookup, rekey, store } from '../catalog.ts';
import { columnName, nameIn, partsOf } from './identify.ts';
import type { Session } from './session.ts';

type Map = (name: ObjectName) => ObjectName;

/** The object itself, and its parts behind a dot. */
function mapping(from: ObjectName, to: ObjectName): Map {
  return (name) => {
    if (name.startsWith('constraint:')) {
      const bare = name.slice('constraint:'.length);
      return bare.startsWith(`${from}.`) ? `constraint:${to}${bare.slice(from.length)}` : name;
    }
    if (name === from) return to;
    return name.startsWith(from) && name[from.length] === '.' ? to + name.slice(from.length) : name;
  };
}

/**
 * The text of a function does not follow: it goes on to say the old name, as PostgreSQL keeps it. Views, policies, keys,
 * triggers and defaults do.
 */
function mapReferences(catalog: Catalog, map: Map): void {
  for (const table of Object.values(catalog.tables)) {
    if (table.parents.length > 0) table.parents = table.parents.map(map);
    if (table.defaultPartition) table.defaultPartition = map(table.defaultPartition);
    for (const constraint of Object.values(table.constraints)) {
      const { references } = constraint;
      if (references) constraint.references = { ...references, table: map(references.table) };
    }
    for (const trigger of Object.values(table.triggers)) trigger.function = map(trigger.function);
    for (const policy of Object.values(table.policies)) policy.columns = policy.columns.map(map);
    for (const rule of Object.values(table.rules ?? {})) rule.columns = rule.columns.map(map);
    for (const column of Object.values(table.columns)) {
      if (column.defaultUses) column.defaultUses = column.defaultUses.map(map);
    }
  }
  for (const index of Object.values(catalog.indexes)) index.table = map(index.table);
  for (const view of Object.values(catalog.views)) view.uses = view.uses.map(map);
  for (const sequence of Object.values(catalog.sequences)) {
    if (sequence.ownedBy !== null) sequence.ownedBy = map(sequence.ownedBy);
  }
}

function followFresh(session: Session, map: Map): void {
  for (const set of [session.fresh, session.enumValuesOfTransaction, session.typesOfTransaction]) {
    for (const name of [...set]) {
      const renamed = map(name);
      if (renamed === name) continue;
      set.delete(name);
      set.add(renamed);
    }
  }
}

const HOMES = {
  table: 'tables',
  view: 'views',
  index: 'indexes',
  type: 'types',
  function: 'functions',
  sequence: 'sequences',
} as const;

/** A table, view, index, type, function or sequence under its new canonical name. */
export function renameObject(
  session: Session,
  kind: keyof typeof HOMES,
  from: ObjectName,
  to: ObjectName,
): void {
  rekey<unknown>(session.catalog[HOMES[kind]], from, to);
  const map = mapping(from, to);
  if (kind !== 'index') mapReferences(session.catalog, map);
  followFresh(session, map);
  if (kind === 'type') retypeColumns(session, from.slice('type:'.length), to.slice('type:'.length));
}

function retypeColumns(session: Session, from: string, to: string): void {
  for (const table of Object.values(session.catalog.tables)) {
    for (const column of Object.values(table.columns)) {
      if (column.type === from || column.type === `${from}[]`)
        column.type = column.type.replace(from, () => to);
    }
  }
  for (const type of Object.values(session.catalog.types)) if (type.base === from) type.base = to;
}

/** Indexes and owned sequences live in their table's schema. */
export function moveTable(session: Session, from: ObjectName, to: ObjectName): void {
  const schema = partsOf(session, to).schema;
  renameObject(session, 'table', from, to);
  for (const [name, index] of Object.entries(session.catalog.indexes)) {
    if (index.table === to)
      renameObject(session, 'index', name, nameIn(session, 'index', schema, partsOf(session, name).own));
  }
  for (const [name, { ownedBy }] of Object.entries(session.catalog.sequences)) {
    if (!ownedBy?.startsWith(`${to}.`)) continue;
    renameObject(session, 'sequence', name, nameIn(session, 'sequence', schema, partsOf(session, name).own));
  }
}

const swap = (names: string[], from: string, to: string): string[] =>
  names.map((name) => (name === from ? to : name));

/** A column, in its table's own entries and wherever else it is named. */
export function renameColumn(session: Session, table: ObjectName, from: string, to: string): void {
  const entry = lookup(session.catalog.tables, table);
  if (!entry) return;
  const columns = emptyRecord<(typeof entry.columns)[string]>();
  for (const [name, column] of Object.entries(entry.columns)) {
    column.generatedFrom = swap(column.generatedFrom, from, to);
    store(columns, name === from ? to : name, column);
  }
  entry.columns = columns;
  for (const constraint of Object.values(entry.constraints)) {
    constraint.columns = swap(constraint.columns, from, to);
    constraint.provesNotNull = swap(constraint.provesNotNull, from, to);
  }
  for (const trigger of Object.values(entry.triggers)) trigger.columns = swap(trigger.columns, from, to);
  for (const index of Object.values(session.catalog.indexes)) {
    if (index.table !== table) continue;
    index.columns = swap(index.columns, from, to);
    index.alsoUses = swap(index.alsoUses, from, to);
  }
  renameKeyColumns(session, table, from, to);
  mapReferences(session.catalog, mapping(columnName(table, from), columnName(table, to)));
}

function renameKeyColumns(session: Session, table: ObjectName, from: string, to: string): void {
  for (const other of Object.values(session.catalog.tables)) {
    for (const constraint of Object.values(other.constraints)) {
      const { references } = constraint;
      if (references?.table === table)
        constraint.references = { table, columns: swap(references.columns, from, to) };
    }
  }
}

/** A constraint under its new name, with its index. */
export function renameConstraint(session: Session, table: ObjectName, from: string, to: string): void {
  const entry = lookup(session.catalog.tables, table);
  if (!entry) return;
  rekey(entry.constraints, from, to);
  const { schema } = partsOf(session, table);
  const index = nameIn(session, 'index', schema, from);
  const owned = lookup(session.catalog.indexes, index);
  if (owned?.constraint !== from) return;
  owned.constraint = to;
  renameObject(session, 'index', index, nameIn(session, 'index', schema, to));
}
