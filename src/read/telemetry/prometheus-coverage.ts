/** Sources as an engine tells of them, in the protocol's words; or why what it tells proves nothing. */
import type { Time } from '../../model.ts';
import { formatTime } from '../../time.ts';
import type { UsageQuestion } from './check-usage.ts';
import type { SourceCoverage } from './prometheus-answer.ts';
import { growthOf } from './prometheus-growth.ts';
import { keyOf, type Series } from './prometheus-series.ts';
import {
  type Claim,
  gapsBetween,
  joinSpans,
  momentsOf,
  type Span,
  sourceOf,
  targetOf,
} from './prometheus-spans.ts';

export type CoverageSeries = Record<
  'until' | 'since' | 'sinceLast' | 'sampling' | 'required' | 'before' | 'base' | 'most' | 'resets',
  Series[]
>;

export interface Coverage {
  sources: SourceCoverage[];
  claims: Claim[];
}

/** A collector whose clock is that far ahead cannot tell what it has seen. */
const AHEAD = 60_000;

const name = (metric: string): string => `lanekeeper_source_${metric}`;

/** Sources in which a collector began anew within the window: only a range tells what it covered before. */
export function changedSources({ since, sinceLast }: CoverageSeries): string[] {
  const last = momentsOf(sinceLast);
  const changed = since.filter(({ labels, points }) => {
    const first = Math.round((points.at(-1)?.value ?? 0) * 1000);
    return last.get(keyOf(labels)) !== first;
  });
  return [...new Set(changed.map(({ labels }) => sourceOf(labels)))];
}

/** Of the latest coverage that each collector told. */
export function latestClaims({ until, sinceLast }: CoverageSeries): Claim[] | { refused: string } {
  const starts = momentsOf(sinceLast);
  const claims: Claim[] = [];
  for (const [index, [key, to]] of [...momentsOf(until)].entries()) {
    const labels = until[index]?.labels ?? {};
    const source = sourceOf(labels);
    const from = starts.get(key);
    if (source === '') return { refused: `${name('covered_until_timestamp_seconds')} has no label source` };
    if (from === undefined) {
      return {
        refused: `the source ${source} does not tell ${name('covered_since_timestamp_seconds')}: since when it covers everything is not known`,
      };
    }
    if (from > to) return { refused: `the source ${source} ends before it begins` };
    claims.push({ source, target: targetOf(labels), from, to });
  }
  return claims;
}

const MODES = ['full', 'at-least-once', 'random', 'threshold'] as const;

/** The worst of all that was told within the window; null: nothing was, or nothing that can be understood. */
function samplingOf(source: string, series: readonly Series[]): SourceCoverage['sampling'] | null {
  const told = series
    .filter(({ labels }) => sourceOf(labels) === source)
    .map(({ labels, points }) => ({
      mode: MODES.find((mode) => mode === labels.mode),
      rate: points.at(-1)?.value ?? 0,
    }));
  const worst = told.toSorted(
    (a, b) => MODES.indexOf(b.mode ?? 'threshold') - MODES.indexOf(a.mode ?? 'threshold') || a.rate - b.rate,
  )[0];
  if (!worst || told.some(({ mode }) => mode === undefined)) return null;
  const { mode, rate } = worst;
  return mode !== undefined && rate > 0 && rate <= 1 ? { mode, rate } : null;
}

interface Statements {
  statements: number;
  unparsed: number;
}

/** Read within the window; null: it does not tell whether all could be read. */
function statementsOf(source: string, series: CoverageSeries): Statements | null {
  const growths = growthOf(series).filter(({ labels }) => sourceOf(labels) === source);
  const sum = (result: string): number | null => {
    const counts = growths.filter(({ labels }) => labels.result === result).map(({ count }) => count);
    return counts.length === 0 ? null : counts.reduce((total, count) => total + count, 0);
  };
  const unparsed = sum('unparsed');
  return unparsed === null ? null : { statements: (sum('parsed') ?? 0) + unparsed, unparsed };
}

function spansOf(source: string, claims: readonly Claim[]): Span[] {
  return joinSpans(claims.filter((claim) => claim.source === source));
}

function coverageOf(
  source: string,
  series: CoverageSeries,
  claims: readonly Claim[],
  question: UsageQuestion,
): SourceCoverage | { refused: string } {
  const spans = spansOf(source, claims);
  const refuse = (why: string) => ({ refused: `the source ${source} ${why}` });
  const [from, to] = [spans[0]?.from, spans.at(-1)?.to];
  if (from === undefined || to === undefined) return refuse('covers no time');
  if (to > question.to + AHEAD)
    return refuse(`covers time to come, up to ${formatTime(to)}: its clock is ahead`);
  const told = series.required.filter(({ labels }) => sourceOf(labels) === source);
  if (told.length === 0) return refuse(`does not tell ${name('required')}`);
  const sampling = samplingOf(source, series.sampling);
  if (!sampling)
    return refuse(`does not tell ${name('sampling_rate')}: whether it sees every statement is not known`);
  const statements = statementsOf(source, series);
  if (!statements)
    return refuse(
      'does not tell lanekeeper_statements_total of the result unparsed: whether all could be read is not known',
    );
  return {
    id: source,
    kind: told[0]?.labels.kind ?? 'unknown',
    required: told.some(({ points }) => (points.at(-1)?.value ?? 0) > 0),
    from: formatTime(from),
    to: formatTime(Math.min(to, question.to)),
    gaps: gapsBetween(spans).map((gap) => ({
      from: formatTime(gap.from),
      to: formatTime(gap.to),
      reason: 'not-covered',
    })),
    sampling,
    ...statements,
  };
}

/** What an engine forgot cannot be asked: a use seen by a collector that is gone would be forgotten, too. */
function refuseForgotten(
  source: string,
  from: Time,
  before: readonly Series[],
  question: UsageQuestion,
): string | null {
  if (from > question.from || before.some(({ labels }) => sourceOf(labels) === source)) return null;
  return `it has no sample of the source ${source} from before the window (${formatTime(question.from)}), though that source is covered since ${formatTime(from)}: the retention of the engine is shorter than the window, or it scrapes the source for less long than that; keep samples for longer than the window (--storage.tsdb.retention.time)`;
}

/** Required sources that told nothing within the window, though the engine remembers them from before. */
export function silentSources({ required, until }: CoverageSeries): string[] {
  const heard = new Set(until.map(({ labels }) => sourceOf(labels)));
  const wanted = required.filter(({ points }) => (points.at(-1)?.value ?? 0) > 0);
  return [...new Set(wanted.map(({ labels }) => sourceOf(labels)))].filter((source) => !heard.has(source));
}

/** Every source that told of itself within the window. */
export function sourcesOf(
  series: CoverageSeries,
  claims: readonly Claim[],
  question: UsageQuestion,
): SourceCoverage[] | { refused: string } {
  const sources: SourceCoverage[] = [];
  for (const source of new Set(claims.map((claim) => claim.source))) {
    const one = coverageOf(source, series, claims, question);
    if ('refused' in one) return one;
    const start = spansOf(source, claims)[0]?.from ?? question.to;
    const forgotten = refuseForgotten(source, start, series.before, question);
    if (forgotten !== null) return { refused: forgotten };
    sources.push(one);
  }
  return sources;
}
