/** INSERT, REPLACE, UPDATE, DELETE, LOAD DATA: what is on a left side is written, the rest is read. */
import { fireTriggers } from './bodies.ts';
import { readExpression } from './expression.ts';
import { readTables, sourceOf } from './from.ts';
import { findSources, touchPath } from './lookup.ts';
import { readList, readQuery } from './query.ts';
import {
  after,
  find,
  giveUp,
  namesAt,
  noteWrites,
  partsOf,
  pathAt,
  type Reading,
  type Scope,
  type Source,
  tokenAt,
  useAll,
  wordAt,
} from './reading.ts';
import { type MysqlTable, tableName } from './schema.ts';

type Event = 'insert' | 'update' | 'delete';

const isOption = (word: string): boolean =>
  /^(?:LOW_PRIORITY|HIGH_PRIORITY|DELAYED|IGNORE|QUICK|HISTORY|CONCURRENT|LOCAL)$/.test(word);

function skipOptions(r: Reading, from: number): number {
  let i = from;
  while (isOption(wordAt(r, i))) i++;
  return i;
}

/** The tables that writing a source writes. */
const tablesOf = (source: Source): MysqlTable[] => [...source.tables, ...(source.view?.tables ?? [])];

function beginWrite(r: Reading, source: Source, events: Event[]): void {
  for (const table of tablesOf(source)) {
    r.access.relations.writes.add(tableName(table));
    for (const event of events) fireTriggers(r, table, event);
  }
  if (source.view) r.access.relations.writes.add(source.view.name);
}

/** A left side. Where it is a view's column that is no column of a table, all that the view reads may be written. */
function writeName(r: Reading, from: number, to: number, sources: Source[]): void {
  const path = pathAt(r, from, to);
  touchPath(r, path, { sources, outer: null }, 'writes');
  const names = namesAt(r, path.parts.at(-1) as number);
  for (const { view, columns } of sources)
    if (view && columns.some(({ folded, targets }) => names.includes(folded) && targets.length === 0))
      for (const column of view.writes) r.access.unresolved.add(column);
}

function writeAll(r: Reading, source: Source): void {
  for (const column of source.columns) noteWrites(r, column, false);
  if (source.view && source.columns.some(({ targets }) => targets.length === 0))
    for (const column of source.view.writes) r.access.unresolved.add(column);
}

/** `a = 1, b = c + 1`: left sides and right sides. */
export function readAssignments(r: Reading, from: number, to: number, targets: Source[], scope: Scope): void {
  for (const [start, end] of partsOf(r, from, to)) {
    const equals = find(r, start, end, (i) => /^:?=$/.test(wordAt(r, i)));
    if (equals === end) giveUp(r, 'an assignment is written in a way that is not known');
    if (tokenAt(r, start).kind !== 'value') writeName(r, start, equals, targets);
    readExpression(r, equals + 1, end, scope);
  }
}

