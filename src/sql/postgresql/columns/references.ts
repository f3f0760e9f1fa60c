/** What a name in an expression reads: by the server's rules for columns, whole rows and `*`. */
import type { ColumnRef, Node } from 'libpg-query';
import { lookup } from '../../catalog.ts';
import { as, strings } from '../ast.ts';
import { nameIn } from '../identify.ts';
import { callFunction, knowsFunction } from './calls.ts';
import { columnNames, type Reading, SYSTEM_COLUMNS, touchColumn, unresolve } from './reading.ts';
import { resolveRelation } from './relations.ts';
import { type Column, columnOf, findByRelation, findItem, type Item, type Scope } from './scope.ts';
import { unresolveView } from './views.ts';

/** Takes note of a column that the item has. */
export function readColumn(reading: Reading, item: Item, column: Column, named: boolean): void {
  for (const side of column.from) readColumn(reading, side.item, side.column, named);
  const { relation } = item;
  if (!relation) return;
  if (relation.kind === 'table' && column.origin)
    touchColumn(reading, 'reads', relation.name, column.origin.column, named);
  unresolveNamesakes(reading, item, column.origin?.column ?? column.name);
}

function unresolveNamesakes(reading: Reading, item: Item, column: string | null): void {
  for (const name of item.relation?.maybe ?? []) {
    if (name.startsWith('view:')) unresolveView(reading, name);
    else if (column !== null) unresolve(reading, name, column);
    else for (const each of columnNames(reading.session, name)) unresolve(reading, name, each);
  }
}

/** A column that the item may have: nobody knows all of them. */
function unresolveColumn(reading: Reading, item: Item, column: string): void {
  for (const side of item.sides) if (side.loose) unresolveColumn(reading, side, column);
  const { relation } = item;
  if (relation?.kind === 'table' || relation?.kind === 'unknown') unresolve(reading, relation.name, column);
  unresolveNamesakes(reading, item, column);
}

/** Every column, reached without being named. */
export function readWhole(reading: Reading, item: Item): void {
  for (const column of item.columns) readColumn(reading, item, column, false);
  if (!item.loose) return;
  for (const side of item.sides) if (side.loose) readWhole(reading, side);
  const { relation } = item;
  if (relation?.kind === 'table' || relation?.kind === 'unknown') unresolve(reading, relation.name, null);
  unresolveNamesakes(reading, item, null);
}

/** The column of every item at the innermost level that has it. Says whether there was one. */
function readKnown(reading: Reading, scope: Scope, name: string): boolean {
  let possible = false;
  for (let at: Scope | null = scope; at; at = at.outer) {
    const bare = at.items.filter((item) => item.bare);
    const having = bare.filter((item) => columnOf(item, name));
    for (const item of having) {
      const column = columnOf(item, name);
      if (column) readColumn(reading, item, column, true);
    }
    if (having.length > 0) return true;
    for (const item of bare.filter(({ loose }) => loose)) {
      unresolveColumn(reading, item, name);
      possible = true;
    }
  }
  return possible;
}

/** Nobody has it: it would be a column of a table here, if of any. */
function unresolveBare(reading: Reading, scope: Scope, name: string): void {
  for (let at: Scope | null = scope; at; at = at.outer) {
    for (const item of at.items) if (item.bare) unresolveEverySide(reading, item, name);
  }
}

function unresolveEverySide(reading: Reading, item: Item, name: string): void {
  for (const side of item.sides) unresolveEverySide(reading, side, name);
  if (item.relation?.kind === 'table') unresolve(reading, item.relation.name, name);
}

function readBare(reading: Reading, scope: Scope, name: string): void {
  if (readKnown(reading, scope, name)) return;
  if (SYSTEM_COLUMNS.has(name) || reading.variables.has(name)) return;
  const row = findItem(scope, name);
  if (row) readWhole(reading, row);
  else unresolveBare(reading, scope, name);
}

/** The item that `a.` or `schema.a.` means; undefined: there is none. */
function qualified(reading: Reading, scope: Scope, path: string[]): Item | undefined {
  if (path.length === 1) return findItem(scope, path[0] ?? '');
  const [schema = '', name = ''] = path.slice(-2);
  const { session } = reading;
  const names = [nameIn(session, 'table', schema, name), nameIn(session, 'view', schema, name)];
  return findByRelation(scope, names);
}

/** A part of an item by name: a column, or a function of its row. */
export function readPart(reading: Reading, item: Item, name: string): void {
  const column = columnOf(item, name);
  if (column) readColumn(reading, item, column, true);
  else if (SYSTEM_COLUMNS.has(name)) return;
  else if (knowsFunction(reading, [name])) {
    readWhole(reading, item);
    callFunction(reading, [name]);
  } else if (item.loose) unresolveColumn(reading, item, name);
  else unresolveEverySide(reading, item, name);
}

/** A qualifier that is nothing in FROM: the server refuses it, but who sends it uses what it names. */
function readStray(reading: Reading, path: string[], name: string | null): void {
  if (path.some((part) => reading.variables.has(part))) return;
  const [relname = '', schemaname] = path.toReversed();
  const relation = resolveRelation(reading, schemaname === undefined ? { relname } : { relname, schemaname });
  if (relation.kind === 'table' || relation.kind === 'unknown') unresolve(reading, relation.name, name);
  if (relation.kind === 'view') unresolveView(reading, relation.name);
}

function readStar(reading: Reading, scope: Scope, path: string[]): void {
  if (path.length === 0) {
    for (const item of scope.items) if (item.bare) readWhole(reading, item);
    return;
  }
  const item = qualified(reading, scope, path);
  if (item) readWhole(reading, item);
  else readStray(reading, path, null);
}

/** Takes note of what a reference reads: `a`, `t.a`, `s.t.a`, `t.*`, `*`, or a whole row. */
export function readReference(reading: Reading, scope: Scope, reference: ColumnRef): void {
  const fields = reference.fields ?? [];
  const path = strings(fields);
  if (isStar(fields)) {
    readStar(reading, scope, path);
    return;
  }
  const name = path.pop() ?? '';
  const item = path.length > 0 ? qualified(reading, scope, path) : undefined;
  if (path.length === 0) readBare(reading, scope, name);
  else if (item) readPart(reading, item, name);
  else readStray(reading, path, name);
}

export const isStar = (fields: Node[]): boolean => as(fields.at(-1), 'A_Star') !== undefined;

/** The item whose whole row a reference means: `u` or `u.*`, where `u` is no column. */
export function wholeRow(reading: Reading, scope: Scope, node: Node | undefined): Item | undefined {
  const fields = as(node, 'ColumnRef')?.fields ?? [];
  const path = strings(fields);
  if (path.length === 0) return undefined;
  if (isStar(fields)) return qualified(reading, scope, path);
  const name = path[0] ?? '';
  if (path.length > 1) return undefined;
  for (let at: Scope | null = scope; at; at = at.outer) {
    if (at.items.some((item) => item.bare && columnOf(item, name))) return undefined;
  }
  return findItem(scope, name);
}

/** Columns of a relation of the catalog, as an item has them. */
export function tableColumns(reading: Reading, table: string): Column[] {
  const entry = lookup(reading.session.catalog.tables, table);
  return Object.keys(entry?.columns ?? {}).map((name) => ({
    name,
    origin: { table, column: name },
    from: [],
  }));
}
