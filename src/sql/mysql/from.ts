/** What stands after FROM (and UPDATE): tables, joins, subqueries; each table that is mentioned becomes a source. */
import { callFunction, readView } from './bodies.ts';
import { readExpression } from './expression.ts';
import { foldName } from './fold.ts';
import { findColumns } from './lookup.ts';
import { namesIn, readQuery } from './query.ts';
import {
  after,
  type Column,
  columnsOfTable,
  find,
  giveUp,
  mayName,
  namesAt,
  noteReads,
  pathAt,
  type Reading,
  type Scope,
  type Source,
  tokenAt,
  useAll,
  wordAt,
} from './reading.ts';
import { tableName } from './schema.ts';

/** Their tables show the server, not the data. */
const SYSTEM = new Set(['information_schema', 'performance_schema', 'mysql', 'sys']);

interface Factor {
  sources: Source[];
  next: number;
}

/** Sources of a name: a WITH's, a table's, a view's. Unknown ones may be anything. */
export function resolveSource(r: Reading, parts: number[], scope: Scope | null): Source {
  const last = parts.at(-1) as number;
  const { text } = tokenAt(r, last);
  const source: Source = { labels: [text], columns: [], tables: [] };
  for (const part of parts) r.used[part] = true;
  const qualifier = parts.length > 1 ? tokenAt(r, parts[0] as number).text : null;
  if (qualifier === null) {
    const found = cteOf(scope, text);
    if (found) source.columns.push(...found.columns);
    if (found?.exact) return source;
    // A temporary table may hide another one, if making it did not fail: both are meant.
    const hidden = found !== null || r.temporary.has(foldName(text));
    if (addObjects(r, source, r.database, last) || hidden) return source;
  } else if (SYSTEM.has(foldName(qualifier)) || addObjects(r, source, qualifier, last)) return source;
  if (qualifier === null && SYSTEM.has(foldName(r.database))) return source;
  giveUp(r, `${qualifier === null ? '' : `${qualifier}.`}${text} is not in the schema`);
  return source;
}

function cteOf(scope: Scope | null, name: string): { columns: Column[]; exact: boolean } | null {
  for (let at = scope; at; at = at.outer) {
    const columns = at.ctes?.get(name);
    if (columns) return { columns, exact: true };
  }
  const folded = foldName(name);
  for (let at = scope; at; at = at.outer)
    for (const [known, columns] of at.ctes ?? [])
      if (foldName(known) === folded) return { columns, exact: false };
  return null;
}

function addObjects(r: Reading, source: Source, database: string, name: number): boolean {
  const names = namesAt(r, name);
  const tables = r.index.tables(database, names);
  for (const table of tables) {
    r.mentioned.add(table);
    r.access.relations.reads.add(tableName(table));
    source.tables.push(table);
    if (table.incomplete) giveUp(r, `the columns of ${tableName(table)} are not all known`);
    source.columns.push(...columnsOfTable(table));
  }
  const views = r.index.views(database, names);
  for (const view of views) readView(r, view, source);
  return tables.length + views.length > 0;
}

/** Where a query in parentheses is a table, and not a join in parentheses: `((SELECT 1) UNION …)`, `((SELECT 1) a JOIN b)`. */
function holdsQuery(r: Reading, open: number): boolean {
  const word = wordAt(r, open + 1);
  if (/^(?:SELECT|WITH|VALUES|TABLE)$/.test(word)) return true;
  if (word !== '(' || !holdsQuery(r, open + 1)) return false;
  return /^(?:UNION|EXCEPT|INTERSECT|MINUS|ORDER|LIMIT|\))$/.test(wordAt(r, after(r, open + 1)));
}

/** Where a condition, or what else stands after a table, ends. */
function joinAt(r: Reading, i: number): boolean {
  const word = wordAt(r, i);
  if (word === 'LEFT' || word === 'RIGHT') return wordAt(r, i + 1) !== '(';
  return /^(?:,|\}|JOIN|INNER|CROSS|NATURAL|STRAIGHT_JOIN|ON|USING)$/.test(word);
}

