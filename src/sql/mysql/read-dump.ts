/**
 * The schema that a dump makes: `mysqldump --no-data --routines --triggers`, or plain DDL. Only what tells columns is read:
 * CREATE TABLE, VIEW, PROCEDURE, FUNCTION, TRIGGER, ALTER TABLE … ADD/DROP/RENAME/CHANGE COLUMN, DROP, RENAME TABLE, USE.
 */
import { foldName } from './fold.ts';
import { RESERVED } from './reserved-words.ts';
import { emptyMysqlSchema, type MysqlRoutine, type MysqlSchema, type MysqlTable } from './schema.ts';
import { splitStatements } from './split.ts';
import { type Token, tokensOf } from './tokens.ts';

export interface DumpProblem {
  line: number;
  message: string;
}

/** What begins a part of CREATE TABLE that is no column. */
const NO_COLUMN = /^(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL|PERIOD|LIKE)$/;

class DumpReader {
  readonly schema: MysqlSchema;
  readonly problems: DumpProblem[] = [];
  private database = '';
  private text = '';
  private tokens: Token[] = [];
  private closes: number[] = [];

  constructor(database: string | null) {
    this.schema = emptyMysqlSchema(database);
  }

  /** One statement. What it says of nothing that is known here is left out; what cannot be read is a problem. */
  take(text: string, line: number): void {
    const { tokens, closes, problem } = tokensOf(text);
    if (problem !== null) {
      this.problems.push({ line, message: problem });
      return;
    }
    Object.assign(this, { text, tokens, closes });
    const first = this.word(0);
    if (first === 'USE') this.useDatabase(this.name(1));
    else if (first === 'CREATE') this.create(line);
    else if (first === 'ALTER' && this.word(1) === 'TABLE') this.alter(line);
    else if (first === 'DROP') this.drop();
    else if (first === 'RENAME' && this.word(1) === 'TABLE') this.rename();
  }

  private word = (i: number): string => this.tokens[i]?.upper ?? '';
  private name = (i: number): string => this.tokens[i]?.text ?? '';

  /** The first database that is used is the one that names leave out, unless it is known which one that is. */
  private useDatabase(name: string): void {
    this.schema.database ??= name;
    this.database = this.databaseOf(name);
  }

  private databaseOf(name: string): string {
    return this.schema.database !== null && foldName(name) === foldName(this.schema.database) ? '' : name;
  }

  /** A name with its database, and where reading goes on. */
  private named(from: number): { database: string; name: string; next: number } {
    let i = from;
    if (this.word(i) === 'IF') i += this.word(i + 1) === 'NOT' ? 3 : 2;
    if (this.word(i + 1) !== '.') return { database: this.database, name: this.name(i), next: i + 1 };
    return { database: this.databaseOf(this.name(i)), name: this.name(i + 2), next: i + 3 };
  }

  private create(line: number): void {
    const what = this.tokens.findIndex(({ upper }) =>
      /^(?:TABLE|VIEW|PROCEDURE|FUNCTION|TRIGGER)$/.test(upper),
    );
    const word = this.word(what);
    if (what < 0 || this.word(1) === 'DATABASE' || this.word(1) === 'SCHEMA') return;
    if (this.word(what - 1) === 'TEMPORARY') return;
    if (word === 'TABLE') this.createTable(what + 1, line);
    else if (word === 'VIEW') this.createView(what + 1);
    else if (word === 'TRIGGER') this.createTrigger(what + 1, line);
    else this.createRoutine(what + 1, word === 'FUNCTION' ? 'function' : 'procedure');
  }

  private createTable(at: number, line: number): void {
    const { database, name, next } = this.named(at);
    this.forget(database, name);
    const like = this.word(next) === 'LIKE' ? next + 1 : this.word(next + 1) === 'LIKE' ? next + 2 : null;
    const columns = like === null ? this.columnsIn(next) : [...(this.find(this.named(like))?.columns ?? [])];
    const selects = this.tokens.slice(next).some(({ upper, kind }) => kind === 'word' && upper === 'SELECT');
    const incomplete = columns.length === 0 || selects;
    if (incomplete)
      this.problems.push({ line, message: `the columns of ${name} cannot be told from its CREATE TABLE` });
    this.schema.tables.push({ database, name, columns, ...(incomplete && { incomplete }) });
  }

