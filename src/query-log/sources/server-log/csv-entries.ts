/** csvlog: 23 columns up to version 12, 24 with the backend's type (13), 26 with leader and query id (14 and later). */
import type { Clock } from './clock.ts';
import type { EntryReader, EntrySink } from './entry.ts';

const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;
const fewest = 23;
const most = 40;

const INCOMPLETE = -1;
const MALFORMED = -2;

/** A record that was cut off swallows the next ones; longer than this it is given up. */
const longestRecord = 32 * 1024 * 1024;

const recordStart = /\n(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [^,\n"]{1,40},)/g;

/** Where the fields of one record lie. */
class Fields {
  text = '';
  count = 0;
  private readonly from = new Int32Array(most);
  private readonly to = new Int32Array(most);
  private readonly doubled = new Uint8Array(most);

  /** The end of the record that begins there, behind its newline; INCOMPLETE or MALFORMED. */
  find(text: string, start: number): number {
    this.text = text;
    this.count = 0;
    let at = start;
    while (this.count < most) {
      const end = text.charCodeAt(at) === QUOTE ? this.quoted(at) : this.bare(at);
      if (end < 0) return end;
      this.count++;
      const next = text.charCodeAt(end);
      if (next === NEWLINE) return end + 1;
      if (next === RETURN && text.charCodeAt(end + 1) === NEWLINE) return end + 2;
      if (next !== COMMA) return Number.isNaN(next) ? INCOMPLETE : MALFORMED;
      at = end + 1;
    }
    return MALFORMED;
  }

  get(index: number): string {
    const from = this.from[index] ?? 0;
    const to = this.to[index] ?? 0;
    if (index >= this.count || from >= to) return '';
    const text = this.text.slice(from, to);
    return this.doubled[index] === 1 ? text.replaceAll('""', '"') : text;
  }

  end(index: number): number {
    return this.to[index] ?? 0;
  }

  private quoted(at: number): number {
    let doubled = 0;
    let end = this.text.indexOf('"', at + 1);
    while (end >= 0 && this.text.charCodeAt(end + 1) === QUOTE) {
      doubled = 1;
      end = this.text.indexOf('"', end + 2);
    }
    if (end < 0) return INCOMPLETE;
    this.note(at + 1, end, doubled);
    return end + 1;
  }

  private bare(at: number): number {
    let end = at;
    let code = this.text.charCodeAt(end);
    while (code !== COMMA && code !== NEWLINE && code !== RETURN) {
      if (Number.isNaN(code)) return INCOMPLETE;
      if (code === QUOTE) return MALFORMED;
      code = this.text.charCodeAt(++end);
    }
    this.note(at, end, 0);
    return end;
  }

  private note(from: number, to: number, doubled: number): void {
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.doubled[this.count] = doubled;
  }
}

/** `6923.1a`: the first part is when the session began, in seconds, hexadecimal. */
export function sessionBegan(session: string): number {
  const dot = session.indexOf('.');
  return dot > 0 ? Number.parseInt(session.slice(0, dot), 16) * 1000 || 0 : 0;
}

export class CsvEntries implements EntryReader {
  private rest = '';
  private readonly fields = new Fields();
  private readonly clock: Clock;
  private readonly sink: EntrySink;

  constructor(clock: Clock, sink: EntrySink) {
    this.clock = clock;
    this.sink = sink;
  }

  push(text: string): void {
    const all = this.rest === '' ? text : this.rest + text;
    let at = 0;
    while (at < all.length) {
      const end = this.fields.find(all, at);
      if (end >= 0 && this.takeRecord(at)) at = end;
      else if (end === INCOMPLETE && all.length - at <= longestRecord) break;
      else at = this.giveUp(all, at);
      this.sink.lines(1);
    }
    this.rest = at === 0 ? all : all.slice(at);
  }

  end(): void {
    if (this.rest.trim() !== '') this.sink.unreadable('a record of the csvlog has no end');
    this.rest = '';
  }

  state(): unknown {
    return this.rest;
  }

  restore(state: unknown): void {
    this.rest = typeof state === 'string' ? state : '';
  }

  private takeRecord(start: number): boolean {
    const { fields } = this;
    if (fields.count < fewest) return fields.count === 1 && fields.end(0) === start;
    const at = this.clock.read(fields.text, start, fields.end(0));
    if (Number.isNaN(at)) return false;
    const session = fields.get(5);
    this.sink.take({
      at,
      severity: fields.get(11),
      message: fields.get(13),
      detail: fields.get(14),
      statement: fields.get(19),
      code: fields.get(12),
      user: fields.get(1),
      database: fields.get(2),
      service: fields.get(22),
      session,
      line: Number(fields.get(6)) || 0,
      began: sessionBegan(session),
    });
    return true;
  }

  /** Goes on at the next line that begins as a record does. */
  private giveUp(text: string, at: number): number {
    this.sink.unreadable('a record of the csvlog is broken');
    recordStart.lastIndex = at;
    const next = recordStart.exec(text);
    return next ? next.index + 1 : text.length;
  }
}
