/** One log, whichever way it is written: text in, runs out. Pure but for its memory. */
import type { Gap, Run, Span } from '../../words.ts';
import { Clock } from './clock.ts';
import { CsvEntries } from './csv-entries.ts';
import type { EntryReader } from './entry.ts';
import { JsonEntries } from './json-entries.ts';
import { hasKind, learnPrefix, readPrefix } from './prefix.ts';
import { type Completeness, LogError, type LogOptions } from './reading.ts';
import { Statements, type StatementsState } from './statements.ts';
import { StderrEntries } from './stderr-entries.ts';

type Format = 'json' | 'csv' | 'stderr';

export interface ReaderState {
  format: Format | null;
  /** As it was learnt. */
  prefix: string | null;
  entries: unknown;
  statements: StatementsState;
  /** Text of a log whose format is not known yet. */
  waiting: string;
  /** The last line had no end when it was taken. */
  tail: boolean;
}

export interface Taken {
  runs: Run[];
  covered: Span | null;
  changes: number[];
  gaps: Gap[];
  lines: number;
}

const CSV = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [A-Za-z0-9_/+:-]{1,40},(?:"(?:[^"]|"")*"|[^,\n"]*),/;

/** Lines that are looked at to learn a prefix, and how much may come before the first that tells anything. */
const SAMPLE = 400;
const ENOUGH = 60_000;

