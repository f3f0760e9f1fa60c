/** From lines of a slow log to chunks of runs: what they cover, and what was lost before them. */
import type { Gap, Run } from '../../words.ts';
import type { Completeness, LogChunk, LogPosition } from '../server-log/reading.ts';
import { emptyState, SlowLogEntries, type SlowLogState } from './entries.ts';
import { switchesSlowLog } from './settings.ts';

export interface SlowLogReading {
  /** Somebody who can know says that every statement is logged: see `judgeSlowLogSettings`. */
  complete?: boolean;
  /** Of a log that is being written: nothing in it was later than this, whatever a client has set its clock to. */
  now?: () => number;
}

/** How far a statement may seem to have ended before the one that is logged before it: times are of whole seconds. */
const SLACK = 2000;

interface Kept {
  entries: SlowLogState;
  last: number | null;
  switched: boolean;
}

const isKept = (state: unknown): state is Kept =>
  typeof state === 'object' && state !== null && 'entries' in state && 'last' in state && 'switched' in state;

export class SlowLogReader {
  readonly entries: SlowLogEntries;
  /** The latest moment that was told. */
  last: number | null;
  /** What was lost before the next statement. */
  lost: string | null = null;
  private switched: boolean;
  private readonly complete: boolean;
  private readonly now: (() => number) | null;

  constructor(state: unknown, { complete = false, now }: SlowLogReading) {
    const kept = isKept(state) ? state : { entries: emptyState(), last: null, switched: false };
    this.entries = new SlowLogEntries(structuredClone(kept.entries));
    this.last = kept.last;
    this.switched = kept.switched;
    this.complete = complete;
    this.now = now ?? null;
  }

  get kept(): Kept {
    return structuredClone({ entries: this.entries.state, last: this.last, switched: this.switched });
  }

  completeness(): Completeness {
    const some = { mode: 'threshold', rate: 0.01 } as const;
    if (this.switched) return { sampling: some, reason: 'a statement changed what is logged' };
    if (!this.complete)
      return {
        sampling: some,
        reason: 'the log does not say whether every statement is in it (long_query_time = 0)',
      };
    return { sampling: { mode: 'full', rate: 1 }, reason: 'it is said that every statement is logged' };
  }

  take(text: string): number {
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) this.entries.push(line.endsWith('\r') ? line.slice(0, -1) : line);
    return lines.length;
  }

  chunk(lines: number, bytes: number, path: string, position: () => LogPosition): LogChunk {
    const runs = this.now === null ? this.entries.take() : this.inOrder(this.entries.take(), this.now());
    const gaps = this.gapsBefore(runs);
    const from = this.last ?? runs[0]?.at ?? null;
    let to = from ?? 0;
    for (const run of runs) {
      if (run.at > to) to = run.at;
      this.switched ||= switchesSlowLog(run.text);
    }
    if (from !== null) this.last = to;
    const covered = from === null ? null : { from, to };
    return { runs, covered, gaps, lines, bytes, path, position, completeness: () => this.completeness() };
  }

  /**
   * A session may `SET timestamp` to any time, and the log shows that one: what seems older than what was logged before it, or
   * newer than now, ran when it was logged.
   */
  private inOrder(runs: Run[], now: number): Run[] {
    let last = Math.min(this.last ?? Number.NEGATIVE_INFINITY, now);
    return runs.map((run) => {
      const at = run.at < last - SLACK ? last : Math.min(run.at, now);
      last = Math.max(last, at);
      return at === run.at ? run : { ...run, at };
    });
  }

  private gapsBefore(runs: Run[]): Gap[] {
    const first = runs[0]?.at;
    if (this.lost === null || first === undefined) return [];
    const gap = { from: Math.min(this.last ?? first, first), to: first, reason: this.lost };
    this.lost = null;
    return [gap];
  }
}
