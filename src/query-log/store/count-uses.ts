/** What callers did with shapes within a window, and when they were seen at all. */
import type { Time } from '../../model.ts';
import type { Seen, Use } from '../answer/uses.ts';
import type { Span } from '../words.ts';
import { HOUR, hourOf } from './hours.ts';
import type { Statements } from './statements.ts';

export type ShapeUse = Omit<Use, 'reach' | 'fingerprint' | 'text'>;

/** An hour that straddles the window's edge counts where its runs may lie within: never too few. */
const WITHIN = `c.shape = ? AND c.hour >= ? AND c.hour * ${HOUR} + c.first <= ? AND c.hour * ${HOUR} + c.last >= ?`;

const USES = `SELECT k.service, k.user, sum(c.runs) AS runs, sum(c.failed) AS failed, sum(c.prepared) AS prepared,
    max(c.hour * ${HOUR} + c.last) AS last
  FROM counts c JOIN callers k ON k.id = c.caller WHERE ${WITHIN} GROUP BY c.caller HAVING sum(c.runs) + sum(c.prepared) > 0`;

const HOURS = `SELECT c.hour, k.service, sum(c.runs) AS runs, sum(c.prepared) AS prepared
  FROM counts c JOIN callers k ON k.id = c.caller WHERE ${WITHIN} GROUP BY c.hour, k.service`;

export interface HourRow {
  hour: number;
  service: string;
  runs: number;
  prepared: number;
}

const bounds = (shape: number, { from, to }: Span) => [shape, hourOf(from), to, from] as const;

export function usesOfShape(sql: Statements, shape: number, window: Span): ShapeUse[] {
  return sql
    .rows<ShapeUse>(USES, ...bounds(shape, window))
    .map((use) => ({ ...use, last: Math.min(use.last, window.to) }));
}

export function hoursOfShape(sql: Statements, shape: number, window: Span): HourRow[] {
  return sql.rows<HourRow>(HOURS, ...bounds(shape, window));
}

const SEEN = `SELECT s.caller, k.service, k.user, s.first, s.last FROM seen s JOIN callers k ON k.id = s.caller WHERE s.shape = ? AND s.first <= ?`;

/** The last run by a caller that may be no later than `to`. */
const LATEST = `SELECT max(hour * ${HOUR} + last) AS last FROM counts WHERE shape = ? AND caller = ? AND hour * ${HOUR} + first <= ?`;

/** Up to `to`: what came later is of no concern to a question about an earlier time. */
export function seenOfShape(sql: Statements, shape: number, to: Time): Seen[] {
  return sql
    .rows<Seen & { caller: number }>(SEEN, shape, to)
    .map(({ caller, service, user, first, last }) => {
      if (last <= to) return { service, user, first, last };
      const then = sql.row<{ last: number | null }>(LATEST, shape, caller, to)?.last ?? first;
      return { service, user, first, last: Math.min(then, to) };
    });
}
