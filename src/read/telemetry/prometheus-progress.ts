/** Comparisons and backfills as an engine tells of them, in the protocol's words. */
import { formatTime } from '../../time.ts';
import type { TelemetryQuestion } from './kinds.ts';
import type { WrittenBackfill, WrittenComparison } from './prometheus-answer.ts';
import { REPLICA } from './prometheus-growth.ts';
import { growthQueries, PREFIX, type Query, quote } from './prometheus-queries.ts';
import { keyOf, type Labels, type Series } from './prometheus-series.ts';

type ProgressQuestion = Exclude<TelemetryQuestion, { ask: 'usage' }>;
export type Progress = Partial<Record<string, Series[]>>;
type Told = { answer: unknown } | { missing: string } | { failed: string };

export function progressQueries(
  question: ProgressQuestion,
  window: { from: number; to: number },
): Record<string, Query> {
  const selector = `{name=${quote(question.name)}}`;
  if (question.ask === 'backfill') {
    // One query, so that all of it is of one scrape.
    const text = `{__name__=~"${PREFIX}backfill_.+",name=${quote(question.name)}}`;
    return { all: { text, at: 'to' } };
  }
  const counters = ['compared', 'divergent', 'unknown'].flatMap((kind) =>
    Object.entries(growthQueries(`${PREFIX}dual_write_${kind}_total${selector}`, window, false)).map(
      ([part, query]): [string, Query] => [`${kind} ${part}`, query],
    ),
  );
  const seconds = Math.ceil((window.to - window.from) / 1000);
  const first: Query = {
    text: `min_over_time(${PREFIX}dual_write_compared_total${selector}[${seconds}s])`,
    at: 'to',
  };
  const last: Query = {
    text: `max_over_time(${PREFIX}dual_write_last_divergent_timestamp_seconds${selector}[${seconds}s])`,
    at: 'to',
  };
  return { ...Object.fromEntries(counters), first, last };
}

export function progressOf(series: Progress, question: ProgressQuestion): Told {
  return question.ask === 'backfill'
    ? backfillOf(series.all ?? [], question.name)
    : comparisonOf(series, question);
}

const lastOf = (series: Series): number => series.points.at(-1)?.value ?? 0;

interface Counter {
  base: Series[];
  most: Series[];
  resets: Series[];
}

function fold(series: readonly Series[], pick: (a: number, b: number) => number): Map<string, number> {
  const folded = new Map<string, number>();
  for (const one of series) {
    const key = keyOf(one.labels, REPLICA);
    folded.set(key, pick(folded.get(key) ?? lastOf(one), lastOf(one)));
  }
  return folded;
}

/** `least` for what speaks for agreement, `most` for what speaks against it: each on the side of caution. */
function boundsOf({ base, most, resets }: Counter, first: Series[]): { least: number; most: number } {
  const lows = fold(base, Math.min);
  const firsts = fold(first, Math.max);
  const anew = fold(resets, Math.max);
  const bounds = { least: 0, most: 0 };
  for (const [key, top] of fold(most, Math.max)) {
    const lives = 1 + (anew.get(key) ?? 0);
    const low = lows.get(key);
    bounds.most += Math.max(0, top * lives - (low ?? 0));
    // Without its value at the start, what it began with may be older than the window.
    bounds.least += lives > 1 ? 0 : Math.max(0, top - Math.max(low ?? 0, firsts.get(key) ?? 0));
  }
  return bounds;
}

function comparisonOf(series: Progress, question: Extract<ProgressQuestion, { ask: 'comparison' }>): Told {
  const { name, from, to } = question;
  const counter = (kind: string): Counter => ({
    base: series[`${kind} base`] ?? [],
    most: series[`${kind} most`] ?? [],
    resets: series[`${kind} resets`] ?? [],
  });
  const [compared, diverged, unknown] = [counter('compared'), counter('divergent'), counter('unknown')];
  if (compared.most.length === 0) return { missing: `there is no comparison called ${name}` };
  for (const [kind, { most }] of Object.entries({ divergent: diverged, unknown })) {
    if (most.length === 0)
      return {
        failed: `the answer was refused: it does not tell ${PREFIX}dual_write_${kind}_total of ${name}`,
      };
  }
  const last = Math.max(0, ...(series.last ?? []).map(lastOf));
  const count = Math.floor(boundsOf(compared, series.first ?? []).least);
  const answer: WrittenComparison = {
    protocol: '1',
    name,
    window: { from: formatTime(from), to: formatTime(to) },
    compared: count,
    diverged: Math.ceil(boundsOf(diverged, []).most),
    unknown: Math.ceil(boundsOf(unknown, []).most),
    last_diverged: last > 0 ? formatTime(Math.round(last * 1000)) : null,
  };
  return { answer };
}

const STATES = ['running', 'paused', 'failed', 'complete'] as const;

/** The series that one collector tells, by their names and states. */
function perCollector(series: readonly Series[]): Map<string, Map<string, number>> {
  const collectors = new Map<string, Map<string, number>>();
  for (const one of series) {
    const key = keyOf(one.labels, ['state']);
    const told = collectors.get(key) ?? new Map<string, number>();
    collectors.set(key, told.set(partOf(one.labels), lastOf(one)));
  }
  return collectors;
}

const partOf = ({ __name__: metric = '', state }: Labels): string =>
  `${metric.slice(`${PREFIX}backfill_`.length)}${state === undefined ? '' : ` ${state}`}`;

/** Where several tell of it, the one that was told of last. */
function backfillOf(series: readonly Series[], name: string): Told {
  const told = [...perCollector(series).values()].sort(
    (a, b) => (b.get('updated_timestamp_seconds') ?? 0) - (a.get('updated_timestamp_seconds') ?? 0),
  )[0];
  if (!told) return { missing: `there is no backfill called ${name}` };
  const states = STATES.filter((state) => told.get(`state ${state}`) === 1);
  const [done, failed, updated] = ['rows_done', 'rows_failed', 'updated_timestamp_seconds'].map((part) =>
    told.get(part),
  );
  const [state] = states;
  if (
    state === undefined ||
    states.length > 1 ||
    done === undefined ||
    failed === undefined ||
    updated === undefined
  )
    return {
      failed: `the answer was refused: it does not tell state, rows and time of the backfill ${name}`,
    };
  const remaining = told.get('rows_remaining');
  const verified = told.get('verified_timestamp_seconds');
  const answer: WrittenBackfill = {
    protocol: '1',
    name,
    state,
    total: remaining === undefined ? null : Math.ceil(done + remaining),
    done: Math.floor(done),
    failed: Math.ceil(failed),
    updated_at: formatTime(Math.round(updated * 1000)),
    verified_at: verified === undefined ? null : formatTime(Math.round(verified * 1000)),
  };
  return { answer };
}