  private columnsIn(open: number): string[] {
    if (this.word(open) !== '(') return [];
    const close = this.closes[open] as number;
    const columns: string[] = [];
    for (let i = open + 1, begins = true; i < close; ) {
      if (begins && !(this.tokens[i]?.kind === 'word' && NO_COLUMN.test(this.word(i))))
        columns.push(this.name(i));
      begins = this.word(i) === ',';
      i = this.word(i) === '(' ? (this.closes[i] as number) + 1 : i + 1;
    }
    return columns;
  }

  private createView(at: number): void {
    const { database, name, next } = this.named(at);
    const as = this.tokens.findIndex(({ upper }, i) => i >= next && upper === 'AS');
    const columns =
      this.word(next) === '('
        ? this.tokens.slice(next + 1, this.closes[next]).filter(({ kind }) => kind !== 'op')
        : null;
    // mysqldump first makes a view of literals, so that others can name it: the real one comes later.
    this.forget(database, name);
    const query = as < 0 ? null : this.text.slice(this.tokens[as + 1]?.start).replace(/\*\/\s*$/, '');
    this.schema.views.push({
      database,
      name,
      query: query?.replace(/\s+with\s+(?:(?:local|cascaded)\s+)?check\s+option\s*$/i, '') ?? null,
      columns: columns?.map(({ text }) => text) ?? null,
    });
  }

  private createRoutine(at: number, kind: MysqlRoutine['kind']): void {
    const { database, name, next } = this.named(at);
    if (this.word(next) !== '(') return;
    const close = this.closes[next] as number;
    const parameters = this.parametersIn(next + 1, close);
    const { routines } = this.schema;
    this.schema.routines = routines.filter(
      (one) => one.kind !== kind || one.name !== name || one.database !== database,
    );
    const body = this.bodyFrom(close + 1);
    this.schema.routines.push({ database, name, kind, parameters, body });
  }

  /** `IN a int, OUT b varchar(10)`. */
  private parametersIn(from: number, to: number): string[] {
    const names: string[] = [];
    for (let i = from, begins = true; i < to; ) {
      if (begins) names.push(this.name(/^(?:IN|OUT|INOUT)$/.test(this.word(i)) ? i + 1 : i));
      begins = this.word(i) === ',';
      i = this.word(i) === '(' ? (this.closes[i] as number) + 1 : i + 1;
    }
    return names;
  }

  /** Past RETURNS and the characteristics. */
  private bodyFrom(from: number): string | null {
    const begins =
      /^(?:BEGIN|RETURN|SELECT|INSERT|UPDATE|DELETE|REPLACE|CALL|SET|IF|CASE|WHILE|REPEAT|LOOP|DO|WITH)$/;
    const at = this.tokens.findIndex(({ upper, kind }, i) => {
      if (i < from || kind !== 'word' || !begins.test(upper)) return false;
      // `RETURNS char(1) CHARACTER SET utf8`, `RETURNS set('a')`.
      return !(
        upper === 'SET' &&
        (/^(?:CHARACTER|RETURNS)$/.test(this.word(i - 1)) || this.word(i + 1) === '(')
      );
    });
    return at < 0 ? null : this.text.slice(this.tokens[at]?.start);
  }

  private createTrigger(at: number, line: number): void {
    const { database, name, next } = this.named(at);
    const event = this.word(next + 1).toLowerCase();
    const on = this.tokens.findIndex(({ upper }, i) => i > next && upper === 'ON');
    const row = this.tokens.findIndex(({ upper }, i) => i > on && upper === 'ROW');
    if (on < 0 || row < 0 || !/^(?:insert|update|delete)$/.test(event)) {
      this.problems.push({ line, message: `the trigger ${name} cannot be read` });
      return;
    }
    const table = this.named(on + 1);
    const order = /^(?:FOLLOWS|PRECEDES)$/.test(this.word(row + 1)) ? row + 3 : row + 1;
    const body = this.text.slice(this.tokens[order]?.start);
    const kind = event as 'insert' | 'update' | 'delete';
    this.schema.triggers.push({
      database: database || table.database,
      name,
      table: table.name,
      event: kind,
      body,
    });
  }

