/** Times and counts as a report prints them; total, for a time that came from outside may be no moment at all. */
import type { Duration, Sha, Time } from '../model.ts';
import { inGroups } from '../numbers.ts';
import { formatDuration, formatMoment, formatTime } from '../time.ts';

const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

const isMoment = (time: Time | null): time is Time => time !== null && time >= FIRST && time <= LAST;

/** RFC 3339 in UTC; null for none, and for what RFC 3339 cannot say. */
export function rfc3339(time: Time | null): string | null {
  return isMoment(time) ? formatTime(time) : null;
}

/** `2026-11-15` or `2026-11-15 14:30 UTC`; null where there is no moment. */
export function showMoment(time: Time | null, now: Time): string | null {
  return isMoment(time) && isMoment(now) ? formatMoment(time, now) : rfc3339(time);
}

export function showCount(count: number): string {
  return Number.isFinite(count) ? inGroups(count) : 'an unknown number of';
}

/** A duration to plan for: never shorter than it is, once its smaller units are left out. */
export function showAtLeast(duration: Duration): string {
  if (!Number.isFinite(duration)) return 'an unknown time';
  const unit = duration >= 86_400_000 ? 3_600_000 : duration >= 3_600_000 ? 60_000 : 1000;
  return formatDuration(Math.ceil(duration / unit) * unit);
}

/** A commit as people read it. */
export function showCommit(sha: Sha): string {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(sha) ? sha.slice(0, 7) : sha;
}
