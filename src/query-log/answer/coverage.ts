/** What a source has covered, as the protocol tells it. */
import type { Time } from '../../model.ts';
import { formatTime } from '../../time.ts';
import type { SourceCoverage } from '../protocol.ts';
import type { Gap, Sampling, SourceName, Span } from '../words.ts';
import { holesBetween, joinSpans, overlaps, partGaps } from './spans.ts';

export interface KnownSource extends SourceName {
  spans: Span[];
  /** Those that the source named. */
  gaps: Gap[];
  /** When it was not whole, and how it was then. */
  sampled: (Span & Sampling)[];
  /** First and last run that it told of; null: it told of none. */
  records: Span | null;
  /** Within the window. */
  statements: number;
  unparsed: number;
}

export interface Covered extends Span {
  gaps: Gap[];
}

/** More gaps than this are told as one from the first of the oldest to the last: an answer has a limit, and loses no gap by it. */
const MOST_GAPS = 1000;

function limitGaps(gaps: Gap[]): Gap[] {
  const [first] = gaps;
  const last = gaps.at(-MOST_GAPS);
  if (!first || !last || gaps.length <= MOST_GAPS) return gaps;
  return [{ from: first.from, to: last.to, reason: 'many-gaps' }, ...gaps.slice(1 - MOST_GAPS)];
}

/** A source that proves nothing about time: all that it told of is one gap, so that nothing is taken for covered. */
function uncovered(records: Span | null, now: Time): Covered {
  const [from, to] = records ? [Math.min(records.from, now), Math.min(records.to, now)] : [now, now];
  return { from, to, gaps: [{ from, to, reason: 'no-coverage' }] };
}

/** From the first moment covered to the last, and what between them was not. Nothing is covered after now, whatever a clock said. */
export function coverageOf(source: Pick<KnownSource, 'spans' | 'gaps' | 'records'>, now: Time): Covered {
  const spans = joinSpans(source.spans).filter(({ from }) => from <= now);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return uncovered(source.records, now);
  const covered = { from: first.from, to: Math.min(last.to, now) };
  const holes = holesBetween(spans).map((hole) => ({ ...hole, reason: 'not-covered' }));
  const named = source.gaps
    .filter((gap) => overlaps(gap, covered))
    .map((gap) => ({ ...gap, from: Math.max(gap.from, covered.from), to: Math.min(gap.to, covered.to) }));
  return { ...covered, gaps: limitGaps(partGaps([...holes, ...named])) };
}

/** As it is now, or as it was within the window where that was less: only what was whole all along proves zero. */
export function samplingIn(source: Pick<KnownSource, 'sampling' | 'sampled'>, window: Span): Sampling {
  const then = source.sampled.filter(
    (span) => overlaps(span, window) || span.from === window.to || span.to === window.from,
  );
  const all = [source.sampling, ...then].filter(({ mode, rate }) => mode !== 'full' || rate < 1);
  const [worst] = all.toSorted((a, b) => a.rate - b.rate);
  if (!worst) return { mode: 'full', rate: 1 };
  return { mode: worst.mode === 'full' ? 'random' : worst.mode, rate: worst.rate };
}

export function tellSource(source: KnownSource, window: Span, now: Time): SourceCoverage {
  const { id, kind, required, statements, unparsed } = source;
  const { from, to, gaps } = coverageOf(source, now);
  return {
    id,
    kind,
    required,
    from: formatTime(from),
    to: formatTime(to),
    gaps: gaps.map((gap) => ({ from: formatTime(gap.from), to: formatTime(gap.to), reason: gap.reason })),
    sampling: samplingIn(source, window),
    statements,
    unparsed,
  };
}
