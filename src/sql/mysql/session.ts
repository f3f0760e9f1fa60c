/** Statements of one MySQL or MariaDB session, one after another: what each reads and writes. */
import type { ObjectName } from '../../model.ts';
import {
  type Access,
  emptyAccess,
  mayTouchAll,
  mergeAccess,
  mergeUnresolved,
} from '../postgresql/columns/access.ts';
import type { StatementColumns } from '../postgresql/columns/column-session.ts';
import { BODY_BUDGET } from './bodies.ts';
import { foldName } from './fold.ts';
import { noteLeftovers } from './leftovers.ts';
import { beginReading, type Settings } from './reading.ts';
import { columnNameOf, type MysqlSchema, SchemaIndex } from './schema.ts';
import { splitStatements } from './split.ts';
import { readStatement } from './statement.ts';
import { type LexerModes, type Tokens, tokensOf } from './tokens.ts';

export interface MysqlOptions {
  /** Whether sql_mode has ANSI_QUOTES; null (the default): nobody knows, so what stands in double quotes may be a column. */
  ansiQuotes?: boolean | null;
  /** Whether sql_mode has NO_BACKSLASH_ESCAPES; null: nobody knows. Default: it has not. */
  noBackslashEscapes?: boolean | null;
  /** The texts are digests' (performance_schema). */
  digest?: boolean;
}

const sorted = (names: Iterable<ObjectName>): ObjectName[] => [...names].sort();
const unnamed = (columns: Access['reads']): ObjectName[] =>
  sorted([...columns].filter(([, named]) => !named).map(([column]) => column));

export class MysqlColumnSession {
  private readonly index: SchemaIndex;
  private readonly options: MysqlOptions;
  private readonly prepared = new Map<string, Access>();
  private readonly temporary = new Set<string>();
  private ansiQuotes: boolean | null;
  private database = '';

  constructor(schema: MysqlSchema | SchemaIndex, options: MysqlOptions = {}) {
    this.index = schema instanceof SchemaIndex ? schema : new SchemaIndex(schema);
    this.options = options;
    this.ansiQuotes = options.ansiQuotes ?? null;
  }

  /** The default database from here on; '' is the one that the schema's names leave out. */
  use(database: string): void {
    this.database = database;
  }

  /** Whether double quotes hold names here; null: nobody knows. */
  get quotes(): boolean | null {
    return this.ansiQuotes;
  }

  /** What the names of its statements depend on: equal texts in equal states touch the same. */
  get state(): string {
    const { database, ansiQuotes, temporary } = this;
    return JSON.stringify([database, ansiQuotes, [...temporary].sort()]);
  }

  /** The statements of a text, in order; what cannot be read is a statement that may touch anything. Never throws. */
  read(text: string): StatementColumns[] {
    return splitStatements(text, this.options.noBackslashEscapes === true).map((statement) =>
      this.take(statement),
    );
  }

  private take(statement: string): StatementColumns {
    const access = emptyAccess();
    try {
      this.readInto(access, statement);
    } catch (error) {
      // Nesting deeper than the stack is the one thing that is expected here; whatever it is, it may touch anything.
      mayTouchAll(
        access,
        error instanceof RangeError ? 'it is nested too deeply to be read' : 'it could not be read',
      );
    }
    return this.columnsFrom(statement, access);
  }

  private readInto(access: Access, statement: string): void {
    const modes = { noBackslashEscapes: this.options.noBackslashEscapes === true };
    const tokens = tokensOf(statement, modes);
    if (tokens.problem !== null) mayTouchAll(access, tokens.problem);
    if (tokens.problem !== null || this.readDynamic(access, statement, tokens)) return;
    this.readTokens(access, tokens, mergeAccess);
    if (tokens.executableComments) this.readOther(access, statement, { ...modes, withoutExecutable: true });
    if (tokens.escapedQuotes && this.options.noBackslashEscapes === null)
      this.readOther(access, statement, { noBackslashEscapes: true });
    this.follow(tokens);
  }

  /** The same text as another server, or another mode, would take it: what that touches may be touched. */
  private readOther(access: Access, statement: string, modes: LexerModes): void {
    const tokens = tokensOf(statement, modes);
    if (tokens.problem !== null) return;
    this.readTokens(access, tokens, (into, from) => {
      const more = emptyAccess();
      mergeAccess(more, from, true);
      for (const known of into.reads.keys()) more.reads.delete(known);
      for (const known of into.writes.keys()) more.writes.delete(known);
      mergeUnresolved(into, more);
    });
  }

