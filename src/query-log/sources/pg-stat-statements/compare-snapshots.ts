/** What ran between two snapshots, and why an interval may not be believed. */
import type { Gap, Run, Span } from '../../words.ts';
import type { Info, Snapshot, StatementRow, Tracking } from './snapshot.ts';

/** A kept snapshot has no texts: those of the later one are taken. */
export type Earlier = Pick<Snapshot, 'at' | 'before'> & { rows: ReadonlyMap<string, Counters> };
export type Counters = Pick<StatementRow, 'calls' | 'time' | 'since'>;

export interface Interval {
  span: Span;
  /** One for each gap in what was seen; none: nothing that ended in the span and succeeded is missing. */
  gaps: Gap[];
  runs: Run[];
}

export interface Judging {
  /**
   * The resolver finds everything that a statement makes functions and triggers do, so that `track = top` is enough. False:
   * only `track = all` is.
   */
  functionsFollowed: boolean;
  /** Milliseconds that went by on a clock that nobody sets, where both snapshots were taken by one process. */
  elapsed: number | null;
}

/** How far the server's clock may be from that one within an interval. */
const CLOCK_MS = 5000;

/** Counters that were begun anew: fewer calls, another time for as many calls, or the server says so itself. */
function wasReset(earlier: Counters, row: StatementRow): boolean {
  if (row.calls < earlier.calls || row.since !== earlier.since) return true;
  if (row.calls === earlier.calls) return row.time !== earlier.time;
  return Number(row.time) < Number(earlier.time);
}

function infoReasons(earlier: Info, later: Info): string[] {
  if (earlier.serverStart !== later.serverStart) return ['server-restarted'];
  const reasons: string[] = [];
  if (earlier.statsReset !== later.statsReset) reasons.push('stats-reset');
  if (earlier.dealloc !== later.dealloc) reasons.push('evicted');
  return reasons;
}

/** How many entries the server throws out at once when the table is full. */
const victims = (max: number): number => Math.max(10, Math.ceil(max * 0.05));

/**
 * Before 14 nobody counts evictions. After one there are almost as many entries as there may be, and only another one takes
 * away any: so with fewer, and none of the old ones gone, there was none. Statements that failed hold entries that nobody
 * sees: twice the room is kept for them.
 */
function isFull({ entries, max, after }: Snapshot): boolean {
  return after.dealloc === null ? entries >= max / 2 || entries >= max - 2 * victims(max) : entries >= max;
}

function trackingReasons({ track, utility, computed, overrides }: Tracking, followed: boolean): string[] {
  const reasons: string[] = [];
  if (track === 'none' || !computed) reasons.push('not-tracked');
  if (track === 'top' && !followed) reasons.push('functions-not-tracked');
  if (!utility) reasons.push('utility-not-tracked');
  if (overrides.some((one) => weakens(one, followed))) reasons.push('not-tracked-for-some');
  return reasons;
}

function weakens(override: string, followed: boolean): boolean {
  const value = override.slice(override.lastIndexOf('=') + 1);
  if (override.includes('track_utility=')) return !/^(?:on|true|yes|1)$/i.test(value);
  if (override.includes('compute_query_id=')) return /^(?:off|false|no|0)$/i.test(value);
  return value === 'none' || (value === 'top' && !followed);
}

/** What the later snapshot cannot show, whatever was before. */
function ownReasons(later: Snapshot, followed: boolean): string[] {
  const reasons = trackingReasons(later.tracking, followed);
  if (later.lost > 0) reasons.push('query-text-lost');
  if (later.hidden > 0) reasons.push('not-permitted');
  if (isFull(later)) reasons.push('evicted');
  return reasons;
}

function clockReasons(span: Span, elapsed: number | null): string[] {
  const moved = span.to - span.from;
  if (moved < 0) return ['clock-stepped'];
  return elapsed !== null && Math.abs(moved - elapsed) > CLOCK_MS ? ['clock-stepped'] : [];
}

interface Growth {
  runs: Run[];
  reset: boolean;
}

function growthOf(earlier: Earlier, later: Snapshot): Growth {
  const runs: Run[] = [];
  let reset = false;
  for (const [key, row] of later.rows) {
    const before = earlier.rows.get(key);
    const anew = before !== undefined && wasReset(before, row);
    reset ||= anew;
    const count = before === undefined || anew ? row.calls : row.calls - before.calls;
    // Without its text nobody can count it; the interval is a gap then.
    if (count === 0 || row.text === null) continue;
    runs.push({
      text: row.text,
      at: later.at,
      runs: count,
      failed: false,
      service: '',
      user: row.user,
      session: null,
    });
  }
  return { runs, reset };
}

/**
 * All successful runs between two snapshots, as of the later one. Each reason makes the whole interval a gap: in it, what was
 * seen is counted, but silence proves nothing. The clock's order is the server's; a span never runs backwards.
 */
export function compareSnapshots(earlier: Earlier, later: Snapshot, judging: Judging): Interval {
  const { runs, reset } = growthOf(earlier, later);
  const told = { from: earlier.at, to: later.at };
  const span = { from: Math.min(told.from, told.to), to: Math.max(told.from, told.to) };
  const reasons = new Set([
    ...infoReasons(earlier.before, later.after),
    ...ownReasons(later, judging.functionsFollowed),
    ...clockReasons(told, judging.elapsed),
  ]);
  const gone = [...earlier.rows.keys()].some((key) => !later.rows.has(key));
  // Where the server says that nothing was evicted, somebody took single rows away.
  if (reset || gone) reasons.add(gone && later.after.dealloc === null ? 'evicted' : 'stats-reset');
  if (reasons.has('server-restarted')) reasons.delete('stats-reset');
  return { span, runs, gaps: [...reasons].map((reason) => ({ ...span, reason })) };
}
