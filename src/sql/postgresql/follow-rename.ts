/** Renames: every entry of the catalog that speaks of the object speaks of its new name from then on. */
import type { Catalog, ObjectName } from '../../model.ts';
import { emptyRecord, lookup, rekey, store } from '../catalog.ts';
import { columnName, nameIn, partsOf } from './identify.ts';
import { eachForeignKeyTo } from './known-table.ts';
import { mentioning, noteMentions } from './mentions.ts';
import type { Session } from './session.ts';

type Map = (name: ObjectName) => ObjectName;

/** The object itself, and its parts behind a dot. */
function mapping(from: ObjectName, to: ObjectName): Map {
  const key = `constraint:${from}.`;
  return (name) => {
    if (name.startsWith(from)) {
      if (name.length === from.length) return to;
      return name[from.length] === '.' ? to + name.slice(from.length) : name;
    }
    return name.startsWith(key) ? `constraint:${to}.${name.slice(key.length)}` : name;
  };
}

/** The same list where nothing in it has the name: most lists do not. */
function mapList(names: ObjectName[], map: Map): ObjectName[] {
  return names.some((name) => map(name) !== name) ? names.map(map) : names;
}

/** What any object may be named by: views, policies, rules, owned sequences. */
function mapUses(session: Session, from: ObjectName, map: Map): void {
  for (const [name, table] of mentioning(session, 'tables', from)) {
    for (const policy of Object.values(table.policies)) policy.columns = mapList(policy.columns, map);
    for (const rule of Object.values(table.rules ?? {})) rule.columns = mapList(rule.columns, map);
    noteMentions(session, 'tables', name, table);
  }
  for (const [name, view] of mentioning(session, 'views', from, `constraint:${from}`)) {
    view.uses = mapList(view.uses, map);
    noteMentions(session, 'views', name, view);
  }
  for (const [name, sequence] of mentioning(session, 'sequences', from)) {
    if (sequence.ownedBy !== null) sequence.ownedBy = map(sequence.ownedBy);
    noteMentions(session, 'sequences', name, sequence);
  }
}

/** What a table is named by: its children, foreign keys and indexes. */
function mapTables(session: Session, from: ObjectName, map: Map): void {
  const namers = mentioning(session, 'tables', from);
  for (const [, table] of namers) {
    if (table.parents.length > 0) table.parents = mapList(table.parents, map);
    if (table.defaultPartition) table.defaultPartition = map(table.defaultPartition);
  }
  eachForeignKeyTo(session, from, (constraint, references) => {
    constraint.references = { ...references, table: map(references.table) };
  });
  for (const [name, table] of namers) noteMentions(session, 'tables', name, table);
  for (const [name, index] of mentioning(session, 'indexes', from)) {
    index.table = map(index.table);
    noteMentions(session, 'indexes', name, index);
  }
}

/** What a function or a sequence is named by: triggers, defaults, checks, indexes. */
function mapCalls(catalog: Catalog, map: Map): void {
  for (const table of Object.values(catalog.tables)) {
    for (const trigger of Object.values(table.triggers)) trigger.function = map(trigger.function);
    for (const column of Object.values(table.columns)) {
      if (column.defaultUses) column.defaultUses = mapList(column.defaultUses, map);
    }
    for (const constraint of Object.values(table.constraints)) {
      if (constraint.uses) constraint.uses = mapList(constraint.uses, map);
    }
  }
  for (const index of Object.values(catalog.indexes)) if (index.uses) index.uses = mapList(index.uses, map);
}

/**
 * The text of a function does not follow: it goes on to say the old name, as PostgreSQL keeps it. Views, policies, keys,
 * triggers and defaults do.
 */
function mapReferences(
  session: Session,
  kind: keyof typeof HOMES | 'column',
  from: ObjectName,
  map: Map,
): void {
  mapUses(session, from, map);
  if (kind === 'table' || kind === 'view') mapTables(session, from, map);
  if (kind === 'function' || kind === 'sequence') mapCalls(session.catalog, map);
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
  if (from === to) return;
  if (kind !== 'table' && kind !== 'index') delete session.mentions;
  rekey<unknown>(session.catalog[HOMES[kind]], from, to);
  noteMentions(session, 'tables', to, lookup(session.catalog.tables, to));
  noteMentions(session, 'indexes', to, lookup(session.catalog.indexes, to));
  const map = mapping(from, to);
  if (kind !== 'index') mapReferences(session, kind, from, map);
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
  for (const [name, index] of mentioning(session, 'indexes', to)) {
    if (index.table === to)
      renameObject(session, 'index', name, nameIn(session, 'index', schema, partsOf(session, name).own));
  }
  for (const [name, { ownedBy }] of mentioning(session, 'sequences', to)) {
    if (!ownedBy?.startsWith(`${to}.`)) continue;
    renameObject(session, 'sequence', name, nameIn(session, 'sequence', schema, partsOf(session, name).own));
  }
}

const swap = (names: string[], from: string, to: string): string[] =>
  names.includes(from) ? names.map((name) => (name === from ? to : name)) : names;

/** A column, in its table's own entries and wherever else it is named. */
export function renameColumn(session: Session, table: ObjectName, from: string, to: string): void {
  const entry = lookup(session.catalog.tables, table);
  if (!entry) return;
  const columns = emptyRecord<(typeof entry.columns)[string]>();
  for (const name in entry.columns) {
    const column = entry.columns[name];
    if (!column) continue;
    column.generatedFrom = swap(column.generatedFrom, from, to);
    store(columns, name === from ? to : name, column);
  }
  entry.columns = columns;
  for (const constraint of Object.values(entry.constraints)) {
    constraint.columns = swap(constraint.columns, from, to);
    constraint.provesNotNull = swap(constraint.provesNotNull, from, to);
  }
  for (const trigger of Object.values(entry.triggers)) trigger.columns = swap(trigger.columns, from, to);
  for (const [, index] of mentioning(session, 'indexes', table)) {
    if (index.table !== table) continue;
    index.columns = swap(index.columns, from, to);
    index.alsoUses = swap(index.alsoUses, from, to);
  }
  renameKeyColumns(session, table, from, to);
  const name = columnName(table, from);
  mapReferences(session, 'column', name, mapping(name, columnName(table, to)));
}

function renameKeyColumns(session: Session, table: ObjectName, from: string, to: string): void {
  eachForeignKeyTo(session, table, (constraint, references) => {
    if (!references.columns.includes(from)) return;
    constraint.references = { table, columns: swap(references.columns, from, to) };
  });
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
