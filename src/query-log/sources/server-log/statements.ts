/** Messages of the server -> runs of statements: each once, however many lines tell of it. */

import { cutMark } from '../../files/lines.ts';
import type { Gap, Run, Span } from '../../words.ts';
import type { Entry } from './entry.ts';

/** Sessions that are remembered; of those forgotten first nothing is taken for known. */
const MOST_SESSIONS = 20_000;

/** Both run the whole of what they name; `parse` and `bind` only make it ready. */
const MESSAGE = /(statement|execute fetch from|execute|parse|bind)(?: [^\n]*?)?: /y;
const PLAIN = 'statement: ';
const DURATION = /^duration: [\d.]+ ms(?: {2}|$)/;
const PREPARED = /^prepare: PREPARE\s[\s\S]*?\sAS\s+/i;

/** The server's own grammar refused it: it names nothing that it could depend on. */
const SYNTAX_CODE = '42601';
const SYNTAX =
  /^(?:syntax error at |unterminated quoted |unterminated \/\* comment|unterminated dollar-quoted |trailing junk after )/;
export const REFUSED = '-- refused by the server: a syntax error';

const FAILURES = new Set(['ERROR', 'FATAL', 'PANIC']);
const SEVERITIES = new Set(['LOG', 'INFO', 'NOTICE', 'WARNING', ...FAILURES]);
const isDebug = (severity: string): boolean => severity.startsWith('DEBUG');

const CRASH =
  /^(?:database system was (?:interrupted|not properly shut down)|all server processes terminated; reinitializing)/;
const GONE = /^disconnection: /;

/** Alone in its message: then what it runs stands for it. Beside other statements it must not take their place. */
const LONE_EXECUTE = /^\s*execute\b[^;]*;?\s*$/i;

const FASTPATH = /^fastpath function call: "([^"]+)" \(OID \d+\)/;

/** A change tells its new value, not who else it holds for; a server that starts may have been given others. */
const CHANGED =
  /^(?:parameter "log_(?:statement|min_duration|min_error|min_messages|transaction_sample|destination)\w*" (?:changed to|removed from)|database system is ready to accept )/;

const KILLED = /^server process \(PID \d+\) (?:was terminated by|exited with)/;
const RUNNING = 'Failed process was running: ';
/** `track_activity_query_size` as it comes: what is as long was cut. */
const LONGEST_ACTIVITY = 1023;

/** How other languages say how long a statement took, or that it began: its text would be passed over. */
const TRANSLATED =
  /^(?:(?:Dauer|durée|duración|durata|duração|czas trwania|varaktighet|süre|продолжительность|тривалість|期間|执行时间|持续时间|실행 시간|수행시간)[^\d\n]{0,6}\d+[.,]\d+|(?:Anweisung|instruction|sentencia|istruzione|comando|instrukcja|sats|ifade|оператор|инструкция|文|语句|陳述式|구문) ?[:：] )/;

export interface StatementsState {
  pending: [string, Run][];
  begun: string[];
  /** Sessions, how far their lines were counted, and when the last of them was. */
  lines: [string, [line: number, at: number]][];
  /** Begun, and told before their end was known. */
  told: string[];
  last: number;
  losing: string | null;
}

/** Told of what the log itself shows of its completeness. */
interface Shown {
  /** A plain SELECT that was logged when it began: so is everything. */
  selectAtStart: boolean;
  timed: boolean;
}

/** Where a message goes on after the words of how long it took; 0: it has none. */
const afterDuration = (message: string): number =>
  message.startsWith('duration: ') ? (DURATION.exec(message)?.[0].length ?? 0) : 0;

/** What a message tells of a statement, and where its text begins; null: it tells of none. Most tell of a plain one. */
function toldAt(message: string, at: number): { what: string; from: number } | null {
  if (message.startsWith(PLAIN, at)) return { what: 'statement', from: at + PLAIN.length };
  MESSAGE.lastIndex = at;
  const told = MESSAGE.exec(message);
  return told && { what: told[1] ?? '', from: MESSAGE.lastIndex };
}

