/** Whether counting nothing would prove that there was nothing. */
import type { Duration, Time } from '../../model.ts';
import type { Span } from '../words.ts';
import { coverageOf, type KnownSource, samplingIn } from './coverage.ts';
import { overlaps } from './spans.ts';

/**
 * A live source is always a little behind: it has read to a minute ago, and says so. Whoever asks up to this very moment gets
 * `zero` where no more than this is still unread, and sees in `to` how much it is: how old the newest record may be is the
 * asker's to say (`max_age`).
 */
export const STILL_COMING: Duration = 5 * 60_000;

export function spansWindow(source: KnownSource, window: Span, now: Time): boolean {
  const { from, to, gaps } = coverageOf(source, now);
  if (from > window.from || to < window.to - STILL_COMING || to <= window.from) return false;
  return !gaps.some((gap) => overlaps(gap, window));
}

function isProof(source: KnownSource, window: Span, now: Time): boolean {
  const whole = samplingIn(source, window).mode === 'full';
  return whole && source.unparsed === 0 && spansWindow(source, window, now);
}

/** Every required source saw the whole window, whole, and there is one; none that is expected is missing. */
export function provesZero(
  sources: readonly KnownSource[],
  missing: readonly string[],
  window: Span,
  now: Time,
): boolean {
  const required = sources.filter((source) => source.required);
  if (required.length === 0 || missing.length > 0) return false;
  if (!(window.from < window.to) || window.to > now) return false;
  return required.every((source) => isProof(source, window, now));
}
