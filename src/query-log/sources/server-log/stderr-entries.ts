/** The plain log: a prefix, the kind of message, the message; its other lines are indented by a tab, its parts have prefixes too. */
import type { Clock } from './clock.ts';
import { sessionBegan } from './csv-entries.ts';
import type { Entry, EntryReader, EntrySink } from './entry.ts';
import { PARTS, type Prefix } from './prefix.ts';

const TAB = 9;
const RETURN = 13;
const DOT = 46;
const COLON = 58;
const parts = new Set(PARTS);
/** Any line of a server begins so, also one of a process whose prefix is shorter. */
const ANY =
  /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [A-Za-z0-9+:_/-]{1,40}|\d{10}\.\d+)[^\n]{0,300}?\b(DEBUG[1-5]?|INFO|NOTICE|WARNING|LOG|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|LOCATION|BACKTRACE|STATEMENT): {2}/y;

interface Open {
  entry: Entry;
  /** Which of its texts goes on in the next line; '' none that matters. */
  growing: 'message' | 'detail' | 'statement' | '';
}

/** Somebody's line of a server that this prefix does not fit: it must not pass for a part of the message before it. */
const KINDRED =
  /^[^\n]{0,300}?\b(?:DEBUG[1-5]?|INFO|NOTICE|WARNING|LOG|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|LOCATION|BACKTRACE|STATEMENT): {2}/;

/** With `log_error_verbosity = verbose` a message begins with its code. */
const VERBOSE = /^([0-9A-Z]{5}): /;

const unknown = (name: string): string => (name === '[unknown]' ? '' : name);

export class StderrEntries implements EntryReader {
  private open: Open | null = null;
  private readonly clock: Clock;
  private readonly sink: EntrySink;
  private readonly prefix: Prefix;

  constructor(clock: Clock, sink: EntrySink, prefix: Prefix) {
    this.clock = clock;
    this.sink = sink;
    this.prefix = prefix;
  }

  push(all: string): void {
    let count = 0;
    for (let at = 0; at < all.length; ) {
      const newline = all.indexOf('\n', at);
      const next = newline < 0 ? all.length : newline + 1;
      let end = newline < 0 ? all.length : newline;
      if (all.charCodeAt(end - 1) === RETURN) end -= 1;
      this.takeLine(all, at, end);
      at = next;
      count += 1;
    }
    this.sink.lines(count);
  }

  end(): void {
    this.close();
  }

  state(): unknown {
    return this.open;
  }

  restore(state: unknown): void {
    this.open = (state as Open | null) ?? null;
  }

  private close(): void {
    const { open } = this;
    this.open = null;
    if (open) this.sink.take(open.entry);
  }

  private takeLine(all: string, at: number, end: number): void {
    if (all.charCodeAt(at) === TAB) {
      this.grow(all.slice(at + 1, end));
      return;
    }
    const { pattern } = this.prefix;
    pattern.lastIndex = at;
    const match = pattern.exec(all);
    if (match && pattern.lastIndex <= end) this.takeHead(match, all, pattern.lastIndex, end);
    else this.takeLenient(all, at, end);
  }

  /** Names may hold what separates them. Each line by itself: what is bounded by a line is bounded. */
  private takeLenient(all: string, at: number, end: number): void {
    const { lenient } = this.prefix;
    lenient.lastIndex = at;
    const match = lenient.exec(all);
    if (match && lenient.lastIndex <= end) this.takeHead(match, all, lenient.lastIndex, end);
    else this.takeOther(all, at, end);
  }

  private takeHead(match: RegExpExecArray, all: string, from: number, end: number): void {
    const { prefix } = this;
    const kind = match[prefix.kind] ?? '';
    const rest = all.slice(from, end);
    const process = match[prefix.process] ?? '';
    const session = prefix.session > 0 ? (match[prefix.session] ?? '') : prefix.process > 0 ? process : '';
    if (parts.has(kind)) {
      this.takePart(kind, rest, session);
      return;
    }
    const time = match[prefix.time] ?? '';
    const told = {
      user: prefix.user > 0 ? unknown(match[prefix.user] ?? '') : '',
      database: prefix.database > 0 ? unknown(match[prefix.database] ?? '') : '',
      service: prefix.service > 0 ? unknown(match[prefix.service] ?? '') : '',
      line: prefix.line > 0 ? Number(match[prefix.line]) : 0,
      began: prefix.session > 0 ? sessionBegan(session) : 0,
      session,
    };
    this.begin(time, kind, rest, told);
  }

  /** A shorter prefix, or none of the server's lines at all: then it belongs to the message before it. */
  private takeOther(all: string, at: number, end: number): void {
    ANY.lastIndex = at;
    const match = ANY.exec(all);
    if (!match || ANY.lastIndex > end) {
      if (KINDRED.test(all.slice(at, Math.min(end, at + 400)))) {
        this.close();
        this.sink.unreadable('a line of the server does not begin with the prefix');
      } else if (end > at || this.open) this.grow(all.slice(at, end));
      return;
    }
    const [, time = '', kind = ''] = match;
    const rest = all.slice(ANY.lastIndex, end);
    if (parts.has(kind)) this.takePart(kind, rest, this.open?.entry.session ?? '');
    else
      this.begin(time, kind, rest, { user: '', database: '', service: '', line: 0, began: 0, session: '' });
  }

  private begin(
    time: string,
    severity: string,
    message: string,
    told: Pick<Entry, 'user' | 'database' | 'service' | 'line' | 'began' | 'session'>,
  ): void {
    this.close();
    // Ten digits and a dot, or a date.
    const at =
      time.charCodeAt(10) === DOT ? Math.floor(Number(time) * 1000) : this.clock.read(time, 0, time.length);
    if (Number.isNaN(at)) {
      this.sink.unreadable('a line of the log has no time');
      return;
    }
    const verbose = message.charCodeAt(5) === COLON ? VERBOSE.exec(message) : null;
    const said = verbose ? message.slice(verbose[0].length) : message;
    const code = verbose?.[1] ?? '';
    const { user, database, service, line, began, session } = told;
    const heard = { at, severity, message: said, detail: '', statement: '', code };
    const entry: Entry = { ...heard, user, database, service, line, began, session };
    this.open = { entry, growing: 'message' };
  }

  private takePart(kind: string, rest: string, session: string): void {
    const { open } = this;
    // What a message says of itself follows it at once; anything else has lost its message.
    if (!open || (session !== '' && open.entry.session !== '' && open.entry.session !== session)) {
      this.sink.unreadable('a part of a message stands without its message');
      return;
    }
    if (kind === 'DETAIL') this.start(open, 'detail', rest);
    else if (kind === 'STATEMENT') this.start(open, 'statement', rest);
    else open.growing = '';
  }

  private start(open: Open, part: 'detail' | 'statement', rest: string): void {
    open.entry[part] = rest;
    open.growing = part;
  }

  private grow(rest: string): void {
    const { open } = this;
    if (!open) {
      this.sink.unreadable('a line stands before the first message');
      return;
    }
    if (open.growing !== '') open.entry[open.growing] += `\n${rest}`;
  }
}
