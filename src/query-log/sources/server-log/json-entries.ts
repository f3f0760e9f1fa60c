/** jsonlog (version 15 and later): one object a line. */
import type { Clock } from './clock.ts';
import { sessionBegan } from './csv-entries.ts';
import type { EntryReader, EntrySink } from './entry.ts';

type Told = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function parsed(line: string): Told | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Told) : null;
  } catch {
    return null;
  }
}

export class JsonEntries implements EntryReader {
  private readonly clock: Clock;
  private readonly sink: EntrySink;

  constructor(clock: Clock, sink: EntrySink) {
    this.clock = clock;
    this.sink = sink;
  }

  push(all: string): void {
    for (let at = 0; at < all.length; ) {
      const end = all.indexOf('\n', at);
      const line = all.slice(at, end < 0 ? all.length : end);
      at = end < 0 ? all.length : end + 1;
      this.sink.lines(1);
      if (line.trim() !== '') this.takeLine(line);
    }
  }

  end(): void {}

  state(): unknown {
    return null;
  }

  restore(): void {}

  private takeLine(line: string): void {
    const told = parsed(line);
    const moment = text(told?.timestamp);
    const at = told ? this.clock.read(moment, 0, moment.length) : Number.NaN;
    if (!told || Number.isNaN(at)) {
      this.sink.unreadable('a line of the jsonlog is no message of the server');
      return;
    }
    const session = text(told.session_id);
    this.sink.take({
      at,
      severity: text(told.error_severity),
      message: text(told.message),
      detail: text(told.detail),
      statement: text(told.statement),
      code: text(told.state_code),
      user: text(told.user),
      database: text(told.dbname),
      service: text(told.application_name),
      session,
      line: typeof told.line_num === 'number' ? told.line_num : 0,
      began: sessionBegan(session),
    });
  }
}