  private find({ database, name }: { database: string; name: string }): MysqlTable | undefined {
    return this.schema.tables.find(
      (table) => table.database === database && foldName(table.name) === foldName(name),
    );
  }

  private forget(database: string, name: string): void {
    const other = (one: { database: string; name: string }): boolean =>
      one.database !== database || foldName(one.name) !== foldName(name);
    this.schema.tables = this.schema.tables.filter(other);
    this.schema.views = this.schema.views.filter(other);
  }

  private drop(): void {
    const what = this.word(1);
    if (what !== 'TABLE' && what !== 'VIEW') return;
    for (let i = 2; i < this.tokens.length; ) {
      const { database, name, next } = this.named(i);
      this.forget(database, name);
      i = this.word(next) === ',' ? next + 1 : this.tokens.length;
    }
  }

  private rename(): void {
    for (let i = 2; i < this.tokens.length; ) {
      const from = this.named(i);
      const to = this.named(from.next + 1);
      const table = this.find(from);
      if (table) Object.assign(table, { database: to.database, name: to.name });
      i = to.next + 1;
    }
  }

  /** Its parts one by one; of a part that may be about columns and is not understood, a problem. */
  private alter(line: number): void {
    const { next, ...name } = this.named(2);
    const table = this.find(name);
    if (!table) return;
    for (let i = next; i < this.tokens.length; i++) {
      this.alterPart(table, i, line);
      while (i < this.tokens.length && this.word(i) !== ',')
        i = this.word(i) === '(' ? (this.closes[i] as number) + 1 : i + 1;
    }
  }

  private alterPart(table: MysqlTable, from: number, line: number): void {
    const word = this.word(from);
    let i = this.word(from + 1) === 'COLUMN' ? from + 2 : from + 1;
    if (this.word(i) === 'IF') i += this.word(i + 1) === 'NOT' ? 3 : 2;
    const isKey =
      this.tokens[i]?.kind === 'word' && (NO_COLUMN.test(this.word(i)) || RESERVED.has(this.word(i)));
    const place = (name: string): number =>
      table.columns.findIndex((column) => foldName(column) === foldName(name));
    const at = place(this.name(i));
    if (word === 'ADD' && this.word(i) === '(') table.columns.push(...this.columnsIn(i));
    else if (word === 'ADD' && !isKey && this.word(i) !== 'PARTITION') table.columns.push(this.name(i));
    else if (word === 'DROP' && !isKey && at >= 0) table.columns.splice(at, 1);
    else if (word === 'CHANGE' && at >= 0) table.columns[at] = this.name(i + 1);
    else if (word === 'RENAME' && this.word(from + 1) === 'COLUMN' && at >= 0)
      table.columns[at] = this.name(i + 2);
    else if (word === 'RENAME' && !/^(?:INDEX|KEY|COLUMN)$/.test(this.word(from + 1))) {
      const to = this.named(/^(?:TO|AS)$/.test(this.word(from + 1)) ? from + 2 : from + 1);
      Object.assign(table, { database: to.database, name: to.name });
    } else if (/^(?:CHANGE|RENAME)$/.test(word) && this.word(from + 1) === 'COLUMN')
      this.problems.push({ line, message: `${table.name} has no column ${this.name(i)}` });
  }
}

/**
 * The schema that the statements of a text make, one after another. `database`: what the default database is called, where
 * that is known; else the first that is used. Total: what could not be read is told in `problems`.
 */
export function readMysqlSchema(
  text: string,
  database: string | null = null,
): { schema: MysqlSchema; problems: DumpProblem[] } {
  const reader = new DumpReader(database);
  let at = 0;
  for (const statement of splitStatements(text)) {
    const found = text.indexOf(statement, at);
    if (found >= 0) at = found;
    reader.take(statement, text.slice(0, at).split('\n').length);
  }
  return { schema: reader.schema, problems: reader.problems };
}