/** The table named there, with what may follow: partitions, a point in time, an alias, hints. */
export function sourceOf(
  r: Reading,
  from: number,
  to: number,
  scope: Scope | null,
): { source: Source; next: number } {
  const path = pathAt(r, from, to);
  const source = resolveSource(r, path.parts, scope);
  // `DELETE t.* FROM t`.
  return { source, next: readTail(r, path.next, to, source, scope) };
}

function readTail(r: Reading, from: number, to: number, source: Source, scope: Scope | null): number {
  let i = from;
  if (wordAt(r, i) === 'PARTITION' && wordAt(r, i + 1) === '(') i = skip(r, i, after(r, i + 1));
  if (wordAt(r, i) === 'FOR' && /^(?:SYSTEM_TIME|PORTION)$/.test(wordAt(r, i + 1)))
    i = readPeriod(r, i, to, source, scope);
  i = readAlias(r, i, to, source);
  while (/^(?:USE|IGNORE|FORCE)$/.test(wordAt(r, i)) && /^(?:INDEX|KEY)$/.test(wordAt(r, i + 1)) && i < to) {
    const open = find(r, i, to, (at) => wordAt(r, at) === '(');
    i = skip(r, i, after(r, open));
    if (wordAt(r, i) === ',' && /^(?:USE|IGNORE|FORCE)$/.test(wordAt(r, i + 1))) i++;
  }
  return Math.min(i, to);
}

function skip(r: Reading, from: number, to: number): number {
  useAll(r, from, to);
  return to;
}

/** Its end cannot be told from an alias: what may be one is taken as one, and as a column too. */
function readPeriod(r: Reading, from: number, to: number, source: Source, scope: Scope | null): number {
  const end = find(r, from, to, (i) => joinAt(r, i) || wordAt(r, i) === 'SET');
  useAll(r, from, from + 3);
  readExpression(r, from + 2, end, { sources: [source], outer: scope });
  if (mayName(r, end - 1)) source.labels.push(tokenAt(r, end - 1).text);
  return end;
}

function readAlias(r: Reading, from: number, to: number, source: Source): number {
  const as = wordAt(r, from) === 'AS' ? 1 : 0;
  const at = from + as;
  if (at >= to || !(mayName(r, at) || (as === 1 && tokenAt(r, at).kind === 'value'))) return at;
  source.labels = [tokenAt(r, at).text];
  useAll(r, from, at + 1);
  if (wordAt(r, at + 1) !== '(' || at + 1 >= to) return at + 1;
  const names = namesIn(r, at + 1);
  source.columns = source.columns.map((column, i) => ({
    ...column,
    folded: foldName(names[i] ?? column.folded),
  }));
  return after(r, at + 1);
}

function readDerived(r: Reading, open: number, to: number, outer: Scope | null): Factor {
  const close = r.closes[open] as number;
  const { columns } = readQuery(r, open + 1, close, outer);
  const source: Source = { labels: [], columns, tables: [] };
  return { sources: [source], next: readAlias(r, close + 1, to, source) };
}

/** JSON_TABLE(value, path COLUMNS (…)): its own columns hide behind its alias. */
function readTableFunction(r: Reading, from: number, to: number, scope: Scope): Factor {
  const path = pathAt(r, from, to);
  const close = r.closes[path.next] as number;
  const isJson = wordAt(r, from) === 'JSON_TABLE';
  const columns = isJson ? find(r, path.next + 1, close, (i) => wordAt(r, i) === 'COLUMNS') : close;
  if (!isJson) callFunction(r, path.parts);
  useAll(r, from, path.next);
  useAll(r, columns, close);
  readExpression(r, path.next + 1, columns, scope);
  const source: Source = { labels: [], columns: [], tables: [] };
  return { sources: [source], next: readAlias(r, close + 1, to, source) };
}

