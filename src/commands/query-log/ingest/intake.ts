/** From files to batches: reads each from where it was left, counts, and hands over now and then. */
import { identifyPath } from '../../../query-log/files/identity.ts';
import { OwnRuns } from '../../../query-log/own-runs.ts';
import type { Resolver } from '../../../query-log/resolve.ts';
import { type LogChunk, type LogPosition, readLog } from '../../../query-log/sources/server-log/index.ts';
import type { Store } from '../../../query-log/store.ts';
import { Tally } from '../../../query-log/tally.ts';
import type { Gap, SourceName, Span } from '../../../query-log/words.ts';
import type { Dialect } from './dialect.ts';
import {
  findKnown,
  type IngestPosition,
  isIngestPosition,
  type KnownFile,
  knownFile,
  readHead,
  withFile,
} from './known-files.ts';
import type { Meter } from './meter.ts';
import type { IngestOptions } from './read-options.ts';
import { countBatch, emptySummary } from './summary.ts';
import { sweeper } from './sweep.ts';

/** Handed over when so much has come together: bounds memory, and what a crash takes back. */
const MOST_SIGHTINGS = 40_000;
const MOST_STATEMENTS = 2_000_000;

interface Open {
  head: Buffer;
  known: KnownFile | undefined;
}

export class Intake {
  readonly summary = emptySummary();
  private readonly store: Store;
  private readonly database: string;
  private readonly resolver: Resolver;
  private readonly options: IngestOptions;
  private readonly meter: Meter;
  private readonly readLog: typeof readLog;
  private readonly kind: Dialect['kind'];
  private readonly tally = new Tally();
  private readonly own: OwnRuns;
  private readonly sweep = sweeper();
  private files: KnownFile[];
  private covered: Span | null = null;
  private gaps: Gap[] = [];
  /** The reader's words at the end of the last file: sessions go on in the next. */
  private state: unknown = null;

  constructor(
    store: Store,
    database: string,
    resolver: Resolver,
    options: IngestOptions,
    meter: Meter,
    { read, kind }: Pick<Dialect, 'read' | 'kind'> = { read: readLog, kind: 'postgresql-log' },
  ) {
    this.store = store;
    this.database = database;
    this.resolver = resolver;
    this.options = options;
    this.meter = meter;
    this.readLog = read;
    this.kind = kind;
    this.own = new OwnRuns(options.database === undefined ? [] : [options.database]);
    const position = store.position(database, options.source);
    this.files = isIngestPosition(position) ? position.files : [];
  }

  /** Throws `LogError` and `FileError`; what was handed over until then stays. */
  async read(): Promise<void> {
    const { files } = this.options;
    for (const [at, path] of files.entries()) {
      await this.readFile(path, at === files.length - 1);
      this.meter.nextFile();
    }
    this.meter.end();
  }

  private positionIn(path: string, known: KnownFile | undefined): LogPosition | null {
    const file = path === '-' ? null : identifyPath(path);
    if (known) return { version: 1, path, file, offset: known.offset, state: known.state };
    return this.state === null ? null : { version: 1, path, file, offset: 0, state: this.state };
  }

  private async readFile(path: string, finish: boolean): Promise<void> {
    const { prefix, timezone, complete } = this.options;
    const head = path === '-' ? Buffer.alloc(0) : await readHead(path);
    const open: Open = { head, known: findKnown(this.files, head) };
    const position = this.positionIn(path, open.known);
    const before = this.summary.lines;
    const told = { ...(prefix !== undefined && { prefix }), ...(timezone !== undefined && { timezone }) };
    let last: LogChunk | null = null;
    for await (const chunk of this.readLog(path, { ...told, complete, position, finish })) {
      this.take(chunk, open);
      last = chunk;
    }
    if (last) this.handOver(last, open);
    if (this.summary.lines === before) this.summary.known++;
  }

  private take(chunk: LogChunk, open: Open): void {
    const { covered } = chunk;
    for (const run of this.own.take(chunk.runs)) this.tally.add(run, this.resolver.take(run));
    this.summary.otherDatabases = this.own.total;
    this.summary.lines += chunk.lines;
    if (covered) this.covered = { from: this.covered?.from ?? covered.from, to: covered.to };
    for (const gap of chunk.gaps) this.gaps.push(gap);
    this.meter.tell(chunk.bytes, this.summary.lines);
    if (this.tally.size > MOST_SIGHTINGS || this.tally.statements > MOST_STATEMENTS) {
      this.handOver(chunk, open);
      this.sweep();
    }
  }

  private note(chunk: LogChunk, open: Open): IngestPosition {
    const { offset, state } = chunk.position();
    this.state = state;
    if (open.head.length > 0) {
      const now = knownFile(open.head, offset, state);
      this.files = withFile(this.files, open.known, now);
      open.known = now;
    }
    return { version: 1, files: this.files };
  }

  private handOver(chunk: LogChunk, open: Open): void {
    const { sampling } = chunk.completeness();
    const source: SourceName = { id: this.options.source, kind: this.kind, required: true, sampling };
    const position = this.note(chunk, open);
    const { covered, gaps, database } = this;
    const batch = this.tally.toBatch({ database, source, position, covered, gaps });
    this.store.apply(batch);
    countBatch(this.summary, batch);
    this.covered = null;
    this.gaps = [];
  }
}
