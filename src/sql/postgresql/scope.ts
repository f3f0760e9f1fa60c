/** What the names in a query mean: the relations of its FROM, one scope inside the other. */
import type { ColumnRef, Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { all, as, strings } from './ast.ts';
import { columnName, nameOf } from './identify.ts';
import type { Session } from './session.ts';

/** Something in FROM. */
export interface Source {
  /** The table or view of the catalog; null for a subquery, a function or the like, whose own reads are known already. */
  name: ObjectName | null;
  /** Names of its columns; null where they are not known. */
  columns: string[] | null;
  /** A column of it was named. */
  read: boolean;
}

export interface Scope {
  sources: Map<string, Source>;
  queries: Map<string, Source>;
  outer: Scope | null;
}

/** What a query reads, as it is found: canonical names, and the columns of `NEW` and `OLD`. */
export interface Reading {
  session: Session;
  uses: Set<ObjectName>;
  rowUses: Set<string>;
}

export function beginReading(session: Session): Reading {
  return { session, uses: new Set(), rowUses: new Set() };
}

export function openScope(outer: Scope | null): Scope {
  return { sources: new Map(), queries: new Map(), outer };
}

/** The source for a relation of the catalog. */
export function sourceOf(session: Session, name: ObjectName): Source {
  const table = lookup(session.catalog.tables, name);
  if (table) return { name, columns: table.partial ? null : Object.keys(table.columns), read: false };
  return { name, columns: lookup(session.catalog.views, name)?.columns ?? null, read: false };
}

/** A query of that name in a WITH around. */
export function findQuery(scope: Scope | null, name: string): Source | undefined {
  for (let at = scope; at; at = at.outer) {
    const found = at.queries.get(name);
    if (found) return found;
  }
  return undefined;
}

function findSource(scope: Scope | null, alias: string): Source | undefined {
  for (let at = scope; at; at = at.outer) {
    const found = at.sources.get(alias);
    if (found) return found;
  }
  return undefined;
}

/** A view is read as a whole; of a table, the column. */
function readColumn(reading: Reading, source: Source, column: string): void {
  source.read = true;
  if (source.name === null) return;
  reading.uses.add(source.name.startsWith('view:') ? source.name : columnName(source.name, column));
}

/** Every column: each by its name where they are known, else the relation as a whole. */
export function readWhole(reading: Reading, source: Source): void {
  source.read = true;
  if (source.columns === null) {
    if (source.name !== null) reading.uses.add(source.name);
  } else for (const column of source.columns) readColumn(reading, source, column);
}

/** In the innermost scope that has it; where columns are not known, every relation that may have it. */
function readUnqualified(reading: Reading, scope: Scope, column: string): void {
  for (let at: Scope | null = scope; at; at = at.outer) {
    const sources = [...at.sources.values()];
    const sure = sources.filter((source) => source.columns?.includes(column));
    const possible = sure.length > 0 ? sure : sources.filter((source) => source.columns === null);
    for (const source of possible) readColumn(reading, source, column);
    if (possible.length > 0) return;
    const whole = at.sources.get(column);
    if (whole) {
      readWhole(reading, whole);
      return;
    }
  }
}

function readQualified(reading: Reading, scope: Scope, path: string[], column: string | null): void {
  const alias = path.at(-1) ?? '';
  let source = path.length === 1 ? findSource(scope, alias) : undefined;
  if (!source && path.length === 1 && (alias === 'new' || alias === 'old')) {
    if (column !== null) reading.rowUses.add(column);
    return;
  }
  if (!source) {
    const name = nameOf(reading.session, 'table', path);
    const known = lookup(reading.session.catalog.tables, name);
    if (!known && path.length < 2) return;
    source = findSource(scope, alias) ?? sourceOf(reading.session, name);
  }
  if (column === null) readWhole(reading, source);
  else readColumn(reading, source, column);
}

/** Takes note of what a column reference reads. */
export function readReference(reading: Reading, scope: Scope, reference: ColumnRef): void {
  const fields = reference.fields ?? [];
  const path = strings(fields);
  const star = fields.some((field: Node) => as(field, 'A_Star') !== undefined);
  if (!star) {
    const column = path.pop() ?? '';
    if (path.length === 0) readUnqualified(reading, scope, column);
    else readQualified(reading, scope, path, column);
  } else if (path.length > 0) readQualified(reading, scope, path, null);
  else for (const source of scope.sources.values()) readWhole(reading, source);
}

/** Names given to the columns of something in FROM: `AS t (a, b)`. */
export function aliasColumns(names: Node[] | undefined, columns: string[] | null): string[] | null {
  const given = all(names, 'String').map((name) => name.sval ?? '');
  if (given.length === 0) return columns;
  return columns === null ? null : [...given, ...columns.slice(given.length)];
}
