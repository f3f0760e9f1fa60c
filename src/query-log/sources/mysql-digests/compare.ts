/** What ran between two snapshots of the digests, and why an interval may not be believed. */
import { cutMark } from '../../files/lines.ts';
import type { Gap, Run, Span } from '../../words.ts';
import type { DigestRow, ServerState, Snapshot } from './snapshot.ts';
import { markTruncated } from './truncated.ts';

export type Counted = Pick<DigestRow, 'count' | 'errors' | 'firstSeen'>;

export interface Earlier {
  state: ServerState;
  unnamed: number;
  rows: ReadonlyMap<string, Counted>;
}

export interface Interval {
  span: Span;
  gaps: Gap[];
  runs: Run[];
}

export interface Judging {
  /** The server counts what clients prepare over the binary protocol. */
  countsPrepared: boolean;
  /** Prepared statements that the collector itself ran since the earlier snapshot. */
  ownPrepared: number;
}

/** The server's start is known to the second, and so may look moved by one. */
const START_SLACK = 2000;

const wasReset = (earlier: Counted, row: DigestRow): boolean =>
  row.count < earlier.count || row.errors < earlier.errors || row.firstSeen !== earlier.firstSeen;

function reasonsOf(earlier: Earlier, later: Snapshot, judging: Judging): string[] {
  const reasons: string[] = [];
  const { enabled, off } = later.settings;
  if (!enabled) reasons.push('disabled');
  if (off.length > 0) reasons.push('not-tracked');
  const restarted = Math.abs(later.after.started - earlier.state.started) > START_SLACK;
  if (restarted) return [...reasons, 'server-restarted'];
  const reset =
    later.unnamed < earlier.unnamed ||
    [...earlier.rows].some(([key, known]) => {
      const row = later.rows.get(key);
      return row === undefined || wasReset(known, row);
    });
  if (reset) reasons.push('stats-reset');
  if (later.after.lost !== earlier.state.lost || later.unnamed > earlier.unnamed)
    reasons.push('digest-overflow');
  const prepared = later.after.prepared - earlier.state.prepared - judging.ownPrepared;
  if (!judging.countsPrepared && prepared !== 0) reasons.push('prepared-not-counted');
  return reasons;
}

function runsOf(row: DigestRow, known: Counted | undefined, span: Span, digestLength: number): Run[] {
  const before = known && !wasReset(known, row) ? known : { count: 0, errors: 0 };
  const failed = Math.min(row.errors - before.errors, row.count - before.count);
  const text = row.text === null ? cutMark : markTruncated(row.text, digestLength);
  const at = Math.min(Math.max(row.lastSeen, span.from), span.to);
  const run = { text, at, service: '', user: '', session: null, defaultSchema: row.schema ?? '' };
  return [
    { ...run, runs: row.count - before.count - failed, failed: false },
    { ...run, runs: failed, failed: true },
  ].filter(({ runs }) => runs > 0);
}

/** Every reason makes the whole interval a gap: what was seen counts, silence proves nothing. */
export function compareDigests(earlier: Earlier, later: Snapshot, judging: Judging): Interval {
  const span = {
    from: Math.min(earlier.state.at, later.before.at),
    to: Math.max(earlier.state.at, later.before.at),
  };
  const reasons = reasonsOf(earlier, later, judging);
  if (later.before.at < earlier.state.at) reasons.push('clock-stepped');
  const runs = [...later.rows].flatMap(([key, row]) =>
    runsOf(row, earlier.rows.get(key), span, later.settings.digestLength),
  );
  return { span, runs, gaps: reasons.map((reason) => ({ ...span, reason })) };
}

interface Position {
  form: 1;
  state: ServerState;
  unnamed: number;
  rows: [key: string, count: number, errors: number, firstSeen: string][];
}

/** The snapshot as it is kept with the counts: JSON. */
export function positionOf({ before, unnamed, rows }: Snapshot): Position {
  const kept = [...rows].map(([key, { count, errors, firstSeen }]): Position['rows'][number] => [
    key,
    count,
    errors,
    firstSeen,
  ]);
  return { form: 1, state: before, unnamed, rows: kept };
}

/** Null: there is none that can be read; counting begins anew then. */
export function readPosition(position: unknown): Earlier | null {
  const { form, state, unnamed, rows } = (position ?? {}) as Partial<Position>;
  if (form !== 1 || typeof state !== 'object' || typeof unnamed !== 'number' || !Array.isArray(rows))
    return null;
  const whole = [state.at, state.started, state.lost, state.prepared].every(Number.isFinite);
  const isRow = (row: unknown): boolean => Array.isArray(row) && row.length === 4;
  if (!whole || !rows.every(isRow)) return null;
  const kept = rows.map(([key, count, errors, firstSeen]) => [key, { count, errors, firstSeen }] as const);
  return { state, unnamed, rows: new Map(kept) };
}
