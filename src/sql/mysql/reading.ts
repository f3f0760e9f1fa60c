/** What a statement is being read with: its tokens, where names are looked up, and what was found so far. */
import type { ObjectName } from '../../model.ts';
import { type Access, emptyAccess, mayTouchAll, noteColumn } from '../postgresql/columns/access.ts';
import { foldName, spellingsOf } from './fold.ts';
import { RESERVED } from './reserved-words.ts';
import { columnNameOf, type MysqlTable, type SchemaIndex } from './schema.ts';
import type { Token, Tokens } from './tokens.ts';

export interface Column {
  folded: string;
  /** What is read by naming it. Empty where that was noted already (a view's body, a subquery). */
  bases: ObjectName[];
  /** What is written by naming it on a left side. */
  targets: ObjectName[];
}

/** A table, view or subquery in a FROM. */
export interface Source {
  /** Alias, or its own name; as written. */
  labels: string[];
  columns: Column[];
  /** The table itself, where it is one. */
  tables: MysqlTable[];
  /** NEW and OLD: a column of it is always qualified. */
  qualifiedOnly?: boolean;
  /** What a write may touch where its columns do not tell: a view that is more than columns of tables. */
  view?: { name: ObjectName; writes: ObjectName[]; tables: MysqlTable[] };
}

export interface Scope {
  sources: Source[];
  outer: Scope | null;
  /** By name as written. */
  ctes?: Map<string, Column[]>;
  /** It cannot be told how far this scope reaches: what is found in it may be an outer one's. */
  unsure?: boolean;
}

export interface Settings {
  /** Default database of the statement, '' for the one that the schema leaves out. */
  database: string;
  /** Whether sql_mode has ANSI_QUOTES; null: nobody knows. */
  ansiQuotes: boolean | null;
  /** The text is a digest's: keywords that are names are printed in capitals, and as a synonym. */
  digest: boolean;
}

export interface Bodies {
  /** Names of what is being read: a view in a view, a procedure that calls itself. */
  stack: string[];
  /** How many more bodies may be read for one statement. */
  budget: number;
}

export interface Reading extends Settings, Tokens {
  index: SchemaIndex;
  access: Access;
  /** Per token: its part in the statement is understood. */
  used: boolean[];
  /** Tables that the statement mentions itself. */
  mentioned: Set<MysqlTable>;
  bodies: Bodies;
  /** Temporary tables of the session, folded: their columns are nobody's concern. */
  temporary: ReadonlySet<string>;
  /** Parameters and variables of a body, folded. */
  variables: Set<string>;
}

export function beginReading(
  index: SchemaIndex,
  tokens: Tokens,
  settings: Settings,
  bodies: Bodies,
  temporary: ReadonlySet<string> = new Set(),
): Reading {
  const reading = {
    index,
    access: emptyAccess(),
    used: [],
    mentioned: new Set<MysqlTable>(),
    bodies,
    temporary,
  };
  const { database, ansiQuotes, digest } = settings;
  return { ...tokens, ...reading, database, ansiQuotes, digest, variables: new Set() };
}

const END: Token = { kind: 'op', text: '', upper: '', start: 0, end: 0 };

export const tokenAt = (r: Reading, i: number): Token => r.tokens[i] ?? END;
/** The keyword or operator there, in capitals; '' for a name or a literal. */
export const wordAt = (r: Reading, i: number): string => r.tokens[i]?.upper ?? '';

/** Past the parenthesis that opens there, or past the token. */
export function after(r: Reading, i: number): number {
  const close = r.closes[i] ?? -1;
  return close > i ? close + 1 : i + 1;
}

export function useAll(r: Reading, from: number, to: number): void {
  for (let i = from; i < to; i++) r.used[i] = true;
}

/** Whether it may be a name: of what is in double quotes only where the mode allows it. */
export function mayName(r: Reading, i: number): boolean {
  const token = tokenAt(r, i);
  if (token.kind === 'name') return true;
  if (token.kind === 'double') return r.ansiQuotes !== false;
  return token.kind === 'word' && !RESERVED.has(token.upper);
}

/** What a token names, folded: several where a digest prints one word for another. */
export function namesAt(r: Reading, i: number): string[] {
  const { kind, text } = tokenAt(r, i);
  return kind === 'word' && r.digest ? spellingsOf(text) : [foldName(text)];
}

/** The first index from `from` on, outside of parentheses, for which `test` holds; `to` where there is none. */
export function find(r: Reading, from: number, to: number, test: (i: number) => boolean): number {
  let i = from;
  while (i < to && !test(i)) i = after(r, i);
  return Math.min(i, to);
}

/** Parts between commas outside of parentheses. */
export function partsOf(r: Reading, from: number, to: number): [number, number][] {
  const parts: [number, number][] = [];
  for (let i = from; i <= to; ) {
    const end = find(r, i, to, (at) => wordAt(r, at) === ',');
    if (end > i) parts.push([i, end]);
    i = end + 1;
  }
  return parts;
}

export interface Path {
  /** Indexes of its parts. */
  parts: number[];
  /** It ends in `.*`. */
  star: boolean;
  next: number;
}

/** `a`, `a.b`, `a.b.c`, `a.*` from there on. */
export function pathAt(r: Reading, from: number, to: number): Path {
  const parts = [from];
  let next = from + 1;
  while (next + 1 < to && wordAt(r, next) === '.') {
    const part = tokenAt(r, next + 1);
    if (part.upper === '*') return { parts, star: true, next: next + 2 };
    if (part.kind === 'op' || part.kind === 'value') break;
    parts.push(next + 1);
    next += 2;
  }
  return { parts, star: false, next };
}

export function columnsOfTable(table: MysqlTable): Column[] {
  return table.columns.map((name) => {
    const column = columnNameOf(table, name);
    return { folded: foldName(name), bases: [column], targets: [column] };
  });
}

export function noteReads(r: Reading, column: Column, named: boolean): void {
  for (const base of column.bases) noteColumn(r.access.reads, base, named);
}

export function noteWrites(r: Reading, column: Column, named: boolean): void {
  for (const target of column.targets) noteColumn(r.access.writes, target, named);
}

export const giveUp = (r: Reading, problem: string): void => mayTouchAll(r.access, problem);
