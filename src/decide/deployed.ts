/**
 * What records of deployments prove, read pessimistically in each direction: present, started, live.
 * Attempts come ordered by creation. See "Deployed" in the rules.
 */
import type { Attempt, Sha, Time } from '../model.ts';

/** Newest attempt that had succeeded by `at`; by creation, not by the time of success. */
function lastSuccess(attempts: readonly Attempt[], at: Time): Attempt | undefined {
  return attempts.findLast(
    (attempt) => attempt.created <= at && attempt.succeeded !== null && attempt.succeeded <= at,
  );
}

/**
 * The last success and every newer attempt, as of `at`: any of them may be what answers users. Of two that were created at
 * one moment nobody knows which came last.
 */
export function liveAt(attempts: readonly Attempt[], at: Time): Attempt[] {
  const from = lastSuccess(attempts, at)?.created ?? Number.NEGATIVE_INFINITY;
  return attempts.filter(({ created }) => created >= from && created <= at);
}

/** Everything that was live at some moment of `since` to `now`. */
export function liveSince(attempts: readonly Attempt[], since: Time, now: Time): Attempt[] {
  const before = liveAt(attempts, since);
  const after = attempts.filter((attempt) => attempt.created > since && attempt.created <= now);
  return [...before, ...after];
}

/** When a newer attempt's success took its place; null: it may still be live. */
function supersededAt(attempts: readonly Attempt[], index: number, now: Time): Time | null {
  const moment = attempts[index]?.created ?? now;
  const times = attempts
    .filter(({ created }) => created > moment)
    .map((attempt) => attempt.succeeded)
    .filter((time): time is Time => time !== null && time <= now);
  return times.length > 0 ? Math.min(...times) : null;
}

/**
 * The moment from which everything live has held without a break, looking back no further than `since`
 * (`null` of `start` then means: for at least that long). Not held now: `held` is false.
 * Nothing ever succeeded: not held, for no record is never success.
 */
export function heldSince(
  attempts: readonly Attempt[],
  holds: (commit: Sha) => boolean,
  since: Time,
  now: Time,
): { held: false } | { held: true; start: Time | null } {
  const first = attempts.filter((attempt) => attempt.succeeded !== null && attempt.succeeded <= now);
  if (first.length === 0) return { held: false };
  const considered = new Set(liveSince(attempts, since, now));
  let start: Time | null = null;
  for (const [index, attempt] of attempts.entries()) {
    if (!considered.has(attempt) || holds(attempt.commit)) continue;
    const over = supersededAt(attempts, index, now);
    if (over === null) return { held: false };
    start = Math.max(start ?? over, over);
  }
  const begin = Math.min(...first.map((attempt) => attempt.succeeded ?? now));
  if (begin > since) start = Math.max(start ?? begin, begin);
  return { held: true, start };
}

/** Attempts of each deployment environment apart: each must satisfy on its own. */
export function bySite(
  names: readonly string[],
  attempts: readonly Attempt[],
): { site: string; attempts: Attempt[] }[] {
  return names.map((site) => ({ site, attempts: attempts.filter((attempt) => attempt.name === site) }));
}

/** The commits among attempts, each once, newest first. */
export function commitsOf(attempts: readonly Attempt[]): Sha[] {
  return [...new Set(attempts.map((attempt) => attempt.commit).reverse())];
}
