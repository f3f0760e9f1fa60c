/** Queries: WITH, set operations, and blocks of SELECT, VALUES and TABLE. */

import { type Clause, clausesOf } from './clauses.ts';
import { readExpression } from './expression.ts';
import { foldName } from './fold.ts';
import { readTables, sourceOf } from './from.ts';
import { touchStar } from './lookup.ts';
import {
  after,
  type Column,
  find,
  giveUp,
  mayName,
  namesAt,
  noteReads,
  partsOf,
  pathAt,
  type Reading,
  type Scope,
  type Source,
  tokenAt,
  useAll,
  wordAt,
} from './reading.ts';

export interface Query {
  columns: Column[];
  /** Of its last block. */
  sources: Source[];
}

const SET_OPERATION = /^(?:UNION|EXCEPT|INTERSECT|MINUS)$/;
const OPTIONS =
  /^(?:ALL|DISTINCT|DISTINCTROW|HIGH_PRIORITY|STRAIGHT_JOIN|SQL_SMALL_RESULT|SQL_BIG_RESULT|SQL_BUFFER_RESULT|SQL_CACHE|SQL_NO_CACHE|SQL_CALC_FOUND_ROWS)$/;

function isSetOperation(r: Reading, i: number): boolean {
  if (!SET_OPERATION.test(wordAt(r, i))) return false;
  const next = /^(?:ALL|DISTINCT)$/.test(wordAt(r, i + 1)) ? i + 2 : i + 1;
  return /^(?:SELECT|VALUES|TABLE|WITH|\()$/.test(wordAt(r, next));
}

/** `WITH a AS (…), b (x, y) AS (…)`: where what follows begins, and the scope in which the names are known. */
export function readWith(
  r: Reading,
  from: number,
  to: number,
  outer: Scope | null,
): { next: number; scope: Scope } {
  const scope: Scope = { sources: [], outer, ctes: new Map() };
  let i = wordAt(r, from + 1) === 'RECURSIVE' ? from + 2 : from + 1;
  for (;;) {
    i = readCte(r, i, to, scope);
    if (wordAt(r, i) !== ',' || i >= to) return { next: i, scope };
    i++;
  }
}

const renamed = (columns: Column[], names: string[]): Column[] =>
  names.length === 0
    ? columns
    : names.map((name, at) => ({ ...(columns[at] ?? { bases: [], targets: [] }), folded: foldName(name) }));

/** Names in parentheses. */
export function namesIn(r: Reading, open: number): string[] {
  const close = r.closes[open] as number;
  useAll(r, open, close);
  return partsOf(r, open + 1, close).map(([at]) => tokenAt(r, at).text);
}

function readCte(r: Reading, from: number, to: number, scope: Scope): number {
  const name = tokenAt(r, from).text;
  r.used[from] = true;
  let i = from + 1;
  const listed = wordAt(r, i) === '(' ? namesIn(r, i) : [];
  if (wordAt(r, i) === '(') i = after(r, i);
  if (wordAt(r, i) !== 'AS' || wordAt(r, i + 1) !== '(' || i >= to) {
    giveUp(r, 'a WITH is written in a way that is not known');
    return to;
  }
  const close = r.closes[i + 1] as number;
  // Its first block says what a recursive one is made of; before that, nothing of it is known.
  const first = find(r, i + 2, close, (at) => isSetOperation(r, at));
  if (wordAt(r, from - 1) === 'RECURSIVE' || first < close) {
    scope.ctes?.set(name, renamed([], listed));
    scope.ctes?.set(name, renamed(readQuery(r, i + 2, first, scope).columns, listed));
  }
  const columns = renamed(readQuery(r, i + 2, close, scope).columns, listed);
  scope.ctes?.set(name, columns);
  return close + 1;
}

/** Notes what a query reads; `outer`: what it may refer to beyond its own FROM. */
export function readQuery(r: Reading, from: number, to: number, outer: Scope | null): Query {
  let scope = outer;
  let i = from;
  if (wordAt(r, i) === 'WITH') ({ next: i, scope } = readWith(r, i, to, outer));
  let columns: Column[] | null = null;
  let last: Query = { columns: [], sources: [] };
  for (;;) {
    const end = find(r, i, to, (at) => isSetOperation(r, at));
    last = readBlock(r, i, end, scope);
    columns = columns === null ? last.columns : joined(columns, last.columns);
    if (end >= to) return { columns, sources: last.sources };
    i = /^(?:ALL|DISTINCT)$/.test(wordAt(r, end + 1)) ? end + 2 : end + 1;
  }
}

/** The columns of a set operation are named by its first block, and are made of all. */
const joined = (first: Column[], second: Column[]): Column[] =>
  first.map((column, at) => ({ ...column, bases: [...column.bases, ...(second[at]?.bases ?? [])] }));

function readBlock(r: Reading, from: number, to: number, outer: Scope | null): Query {
  const word = wordAt(r, from);
  if (word === 'SELECT') return readSelect(r, from, to, outer);
  if (word === 'WITH') return readQuery(r, from, to, outer);
  if (word === '(') {
    const close = r.closes[from] as number;
    const query = readQuery(r, from + 1, close, outer);
    const tail = { sources: query.sources, outer };
    for (const clause of clausesOf(r, close + 1, to)) if (clause.name !== 'INTO') readClause(r, clause, tail);
    return query;
  }
  if (word === 'VALUES') readExpression(r, from + 1, to, outer);
  else if (word === 'TABLE') {
    const { source, next } = sourceOf(r, from + 1, to, outer);
    for (const column of source.columns) noteReads(r, column, false);
    readExpression(r, next, to, { sources: [source], outer });
    return { columns: source.columns, sources: [source] };
  } else giveUp(r, 'a query begins in a way that is not known');
  return { columns: [], sources: [] };
}

function readClause(r: Reading, { from, to }: Clause, scope: Scope): void {
  readExpression(r, from, to, scope);
}

function readSelect(r: Reading, from: number, to: number, outer: Scope | null): Query {
  const [list, ...clauses] = clausesOf(r, from + 1, to);
  const tables = clauses.find(({ name }) => name === 'FROM');
  const sources = tables ? readTables(r, tables.from, tables.to, outer) : [];
  const scope: Scope = { sources, outer };
  const aliases = new Set<string>();
  const columns = list ? readList(r, list.from, list.to, scope, aliases) : [];
  for (const clause of clauses) {
    if (clause.name === 'FROM') continue;
    if (clause.name === 'INTO') useAll(r, clause.from, clause.to);
    else if (clause.name === 'ORDER') readOrder(r, clause, scope, aliases);
    else readClause(r, clause, scope);
  }
  return { columns, sources };
}

/** In ORDER BY a name that is an alias of the list means that, not a column. */
function readOrder(r: Reading, { from, to }: Clause, scope: Scope, aliases: ReadonlySet<string>): void {
  for (const [start, end] of partsOf(r, from, to)) {
    const direction = /^(?:ASC|DESC)$/.test(wordAt(r, end - 1)) ? 1 : 0;
    const isAlias = end - start - direction === 1 && aliases.has(foldName(tokenAt(r, start).text));
    if (isAlias) r.used[start] = true;
    else readExpression(r, start, end, scope);
  }
}

/** What a select list or RETURNING gives. */
export function readList(r: Reading, from: number, to: number, scope: Scope, aliases: Set<string>): Column[] {
  let start = from;
  while (start < to && OPTIONS.test(wordAt(r, start))) start++;
  return partsOf(r, start, to).flatMap(([first, end]) => readItem(r, first, end, scope, aliases));
}

const starred = (sources: Source[]): Column[] => sources.flatMap(({ columns }) => columns);

function readItem(r: Reading, from: number, to: number, scope: Scope, aliases: Set<string>): Column[] {
  const path = pathAt(r, from, to);
  if (wordAt(r, from) === '*') {
    for (const { columns } of scope.sources) for (const column of columns) noteReads(r, column, false);
    return starred(scope.sources);
  }
  if (path.star && path.next === to) return starred(touchStar(r, path, scope));
  const alias = aliasOf(r, from, to);
  const end = alias === null ? to : alias;
  readExpression(r, from, end, scope);
  if (alias !== null) {
    r.used[to - 1] = true;
    aliases.add(foldName(tokenAt(r, to - 1).text));
  }
  const plain = path.next === end && mayName(r, from);
  const named = alias !== null ? to - 1 : (path.parts.at(-1) as number);
  const targets = plain ? targetsOf(r, path.parts, scope) : [];
  return namesAt(r, named).map((folded) => ({ folded, bases: [], targets }));
}

/** What an update through a view would write by this column. */
function targetsOf(r: Reading, parts: number[], scope: Scope): string[] {
  const names = namesAt(r, parts.at(-1) as number);
  return scope.sources.flatMap(({ columns }) =>
    columns.filter(({ folded }) => names.includes(folded)).flatMap(({ targets }) => targets),
  );
}

/** Where the alias of an item begins (`AS x`, `x`); null: it has none, or nobody can tell, and the word is read as a column. */
function aliasOf(r: Reading, from: number, to: number): number | null {
  const last = to - 1;
  if (last <= from) return null;
  if (wordAt(r, last - 1) === 'AS') return last - 1;
  const { kind } = tokenAt(r, last);
  if (kind === 'op' || kind === 'value' || !mayName(r, last)) return null;
  const before = tokenAt(r, last - 1);
  const ends =
    /^(?:name|value|double)$/.test(before.kind) || /^(?:\)|END|NULL|TRUE|FALSE)$/.test(before.upper);
  const begins = last - 1 === from || tokenAt(r, last - 2).kind === 'op';
  const word = before.kind === 'word' && mayName(r, last - 1) && begins;
  return ends || word ? last : null;
}