function formatOf(line: string): Format | null {
  if (/^\{"timestamp":/.test(line)) return 'json';
  if (CSV.test(line)) return 'csv';
  return hasKind(line) ? 'stderr' : null;
}

const shownOf = (line: string): string => JSON.stringify(line.slice(0, 120));

export class LogReader {
  private readonly options: LogOptions;
  private readonly statements = new Statements();
  private entries: EntryReader | null = null;
  private format: Format | null = null;
  private prefix: string | null;
  private waiting = '';
  private counted = 0;
  private tail = false;
  /** Of the file, for messages. */
  path = '';

  constructor(options: LogOptions) {
    this.options = options;
    this.prefix = options.prefix ?? null;
  }

  /** `text` ends in a newline, but for the last of a file. Throws LogError. */
  push(text: string): void {
    let fresh = text;
    if (this.tail) fresh = this.afterTail(text);
    if (this.entries === null) {
      this.waiting += fresh;
      this.tryToBegin(this.waiting.length > ENOUGH);
      return;
    }
    this.entries.push(fresh);
    this.checkLanguage();
  }

  /** What the last line began without ending is taken as it is; if it grows later, its rest is lost, and that is told. */
  pushTail(text: string): void {
    if (text === '') return;
    this.push(`${text}\n`);
    this.tail = true;
  }

  /** Nothing more is there: a format that is not known by now never will be. `statements`: what was begun is told as well. */
  end(statements: boolean): void {
    if (this.entries === null && this.waiting.trim() !== '') this.tryToBegin(true);
    // Otherwise a part of the last message may follow, and is told when it has.
    if (statements) this.entries?.end();
    this.checkLanguage();
    if (statements) this.statements.flush();
  }

  /** Another file goes on where this one ended: it may be of another format. */
  nextFile(): void {
    this.entries?.end();
    this.entries = null;
    this.format = null;
    this.tail = false;
    if (this.options.prefix === undefined) this.prefix = null;
  }

  /** From the last message on, until the next. */
  lost(reason: string): void {
    this.end(true);
    this.statements.loseNext(reason);
  }

  /** Lines have numbers within their sessions: one that is missing is told. */
  get countsLines(): boolean {
    return this.statements.countsLines;
  }

  take(): Taken {
    const { runs, gaps, changes } = this.statements;
    this.statements.runs = [];
    this.statements.gaps = [];
    this.statements.changes = [];
    const lines = this.counted;
    this.counted = 0;
    return { runs, gaps, changes, lines, covered: this.statements.takeSpan() };
  }

  completeness(): Completeness {
    const full = { mode: 'full', rate: 1 } as const;
    if (this.options.complete === true)
      return { sampling: full, reason: 'whoever gave it says that every statement is logged' };
    const { selectAtStart, timed } = this.statements.shown;
    // One session that shows all says nothing of others: a role may have settings of its own.
    const reason = selectAtStart
      ? 'statements are logged when they begin, SELECT too, and the log does not tell for which roles'
      : timed
        ? 'statements are logged with their durations, and the log does not tell from which duration on'
        : 'the log has no statement that shows which are logged';
    return { sampling: { mode: 'threshold', rate: 1 }, reason };
  }

  state(): ReaderState {
    return {
      format: this.format,
      prefix: this.prefix,
      entries: this.entries?.state() ?? null,
      statements: this.statements.state(),
      waiting: this.waiting,
      tail: this.tail,
    };
  }

  restore(state: ReaderState): void {
    this.statements.restore(state.statements);
    this.prefix = this.options.prefix ?? state.prefix;
    this.waiting = state.waiting;
    this.tail = state.tail;
    if (state.format === null) return;
    this.open(state.format);
    this.entries?.restore(state.entries);
  }

  private afterTail(text: string): string {
    this.tail = false;
    const end = text.indexOf('\n');
    if (end !== 0) this.statements.loseNext('truncated');
    return end < 0 ? '' : text.slice(end + 1);
  }

  private tryToBegin(now: boolean): void {
    if (!this.begin(now)) return;
    const { waiting } = this;
    this.waiting = '';
    this.entries?.push(waiting);
    this.checkLanguage();
  }

  /** Finds out the format from what there is; `now`: with what there is. False: it takes more lines. */
  private begin(now: boolean): boolean {
    const lines = this.waiting.split('\n', SAMPLE * 20);
    const told = lines.findIndex((line) => formatOf(line) !== null);
    const format = told < 0 ? null : formatOf(lines[told] ?? '');
    if (format === null) {
      if (!now) return false;
      throw new LogError(
        'unknown-format',
        `${this.path} is no log of PostgreSQL in English: none of its first lines looks like jsonlog, csvlog or the plain log (the first is ${shownOf(lines[0] ?? '')}). Give a file that the server wrote, with lc_messages = C`,
      );
    }
    if (format === 'stderr' && this.prefix === null) {
      if (!now && lines.length < SAMPLE) return false;
      this.prefix = learnPrefix(lines.slice(0, SAMPLE));
      if (this.prefix === null) throw this.noTime(lines[told] ?? '');
    }
    this.open(format);
    return true;
  }

  private noTime(line: string): LogError {
    return new LogError(
      'no-time-in-prefix',
      `The lines of ${this.path} do not begin with a time (${shownOf(line)}), so nobody can tell when anything ran. Set log_line_prefix to begin with %m, or say what it is: --prefix '%m [%p] '`,
    );
  }

  private open(format: Format): void {
    const clock = new Clock(this.options.timezone);
    const { statements } = this;
    const sink = {
      take: statements.take.bind(statements),
      unreadable: () => statements.loseNext('unreadable'),
      lines: (count: number) => {
        this.counted += count;
      },
    };
    this.format = format;
    if (format === 'json') this.entries = new JsonEntries(clock, sink);
    else if (format === 'csv') this.entries = new CsvEntries(clock, sink);
    else this.entries = new StderrEntries(clock, sink, this.requirePrefix());
  }

  private requirePrefix(): NonNullable<ReturnType<typeof readPrefix>> {
    const template = this.prefix ?? '';
    const prefix = readPrefix(template);
    if (!prefix)
      throw new LogError(
        'unknown-prefix',
        `The prefix ${JSON.stringify(template)} has an escape that PostgreSQL does not know. Give log_line_prefix as the server has it: SHOW log_line_prefix`,
      );
    if (prefix.time === 0)
      throw new LogError(
        'no-time-in-prefix',
        `The prefix ${JSON.stringify(template)} has no time, so nobody can tell when anything ran. Set log_line_prefix to begin with %m`,
      );
    return prefix;
  }

  private checkLanguage(): void {
    const { foreign } = this.statements;
    if (foreign === null) return;
    throw new LogError(
      'not-in-english',
      `${this.path} says ${shownOf(foreign)} where English says LOG or ERROR, and is not understood. Set lc_messages = C on the server`,
    );
  }
}
