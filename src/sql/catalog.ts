/** The schema by replay: an empty one, a copy to work on, and safe access by names that strangers chose. */
import type { Catalog } from '../model.ts';

/** A record whose keys may be any name, `constructor` and `__proto__` too. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** A database in which nothing was made yet. */
export function emptyCatalog(): Catalog {
  return {
    tables: emptyRecord(),
    indexes: emptyRecord(),
    views: emptyRecord(),
    types: emptyRecord(),
    functions: emptyRecord(),
    sequences: emptyRecord(),
    schemas: [],
    incomplete: false,
  };
}

/** The entry of that very name, never one that the record inherits. */
export function lookup<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Keeps an entry under any name, `__proto__` too. */
export function store<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  } else record[name] = value;
}

/** Gives an entry another name, in the place that it has. */
export function rekey<T>(record: Record<string, T>, from: string, to: string): void {
  const entry = lookup(record, from);
  if (entry === undefined || from === to) return;
  delete record[from];
  store(record, to, entry);
}

function copyRecord<T>(record: Record<string, T>, copy: (entry: T) => T): Record<string, T> {
  const result = emptyRecord<T>();
  for (const name of Object.keys(record)) {
    const entry = lookup(record, name);
    if (entry !== undefined) store(result, name, copy(entry));
  }
  return result;
}

/** A copy that judging may change without touching the original. */
export function copyCatalog(catalog: Catalog): Catalog {
  return {
    tables: copyRecord(catalog.tables, (table) => ({
      ...table,
      columns: copyRecord(table.columns, (column) => ({ ...column })),
      constraints: copyRecord(table.constraints, (constraint) => ({ ...constraint })),
      triggers: copyRecord(table.triggers, (trigger) => ({ ...trigger })),
      policies: copyRecord(table.policies, (policy) => ({ ...policy })),
      ...(table.rules && { rules: copyRecord(table.rules, (rule) => ({ ...rule })) }),
    })),
    indexes: copyRecord(catalog.indexes, (index) => ({ ...index })),
    views: copyRecord(catalog.views, (view) => ({ ...view })),
    types: copyRecord(catalog.types, (type) => ({
      ...type,
      ...(type.attributes && { attributes: copyRecord(type.attributes, (text) => text) }),
    })),
    functions: copyRecord(catalog.functions, (entry) => ({ ...entry })),
    sequences: copyRecord(catalog.sequences, (sequence) => ({ ...sequence })),
    schemas: [...catalog.schemas],
    incomplete: catalog.incomplete,
  };
}
