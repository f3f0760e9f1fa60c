/** The slow log's lines into statements: the headers of MariaDB, MySQL and Percona Server, and what stands between them. */
import type { Run } from '../../words.ts';

/** JSON: what was begun when reading stopped. */
export interface SlowLogState {
  user: string;
  thread: string | null;
  schema: string | null;
  /** Of the last `use`: MySQL writes it when it changes, whoever runs the statement. */
  used: string | null;
  /** Seconds since 1970, of `SET timestamp`; null: none was told. */
  timestamp: number | null;
  /** Of `# Time:` where it has a zone; milliseconds. */
  time: number | null;
  seconds: number;
  failed: boolean;
  /** Lines of the statement so far. */
  text: string[];
  open: boolean;
}

export const emptyState = (): SlowLogState => ({
  user: '',
  thread: null,
  schema: null,
  used: null,
  timestamp: null,
  time: null,
  seconds: 0,
  failed: false,
  text: [],
  open: false,
});

const HEADER = /^# (?:Time: (?:\d{6} +\d+:\d\d|\d{4}-\d\d-\d\dT)|User@Host: .*\[.*\] @ .*\[.*\])/;
const CALLER = /^# User@Host: (.*?)\[(.*?)\] @ .*?(?:Id:\s*(\d+))?\s*$/;
const TIMESTAMP = /^SET (?:last_insert_id=\d+,)?(?:insert_id=\d+,)?timestamp=(\d+)(?:\.\d+)?;$/;
const USE = /^use (?:`((?:[^`]|``)*)`|([^`;]+));$/;
/** What the server writes when it opens the file. */
const BANNER = /^(?:.*, Version: .* started with:|Tcp port: .*|Time\s+Id Command\s+Argument)$/;
const ADMINISTRATOR = /^# administrator command: /;

export class SlowLogEntries {
  state: SlowLogState;
  private runs: Run[] = [];

  constructor(state: SlowLogState = emptyState()) {
    this.state = state;
  }

  /** Those that have ended, in order. */
  take(): Run[] {
    const { runs } = this;
    this.runs = [];
    return runs;
  }

  /** One line, without its end. */
  push(line: string): void {
    const { state } = this;
    if (this.isWhole() && (HEADER.test(line) || BANNER.test(line))) {
      if (state.text.length > 0 || line.startsWith('# User@Host')) this.end();
      this.header(line);
    } else if (state.text.length === 0 && line.startsWith('# ') && !ADMINISTRATOR.test(line))
      this.header(line);
    else if (state.open && !this.preface(line)) state.text.push(line);
  }

  /** The statement that was begun is over: the file ends, or another header stands there. */
  end(): void {
    const { state } = this;
    const text = state.text.join('\n').replace(/;\s*$/, '');
    const at =
      state.timestamp === null ? state.time : state.timestamp * 1000 + Math.floor(state.seconds * 1000);
    if (state.open && text !== '' && at !== null && !ADMINISTRATOR.test(text))
      this.runs.push(this.runOf(text, at));
    this.state = { ...emptyState(), used: state.used, time: state.time };
  }

  /** A header within a literal is none: the statement before it has not ended. */
  private isWhole(): boolean {
    const last = this.state.text.at(-1);
    return last === undefined || last.trimEnd().endsWith(';');
  }

  private runOf(text: string, at: number): Run {
    const { user, thread, schema, used, failed } = this.state;
    const defaultSchema = schema ?? used;
    const run: Run = { text, at, runs: 1, failed, service: '', user, session: thread };
    return defaultSchema === null || defaultSchema === '' ? run : { ...run, defaultSchema };
  }

  private header(line: string): void {
    const { state } = this;
    const caller = CALLER.exec(line);
    if (caller) {
      state.open = true;
      state.user = caller[2] || (caller[1] ?? '');
      state.thread = caller[3] ?? null;
    }
    const time = /^# Time: (\d{4}-\S+)/.exec(line)?.[1];
    if (time !== undefined) state.time = Number.isNaN(Date.parse(time)) ? state.time : Date.parse(time);
    state.thread = /\bThread_id: (\d+)/.exec(line)?.[1] ?? state.thread;
    state.schema = /\bSchema: (.*?) {2}(?:QC_hit|Last_errno)/.exec(line)?.[1] ?? state.schema;
    state.seconds = Number(/\bQuery_time: ([\d.]+)/.exec(line)?.[1] ?? state.seconds);
    if (/\b(?:Last_errno|Errno|Killed): [1-9]/.test(line)) state.failed = true;
  }

  /** `use db;` and `SET timestamp=…;` before the statement. */
  private preface(line: string): boolean {
    const { state } = this;
    if (state.text.length > 0) return false;
    const use = USE.exec(line);
    const timestamp = TIMESTAMP.exec(line);
    // A statement of the client's own may look like them; then it comes after the timestamp.
    if (state.timestamp !== null) return false;
    if (use) state.used = use[1]?.replaceAll('``', '`') ?? use[2] ?? null;
    if (timestamp) state.timestamp = Number(timestamp[1]);
    return use !== null || timestamp !== null;
  }
}
