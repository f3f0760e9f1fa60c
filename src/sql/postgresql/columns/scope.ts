/** What can be named at a place in a query: the items of its FROM, level by level, as the server's namespace has them. */
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import type { Relation } from './relations.ts';

/** The column of a table that a column of a query is, unchanged. */
export interface Origin {
  table: ObjectName;
  column: string;
}

export interface Column {
  name: string;
  origin: Origin | null;
  /** Of a join: the columns of its sides that it stands for. */
  from: { item: Item; column: Column }[];
}

/** Something in FROM. */
export interface Item {
  /** What it is named by; null: it cannot be. */
  name: string | null;
  /** Its name was given by AS: it cannot be called by its schema. */
  aliased: boolean;
  relation: Relation | null;
  columns: Column[];
  /** It may have columns that are not known here. */
  loose: boolean;
  /** Its columns can be named without it. */
  bare: boolean;
  /** Sides of a join. */
  sides: Item[];
}

/** A query of a WITH, read when it is first needed. */
export interface WithQuery {
  read(): Output;
}

/** The columns that a query gives. */
export interface Output {
  columns: Column[];
  /** There may be more, or others. */
  loose: boolean;
}

export interface Scope {
  items: Item[];
  queries: ReadonlyMap<string, WithQuery>;
  outer: Scope | null;
}

export const NO_QUERIES: ReadonlyMap<string, WithQuery> = new Map();

export function newColumn(name: string, origin: Origin | null = null): Column {
  return { name, origin, from: [] };
}

/** An item with the parts that are told; the rest as for a subquery. */
export function newItem(parts: Partial<Item>): Item {
  return {
    name: null,
    aliased: false,
    relation: null,
    columns: [],
    loose: false,
    bare: true,
    sides: [],
    ...parts,
  };
}

export function openScope(outer: Scope | null, items: Item[] = []): Scope {
  return { items, queries: NO_QUERIES, outer };
}

/** The same WITH and the same outside, but other items: an ON clause sees its own join alone, a subquery no neighbours. */
export function besideScope(scope: Scope, items: Item[]): Scope {
  return { items, queries: scope.queries, outer: scope.outer };
}

/** The innermost WITH query of that name. */
export function findQuery(scope: Scope | null, name: string): WithQuery | undefined {
  for (let at = scope; at; at = at.outer) {
    const found = at.queries.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The innermost item that goes by that name. */
export function findItem(scope: Scope | null, name: string): Item | undefined {
  for (let at = scope; at; at = at.outer) {
    const found = at.items.find((item) => item.name === name);
    if (found) return found;
  }
  return undefined;
}

/** The innermost item that is that very relation and has no other name. */
export function findByRelation(scope: Scope | null, names: ObjectName[]): Item | undefined {
  for (let at = scope; at; at = at.outer) {
    const found = at.items.find(
      (item) => item.relation && !item.aliased && names.includes(item.relation.name),
    );
    if (found) return found;
  }
  return undefined;
}

export function columnOf(item: Item, name: string): Column | undefined {
  return item.columns.find((column) => column.name === name);
}

/** Gives the columns the names of `AS t (a, b)`, from the first on. */
export function renameColumns(columns: Column[], names: string[]): Column[] {
  if (names.length === 0) return columns;
  const renamed = columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
  const added = names.slice(columns.length).map((name) => newColumn(name));
  return [...renamed, ...added];
}

/** Whether an object keyed by column names keeps their order: names like `2024` would come first. */
export function keepsOrder(columns: Record<string, unknown>): boolean {
  return !Object.keys(columns).some((name) => /^\d+$/.test(name) && lookup(columns, name) !== undefined);
}