class TableReader {
  readonly all: Source[] = [];
  private group: Source[] = [];
  /** Joins whose condition has not come yet: with more than one nobody knows which tables it may refer to. */
  private pending = 0;
  private natural = false;
  private readonly r: Reading;
  private readonly to: number;
  private readonly outer: Scope | null;
  private readonly before: Source[];

  constructor(r: Reading, to: number, outer: Scope | null, before: Source[]) {
    this.r = r;
    this.to = to;
    this.outer = outer;
    this.before = before;
  }

  read(from: number): Source[] {
    let i = from;
    while (i < this.to) {
      const factor = this.factor(i);
      this.group.push(...factor.sources);
      this.all.push(...factor.sources);
      i = this.joins(factor.next);
    }
    if (this.natural) this.readCommon();
    return this.all;
  }

  private siblings(): Scope {
    return { sources: [...this.before, ...this.all], outer: this.outer };
  }

  private factor(from: number): Factor {
    const { r, to } = this;
    let i = from;
    if (wordAt(r, i) === '{') i += 2;
    if (wordAt(r, i) === 'LATERAL') return readDerived(r, i + 1, to, this.siblings());
    if (wordAt(r, i) === '(') {
      if (holdsQuery(r, i)) return readDerived(r, i, to, this.outer);
      const inner = new TableReader(r, r.closes[i] as number, this.outer, [...this.before, ...this.all]);
      return { sources: inner.read(i + 1), next: after(r, i) };
    }
    if (wordAt(r, i) === 'DUAL') return { sources: [], next: i + 1 };
    if (!mayName(r, i)) return this.fail();
    const { next } = pathAt(r, i, to);
    if (wordAt(r, next) === '(' && next < to) return readTableFunction(r, i, to, this.siblings());
    const { source, next: end } = sourceOf(r, i, to, this.outer);
    return { sources: [source], next: end };
  }

  private fail(): Factor {
    giveUp(this.r, 'its tables are written in a way that is not known');
    return { sources: [], next: this.to };
  }

  /** From behind a table to the next one. */
  private joins(from: number): number {
    const { r, to } = this;
    let i = from;
    while (i < to) {
      const word = wordAt(r, i);
      if (word === ',') {
        this.group = [];
        this.pending = 0;
        return i + 1;
      }
      if (word === 'ON') i = this.condition(i + 1);
      else if (word === 'USING') i = this.using(i + 1);
      else if (word === 'JOIN' || word === 'STRAIGHT_JOIN') {
        this.pending++;
        return i + 1;
      } else if (/^(?:NATURAL|INNER|CROSS|LEFT|RIGHT|OUTER|FULL|\})$/.test(word)) {
        if (word === 'NATURAL') this.natural = true;
        i++;
      } else return this.fail().next;
    }
    return i;
  }

  private condition(from: number): number {
    const end = find(this.r, from, this.to, (i) => joinAt(this.r, i));
    const scope = { sources: [...this.group], outer: this.outer, unsure: this.pending !== 1 };
    readExpression(this.r, from, end, scope);
    this.pending--;
    return end;
  }

  private using(open: number): number {
    const { r } = this;
    const close = r.closes[open] ?? -1;
    if (close < 0) return this.fail().next;
    for (let i = open + 1; i < close; i++) {
      const columns = findColumns({ sources: this.group, outer: null }, namesAt(r, i));
      for (const column of columns) noteReads(r, column, true);
      r.used[i] = true;
    }
    this.pending--;
    return close + 1;
  }

  /** NATURAL: the columns that two of them have in common. */
  private readCommon(): void {
    const counts = new Map<string, number>();
    for (const { columns } of this.all)
      for (const name of new Set(columns.map(({ folded }) => folded)))
        counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const { columns } of this.all)
      for (const column of columns)
        if ((counts.get(column.folded) ?? 0) > 1) noteReads(this.r, column, false);
  }
}

/** The sources between two tokens; conditions are read on the way. */
export function readTables(r: Reading, from: number, to: number, outer: Scope | null): Source[] {
  return new TableReader(r, to, outer, []).read(from);
}
