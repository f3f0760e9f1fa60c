/** Whether counting nothing would prove that there was nothing, and if not, why. */
import type { Duration, Time } from '../../model.ts';
import type { Blemish } from '../protocol.ts';
import type { Span } from '../words.ts';
import { coverageOf, type KnownSource, samplingIn } from './coverage.ts';
import { overlaps } from './spans.ts';

/**
 * A live source is always a little behind: it has read to a minute ago, and says so. Whoever asks up to this very moment gets
 * `zero` where no more than this is still unread, and sees in `to` how much it is. Where more is, the state is `no_data`
 * because it is `behind`, and nothing else: how old the newest record may be is the asker's to say (`max_age`).
 */
export const STILL_COMING: Duration = 5 * 60_000;

function blemishesOfSpan(source: KnownSource, window: Span, now: Time): Blemish[] {
  const { from, to, gaps } = coverageOf(source, now);
  const found: Blemish[] = [];
  if (from > window.from || to <= window.from) found.push('begins-later');
  if (to < window.to - STILL_COMING) found.push('behind');
  if (gaps.some((gap) => overlaps(gap, window))) found.push('gaps');
  return found;
}

function blemishesOfSource(source: KnownSource, window: Span, now: Time): Blemish[] {
  const found = blemishesOfSpan(source, window, now);
  if (samplingIn(source, window).mode !== 'full') found.push('sampled');
  if (source.unparsed > 0) found.push('unparsed');
  return found;
}

/**
 * All that keeps a count of zero from being a proof; empty: every required source saw the whole window, whole, there is one,
 * and none that is expected is missing.
 */
export function blemishesOf(
  sources: readonly KnownSource[],
  missing: readonly string[],
  window: Span,
  now: Time,
): Blemish[] {
  const required = sources.filter((source) => source.required);
  const found = required.flatMap((source) => blemishesOfSource(source, window, now));
  if (required.length === 0) found.push('no-required-source');
  if (missing.length > 0) found.push('source-missing');
  if (!(window.from < window.to) || window.to > now) found.push('no-such-window');
  return [...new Set(found)].sort();
}