/** The oldest go first. */
function bound(map: Map<string, unknown> | Set<string>): void {
  if (map.size <= MOST_SESSIONS) return;
  for (const key of map.keys()) {
    map.delete(key);
    if (map.size <= MOST_SESSIONS * 0.9) return;
  }
}

export class Statements {
  runs: Run[] = [];
  gaps: Gap[] = [];
  changes: number[] = [];
  readonly shown: Shown = { selectAtStart: false, timed: false };
  /** Words of severity in another language: what they say is not understood. */
  foreign: string | null = null;
  private losing: string | null = null;
  private first = Number.NaN;
  private last = Number.NaN;
  /** Logged when they began: whether they fail is told later. */
  private pending = new Map<string, Run>();
  /** Those of them that were told already: only their failure is news, and it is no other run. */
  private told = new Set<string>();
  private begun = new Set<string>();
  private lines = new Map<string, [line: number, at: number]>();
  /** The message before the one that is being taken. */
  private before = Number.NaN;

  take(entry: Entry): void {
    const { severity } = entry;
    this.noteTime(entry);
    if (entry.session !== '' && entry.line > 0) this.noteLine(entry);
    if (severity === 'LOG') this.takeLog(entry);
    else if (FAILURES.has(severity)) this.takeFailure(entry);
    else if (!SEVERITIES.has(severity) && !isDebug(severity)) this.foreign ??= severity;
  }

  /** All that was begun is told: whoever reads has come to the end. */
  flush(): void {
    for (const [session, run] of this.pending) {
      if (!this.told.has(session)) this.runs.push(run);
      this.told.add(session);
    }
    bound(this.pending);
    bound(this.told);
  }

  /** From where the last span ended. */
  takeSpan(): Span | null {
    if (Number.isNaN(this.last)) return null;
    const span = { from: Number.isNaN(this.first) ? this.last : this.first, to: this.last };
    this.first = this.last;
    return span;
  }

  /** What follows does not join what was read: the time until the next message is not known. */
  loseNext(reason: string): void {
    this.losing = reason;
  }

  /** From the message before to that time. */
  private lost(reason: string, to: number): void {
    if (Number.isNaN(this.before)) return;
    this.gaps.push({ from: this.before, to: Math.max(this.before, to), reason });
  }

  get countsLines(): boolean {
    return this.lines.size > 0;
  }

  state(): StatementsState {
    return {
      pending: [...this.pending],
      begun: [...this.begun],
      lines: [...this.lines],
      told: [...this.told],
      last: this.last,
      losing: this.losing,
    };
  }

  restore({ pending, begun, lines, told, last, losing }: StatementsState): void {
    this.pending = new Map(pending);
    this.begun = new Set(begun);
    this.lines = new Map(lines);
    this.told = new Set(told);
    this.last = last ?? Number.NaN;
    this.first = this.last;
    this.losing = losing;
  }

  private noteTime({ at }: Entry): void {
    this.before = this.last;
    if (this.losing !== null) this.lost(this.losing, at);
    this.losing = null;
    if (Number.isNaN(this.first)) this.first = at;
    // A clock that was put back covers nothing twice.
    if (!(at <= this.last)) this.last = at;
  }

  private noteLine({ session, line, at }: Entry): void {
    const before = this.lines.get(session);
    if (before === undefined) {
      if (line === 1) this.begun.add(session);
      bound(this.lines);
      bound(this.begun);
    } else if (line > before[0] + 1)
      this.gaps.push({ from: Math.min(before[1], at), to: at, reason: 'lines-missing' });
    else if (line === 1) this.begun.add(session);
    this.lines.set(session, [line, at]);
  }

  private takeLog(entry: Entry): void {
    const { message } = entry;
    const from = afterDuration(message);
    const timed = from > 0;
    const told = toldAt(message, from);
    if (told) this.takeStatement(entry, told.what, message.slice(told.from), timed);
    else if (timed) {
      this.settle(entry);
      this.takeOther({ ...entry, message: message.slice(from) });
    } else if (CRASH.test(message)) this.lost('server-crash', entry.at);
    else if (GONE.test(message)) this.forget(entry);
    else if (KILLED.test(message)) this.takeKilled(entry);
    else {
      this.settle(entry);
      this.takeOther(entry);
    }
  }

