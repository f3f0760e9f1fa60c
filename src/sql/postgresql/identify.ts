/** From the names in a statement to canonical names: by the schema written, or by the search path and what the catalog has. */
import type { RangeVar } from 'libpg-query';
import type { Catalog, ObjectKind, ObjectName } from '../../model.ts';
import { formatObject, parseObject, quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import type { Session } from './session.ts';

/** The schema of everything temporary: looked through first, and created in only where TEMP is said. */
export const TEMPORARY = 'pg_temp';

export interface Relation {
  kind: 'table' | 'view' | 'sequence' | 'index';
  name: ObjectName;
}

/** Relations share one set of names per schema; this is the order in which one is looked for. */
const RELATIONS = [
  ['table', 'tables'],
  ['view', 'views'],
  ['sequence', 'sequences'],
  ['index', 'indexes'],
] as const;

const homes: Partial<
  Record<ObjectKind, 'types' | 'functions' | 'indexes' | 'views' | 'sequences' | 'tables'>
> = {
  type: 'types',
  function: 'functions',
  index: 'indexes',
  view: 'views',
  sequence: 'sequences',
  table: 'tables',
};

/** The canonical name of an object whose schema is known. */
export function nameIn(session: Session, kind: ObjectKind, schema: string, ...path: string[]): ObjectName {
  return formatObject({ kind, path: schema === session.defaultSchema ? path : [schema, ...path] });
}

/** It was made, or is the default one. */
function isSchemaThere({ catalog, defaultSchema }: Session, schema: string): boolean {
  return schema === defaultSchema || catalog.schemas.includes(schema);
}

/** Where an unqualified object is made: in the first schema of the search path that is there. */
export function creationSchema(session: Session): string {
  const named = session.searchPath.filter((schema) => schema !== '$user' && schema !== 'pg_catalog');
  const [first, ...others] = named;
  if (first === undefined) return session.defaultSchema;
  if (isSchemaThere(session, first) || !provesAbsence(session)) return first;
  return others.find((schema) => isSchemaThere(session, schema)) ?? first;
}

/**
 * Where an unqualified name is looked for, in this order: temporary ones first, unless the path says where else; what
 * stands before them there may have the name, too, where not all of the schema is known.
 */
function lookedThrough(session: Session): readonly string[] {
  const { searchPath, temporaries } = session;
  if (!temporaries?.size) return searchPath;
  const place = searchPath.indexOf(TEMPORARY);
  if (place < 0) return [TEMPORARY, ...searchPath];
  return place === 0 || provesAbsence(session) ? searchPath : searchPath.toSpliced(place, 1);
}

/** The canonical name of an object of that kind, looked up by the search path where no schema is written. */
export function nameOf(session: Session, kind: ObjectKind, path: string[]): ObjectName {
  const name = path.at(-1) ?? '';
  const schema = path.at(-2);
  if (schema !== undefined) return nameIn(session, kind, schema, name);
  const home = homes[kind];
  if (home) {
    for (const candidate of lookedThrough(session)) {
      const found = nameIn(session, kind, candidate, name);
      if (lookup<unknown>(session.catalog[home], found) !== undefined) return found;
    }
  }
  return nameIn(session, kind, creationSchema(session), name);
}

/** The relation that a statement names; one that nobody knows is taken for a table (or what else is expected). */
export function findRelation(
  session: Session,
  range: RangeVar | undefined,
  expected: Relation['kind'] = 'table',
): Relation {
  const name = range?.relname ?? '';
  const schemas = range?.schemaname ? [range.schemaname] : lookedThrough(session);
  for (const schema of schemas) {
    for (const [kind, home] of RELATIONS) {
      const found = nameIn(session, kind, schema, name);
      if (lookup<unknown>(session.catalog[home], found) !== undefined) return { kind, name: found };
    }
  }
  const schema = range?.schemaname ?? session.searchPath[0] ?? creationSchema(session);
  return { kind: expected, name: nameIn(session, expected, schema, name) };
}

/** The canonical name of the table that is meant. */
export function tableOf(session: Session, range: RangeVar | undefined): ObjectName {
  const found = findRelation(session, range);
  return found.kind === 'index' ? nameFromPath(session, 'table', rangePath(range)) : found.name;
}

/** The name under which a relation will be made. */
export function newRelation(
  session: Session,
  kind: Relation['kind'],
  range: RangeVar | undefined,
): ObjectName {
  const schema = range?.relpersistence === 't' ? TEMPORARY : (range?.schemaname ?? creationSchema(session));
  return nameIn(session, kind, schema, range?.relname ?? '');
}

const rangePath = (range: RangeVar | undefined): string[] =>
  range?.schemaname ? [range.schemaname, range.relname ?? ''] : [range?.relname ?? ''];

const nameFromPath = (session: Session, kind: ObjectKind, path: string[]): ObjectName =>
  nameIn(session, kind, path.length > 1 ? (path[0] ?? '') : creationSchema(session), path.at(-1) ?? '');

/** The name under which an object that is not a relation will be made. */
export function newName(session: Session, kind: ObjectKind, path: string[]): ObjectName {
  return nameIn(session, kind, path.at(-2) ?? creationSchema(session), path.at(-1) ?? '');
}

/** A name in the default schema that needs no quotes: most are. */
const BARE = /^[a-z_][a-z0-9_$]*$/;

/** A canonical name taken apart: its schema and its own identifier. */
export function partsOf(session: Session, name: ObjectName): { schema: string; own: string } {
  if (BARE.test(name)) return { schema: session.defaultSchema, own: name };
  const text = /^(?:index|view|type|function|sequence):/.test(name) ? name : `table:${name}`;
  const path = parseObject(text, 'postgresql', session.defaultSchema)?.path ?? [name];
  return { schema: path.length > 1 ? (path.at(-2) ?? '') : session.defaultSchema, own: path.at(-1) ?? '' };
}

export function columnName(table: ObjectName, column: string): ObjectName {
  return `${table}.${quoteIdentifier(column)}`;
}

export function partName(
  kind: 'constraint' | 'trigger' | 'policy',
  table: ObjectName,
  name: string,
): ObjectName {
  return `${kind}:${table}.${quoteIdentifier(name)}`;
}

export function valueName(type: ObjectName, value: string): ObjectName {
  return `${type}.${quoteIdentifier(value)}`;
}

/** The name as SQL writes it, without the word for its kind. */
export function sqlName(name: ObjectName): string {
  return name.replace(
    /^(?:index|view|type|function|sequence|schema|extension|constraint|trigger|policy):/,
    '',
  );
}

/**
 * Whether the catalog tells all of a schema (the object's; the default one where none is named): what is not in it is not
 * there. Before any history was read it tells nothing; nor does it where the history names a table that it never made, for
 * then it began with tables that nobody saw; nor of a schema that it did not make.
 */
export function provesAbsence(session: Session, object?: ObjectName): boolean {
  const { catalog, defaultSchema } = session;
  if (catalog.incomplete) return false;
  const schema =
    object === undefined || object.startsWith('schema:') ? defaultSchema : partsOf(session, object).schema;
  if (schema !== defaultSchema && schema !== TEMPORARY && !catalog.schemas.includes(schema)) return false;
  let seen = false;
  for (const name in catalog.tables) {
    const table = lookup(catalog.tables, name);
    if (table?.unseen && partsOf(session, name).schema === schema) return false;
    seen ||= table?.partial !== true && !session.fresh.has(name);
  }
  return seen;
}

/** Partitions of a table, which go where it goes; children by INHERITS are none. */
export function partitionsOf(catalog: Catalog, table: ObjectName): ObjectName[] {
  const entry = lookup(catalog.tables, table);
  const partitioned = entry?.defaultPartition !== undefined || entry?.partial === true;
  return partitioned ? descendants(catalog, table) : [];
}

/** Partitions and children of a table, down to the last; none where it has none. */
export function descendants(catalog: Catalog, table: ObjectName): ObjectName[] {
  const entry = lookup(catalog.tables, table);
  if (!entry?.partitioned) return [];
  const found = new Set<ObjectName>();
  const open = [table];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const name of Object.keys(catalog.tables)) {
      if (found.has(name) || !lookup(catalog.tables, name)?.parents.includes(parent)) continue;
      found.add(name);
      open.push(name);
    }
  }
  return [...found];
}