  private readTokens(
    access: Access,
    tokens: Tokens,
    merge: (into: Access, from: Access, named: boolean) => void,
  ): void {
    const settings: Settings = {
      database: this.database,
      ansiQuotes: this.ansiQuotes,
      digest: this.options.digest === true,
    };
    const bodies = { stack: [], budget: BODY_BUDGET };
    const reading = beginReading(this.index, tokens, settings, bodies, this.temporary);
    readStatement(reading, 0, tokens.tokens.length, null);
    noteLeftovers(reading);
    merge(access, reading.access, true);
  }

  /** PREPARE a FROM 'text', EXECUTE a, EXECUTE IMMEDIATE 'text': what is known of the text. */
  private readDynamic(access: Access, statement: string, { tokens }: Tokens): boolean {
    const [first, second, third, fourth] = tokens;
    const word = first?.upper;
    if (word !== 'PREPARE' && word !== 'EXECUTE') return false;
    const immediate = word === 'EXECUTE' && second?.upper === 'IMMEDIATE';
    const literal = immediate ? third : fourth;
    const name = foldName(second?.text ?? '');
    if (immediate || word === 'PREPARE') {
      const read = emptyAccess();
      const isText = literal && (literal.kind === 'double' || /^'/.test(statement.slice(literal.start)));
      const whole = isText && (immediate || tokens.length === 4);
      if (whole) this.readInto(read, unescaped(literal.text));
      else mayTouchAll(read, 'it runs a text that is not known here');
      if (!immediate) this.prepared.set(name, read);
      mergeAccess(access, read, true);
      return true;
    }
    const known = this.prepared.get(name);
    if (known) mergeAccess(access, known, true);
    else
      mayTouchAll(
        access,
        `the prepared statement ${second?.text ?? ''} was not made here: nobody knows what it touches`,
      );
    return true;
  }

  /** What the statement leaves behind: USE, sql_mode, temporary tables. */
  private follow({ tokens }: Tokens): void {
    const words = tokens.slice(0, 8).map(({ upper }) => upper);
    const name = (at: number): string => tokens[at]?.text ?? '';
    if (words[0] === 'USE') this.database = name(1);
    if (
      words[0] === 'SET' &&
      tokens.some(({ text }) => /^(?:@@(?:session\.|local\.|global\.)?)?sql_mode$/i.test(text))
    )
      this.followMode(tokens);
    const table = words.indexOf('TABLE');
    const at = words[table + 1] === 'IF' ? words.indexOf('EXISTS') + 1 : table + 1;
    if (words[0] === 'CREATE' && table > 0 && words[table - 1] === 'TEMPORARY')
      this.temporary.add(foldName(name(at)));
    if (words[0] === 'DROP' && table > 0)
      for (const token of tokens.slice(at)) this.temporary.delete(foldName(token.text));
  }

  private followMode(tokens: Tokens['tokens']): void {
    const plain = tokens.length === 4 || tokens.length === 5;
    const value = tokens.at(-1);
    this.ansiQuotes =
      plain && value?.kind !== 'word' && value
        ? /\b(?:ANSI|ANSI_QUOTES|ORACLE|DB2|MSSQL|POSTGRESQL|MAXDB)\b/i.test(value.text)
        : null;
    if (value?.text === '?') this.ansiQuotes = null;
  }

  private columnsFrom(statement: string, access: Access): StatementColumns {
    const unresolved = access.everything ? [...access.unresolved, ...this.everyColumn()] : access.unresolved;
    return {
      statement,
      reads: sorted(access.reads.keys()),
      writes: sorted(access.writes.keys()),
      unresolved: sorted(new Set(unresolved)),
      implicit: { reads: unnamed(access.reads), writes: unnamed(access.writes) },
      relations: { reads: sorted(access.relations.reads), writes: sorted(access.relations.writes) },
      everything: access.everything,
      problem: access.problem,
    };
  }

  private everyColumn(): ObjectName[] {
    const { tables } = this.index.schema;
    return tables.flatMap((table) => table.columns.map((column) => columnNameOf(table, column)));
  }
}

/** What a literal's text is to the server. */
const unescaped = (text: string): string =>
  text.replace(/\\(.)/gs, (_, c: string) => ({ n: '\n', t: '\t', r: '\r', 0: '\0' })[c] ?? c);