  private takeOther(entry: Entry): void {
    const { message } = entry;
    if (CHANGED.test(message)) this.changes.push(entry.at);
    if (TRANSLATED.test(message)) this.foreign ??= message.slice(0, 40);
    const call = FASTPATH.exec(message);
    if (call) this.runs.push(this.runOf(entry, `SELECT "${call[1]}"()`, false));
  }

  /** The server tells what a process ran that was killed; nobody else does. */
  private takeKilled(entry: Entry): void {
    this.lost('server-crash', entry.at);
    if (!entry.detail.startsWith(RUNNING)) return;
    const running = entry.detail.slice(RUNNING.length);
    for (const [session, run] of this.pending) {
      if (!run.text.startsWith(running)) continue;
      this.pending.delete(session);
      if (!this.told.delete(session)) this.runs.push({ ...run, failed: true });
      return;
    }
    const cut = Buffer.byteLength(running) >= LONGEST_ACTIVITY ? cutMark : '';
    // One that was idle is named with its last statement, which is counted: so it is a reference, not a run.
    const run = this.runOf({ ...entry, session: '', line: 0 }, running + cut, false);
    this.runs.push({ ...run, prepared: true });
  }

  private takeStatement(entry: Entry, what: string, written: string, timed: boolean): void {
    if (what === 'bind') return;
    this.settle(entry);
    const prepared = entry.detail === '' ? null : PREPARED.exec(entry.detail);
    const runs = prepared ? entry.detail.slice(prepared[0].length) : null;
    const text = runs !== null && LONE_EXECUTE.test(written) ? runs : written;
    const run = this.runOf(entry, text, false);
    if (runs !== null && text !== runs) this.runs.push({ ...this.runOf(entry, runs, false), prepared: true });
    if (what === 'parse' || what === 'execute fetch from') run.prepared = true;
    if (timed) this.shown.timed = true;
    else if (/^\s*select\b/i.test(text)) this.shown.selectAtStart = true;
    // What is logged when it ends has not failed; without sessions nobody can tell whose failure follows.
    if (timed || entry.session === '' || run.prepared) this.runs.push(run);
    else {
      this.told.delete(entry.session);
      this.pending.set(entry.session, run);
    }
  }

  private takeFailure(entry: Entry): void {
    const { statement, session, message, code } = entry;
    const begun = session === '' ? undefined : this.pending.get(session);
    const refused = code === SYNTAX_CODE || (code === '' && SYNTAX.test(message));
    if (begun && (statement === '' || isSame(begun.text, statement))) {
      this.pending.delete(session);
      if (!this.told.delete(session))
        this.runs.push({ ...begun, failed: true, ...(refused && { text: REFUSED }) });
      return;
    }
    this.settle(entry);
    if (statement !== '') this.runs.push(this.runOf(entry, refused ? REFUSED : statement, true));
  }

  private runOf({ at, service, user, database, session, line }: Entry, text: string, failed: boolean): Run {
    const run: Run = { text, at, runs: 1, failed, service, user, session: session === '' ? null : session };
    if (database !== '') run.database = database;
    if (line > 0) run.begun = this.begun.has(session);
    return run;
  }

  /** Another message of its session: what it had begun has ended well. */
  private settle({ session }: Entry): void {
    if (this.pending.size === 0) return;
    const run = this.pending.get(session);
    if (!run) return;
    this.pending.delete(session);
    if (!this.told.delete(session)) this.runs.push(run);
  }

  private forget(entry: Entry): void {
    this.settle(entry);
    this.lines.delete(entry.session);
    this.begun.delete(entry.session);
  }
}

/** `EXECUTE p(1)` is logged with the text of what it runs; the failure names the call. */
const isSame = (begun: string, statement: string): boolean =>
  begun === statement || begun.trim() === statement.trim() || /^\s*execute\b/i.test(statement);