const isQuery = (r: Reading, i: number): boolean =>
  /^(?:SELECT|WITH|TABLE)$/.test(wordAt(r, i)) ||
  (wordAt(r, i) === '(' && /^(?:SELECT|WITH|TABLE|\()$/.test(wordAt(r, i + 1)));

function readReturning(r: Reading, from: number, to: number, scope: Scope): void {
  if (from < to) readList(r, from + 1, to, scope, new Set());
}

const returningAt = (r: Reading, from: number, to: number): number =>
  find(
    r,
    from,
    to,
    (i) => wordAt(r, i) === 'RETURNING' && tokenAt(r, i).kind === 'word' && wordAt(r, i - 1) !== ',',
  );

/** INSERT and REPLACE. */
export function readInsert(r: Reading, from: number, to: number, outer: Scope | null): void {
  const replaces = wordAt(r, from) === 'REPLACE';
  let i = skipOptions(r, from + 1);
  if (wordAt(r, i) === 'INTO') i++;
  const path = pathAt(r, i, to);
  const duplicate = find(r, i, to, (at) => wordAt(r, at) === 'ON' && wordAt(r, at + 1) === 'DUPLICATE');
  const returning = returningAt(r, path.next, to);
  const { source, next } = sourceOf(
    r,
    i,
    isQuery(r, path.next) || wordAt(r, path.next) === 'VALUES' ? path.next : to,
    outer,
  );
  beginWrite(r, source, [
    'insert',
    ...(replaces ? (['delete'] as const) : []),
    ...(duplicate < to ? (['update'] as const) : []),
  ]);
  i = readTargets(r, next, to, source);
  const end = Math.min(duplicate, returning);
  const read = readInserted(r, i, end, source, outer);
  const scope = { sources: [source, ...read], outer };
  if (duplicate < to)
    readAssignments(r, duplicate + 4, duplicate < returning ? returning : to, [source], scope);
  readReturning(r, returning, returning < duplicate ? duplicate : to, { sources: [source], outer });
}

/** The list of columns, where there is one; without it all are written. */
function readTargets(r: Reading, from: number, to: number, source: Source): number {
  if (wordAt(r, from) === 'SET') return from;
  if (wordAt(r, from) !== '(' || isQuery(r, from)) {
    writeAll(r, source);
    return from;
  }
  const close = r.closes[from] as number;
  for (const [start, end] of partsOf(r, from + 1, close)) writeName(r, start, end, [source]);
  // `()` writes what each column has by default: none is named, all are there.
  if (close === from + 1) writeAll(r, source);
  return Math.min(close + 1, to);
}

/** Rows, assignments or a query; gives the sources of the query. `AS new (a, b)` names the row for what follows. */
function readInserted(r: Reading, from: number, to: number, source: Source, outer: Scope | null): Source[] {
  const scope = { sources: [source], outer };
  const word = wordAt(r, from);
  if (isQuery(r, from)) return readQuery(r, from, to, outer).sources;
  const row = find(r, from, to, (i) => wordAt(r, i) === 'AS');
  const named = row < to ? nameRow(r, row, source) : [];
  if (word === 'SET') readAssignments(r, from + 1, row, [source], scope);
  else if (word === 'VALUES' || word === 'VALUE') {
    r.used[from] = true;
    readExpression(r, from + 1, row, scope);
  } else giveUp(r, 'an INSERT is written in a way that is not known');
  return named;
}

function nameRow(r: Reading, as: number, { columns }: Source): Source[] {
  useAll(r, as, as + 2);
  const label = tokenAt(r, as + 1).text;
  const row: Source = { labels: [label], columns, tables: [] };
  if (wordAt(r, as + 2) !== '(') return [row];
  const close = r.closes[as + 2] as number;
  useAll(r, as + 2, close);
  // Which column of the list each of them stands for was noted as written; whatever is read of the row is read of that.
  return [{ ...row, columns: [] }];
}

export function readUpdate(r: Reading, from: number, to: number, outer: Scope | null): void {
  const set = find(r, from, to, (i) => wordAt(r, i) === 'SET' && wordAt(r, i - 1) !== 'CHARACTER');
  const sources = readTables(r, skipOptions(r, from + 1), set, outer);
  if (set === to) giveUp(r, 'an UPDATE without SET');
  const end = find(r, set, to, (i) => /^(?:WHERE|ORDER|LIMIT|RETURNING)$/.test(wordAt(r, i)));
  const scope = { sources, outer };
  const before = new Set(r.access.writes.keys());
  readAssignments(r, set + 1, end, sources, scope);
  const returning = returningAt(r, end, to);
  readExpression(r, end, returning, scope);
  readReturning(r, returning, to, scope);
  const written = sources.filter((source) => sources.length === 1 || mayWrite(r, source, before));
  for (const source of written) beginWrite(r, source, ['update']);
}

/** Whether one of its columns was written by this statement; nobody knows where they were written before. */
const mayWrite = (r: Reading, source: Source, before: Set<string>): boolean =>
  source.view !== undefined ||
  source.columns.some(({ targets }) =>
    targets.some((target) => r.access.writes.has(target) || before.has(target)),
  );

/** `DELETE FROM t WHERE`, `DELETE a, b FROM t a JOIN …`, `DELETE FROM a, b USING …`. */
export function readDelete(r: Reading, from: number, to: number, outer: Scope | null): void {
  const i = skipOptions(r, from + 1);
  const direct = wordAt(r, i) === 'FROM';
  const list = direct ? i + 1 : i;
  const listEnd = endOfTargets(r, list, to);
  const several = !direct || wordAt(r, listEnd) === 'USING';
  const tables = several ? listEnd + 1 : list;
  const returning = returningAt(r, tables, to);
  const end = find(r, tables, returning, (at) => /^(?:WHERE|ORDER|LIMIT)$/.test(wordAt(r, at)));
  const sources = readTables(r, tables, end, outer);
  const scope = { sources, outer };
  const targets = several ? targetsIn(r, list, listEnd, sources) : sources;
  for (const source of targets) beginWrite(r, source, ['delete']);
  readExpression(r, end, returning, scope);
  readReturning(r, returning, to, scope);
}

const endOfTargets = (r: Reading, from: number, to: number): number =>
  find(
    r,
    from,
    to,
    (i) => /^(?:FROM|USING|WHERE|ORDER|LIMIT)$/.test(wordAt(r, i)) && tokenAt(r, i).kind === 'word',
  );

function targetsIn(r: Reading, from: number, to: number, sources: Source[]): Source[] {
  return partsOf(r, from, to).flatMap(([start, end]) => {
    const { parts } = pathAt(r, start, end);
    useAll(r, start, end);
    const found = findSources(r, { sources, outer: null }, parts.at(-1) as number);
    // Which one it deletes from is not clear: any of them.
    return found.length > 0 ? found : sources;
  });
}

/** LOAD DATA … INTO TABLE t … (a, @b) SET c = … */
export function readLoad(r: Reading, from: number, to: number): void {
  const into = find(r, from, to, (i) => wordAt(r, i) === 'TABLE' && wordAt(r, i - 1) === 'INTO');
  if (into === to) {
    giveUp(r, 'a LOAD without a table');
    return;
  }
  const replaces = find(r, from, into, (i) => wordAt(r, i) === 'REPLACE') < into;
  const { parts, next } = pathAt(r, into + 1, to);
  const { source } = sourceOf(r, into + 1, (parts.at(-1) as number) + 1, null);
  beginWrite(r, source, replaces ? ['insert', 'delete'] : ['insert']);
  const set = find(
    r,
    next,
    to,
    (i) => wordAt(r, i) === 'SET' && !/^(?:CHARACTER|CHAR)$/.test(wordAt(r, i - 1)),
  );
  const open = find(r, next, set, (i) => wordAt(r, i) === '(' && wordAt(r, i - 1) !== 'PARTITION');
  useAll(r, next, open);
  if (open === set) writeAll(r, source);
  else
    for (const [start, end] of partsOf(r, open + 1, r.closes[open] as number))
      writeListed(r, start, end, source);
  if (open < set) useAll(r, after(r, open), set);
  readAssignments(r, set + 1, to, [source], { sources: [source], outer: null });
}

function writeListed(r: Reading, start: number, end: number, source: Source): void {
  if (tokenAt(r, start).kind !== 'value') writeName(r, start, end, [source]);
}
