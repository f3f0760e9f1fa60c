/** Time that collectors say they covered, put together: what one missed another may have seen. */
import type { Time } from '../../model.ts';
import { REPLICA } from './prometheus-growth.ts';
import { keyOf, type Labels, type Series } from './prometheus-series.ts';

/** Everything from `from` to `to` was counted by the collector `target`. */
export interface Claim {
  source: string;
  target: string;
  from: Time;
  to: Time;
}

export interface Span {
  from: Time;
  to: Time;
}

const milliseconds = (seconds: number): Time => Math.round(seconds * 1000);

/** What names a collector: everything that its engine said of it, but not what a series is about. */
export const targetOf = (labels: Labels): string =>
  keyOf(labels, [...REPLICA, 'db_namespace', 'source', 'kind', 'mode', 'table', 'column', 'result']);

export const sourceOf = (labels: Labels): string => labels.source ?? '';

/** Each series' last point as a moment, by the labels that two metrics of one scrape share. */
export function momentsOf(series: readonly Series[]): Map<string, Time> {
  return new Map(
    series.map(({ labels, points }) => [keyOf(labels), milliseconds(points.at(-1)?.value ?? 0)]),
  );
}

/** Points of two ranges at the same moments, one claim for each start. */
export function claimsInRange(until: readonly Series[], since: readonly Series[]): Claim[] {
  const starts = new Map(since.map((series) => [keyOf(series.labels), series.points]));
  return until.flatMap(({ labels, points }) => {
    const startAt = new Map(
      (starts.get(keyOf(labels)) ?? []).map(({ at, value }) => [at, milliseconds(value)]),
    );
    const reached = new Map<Time, Time>();
    for (const { at, value } of points) {
      const from = startAt.get(at);
      if (from !== undefined) reached.set(from, Math.max(reached.get(from) ?? from, milliseconds(value)));
    }
    const about = { source: sourceOf(labels), target: targetOf(labels) };
    return [...reached].map(([from, to]) => ({ ...about, from, to }));
  });
}

/** Spans in order of time, those that touch made one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (to < from) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** What lies between joined spans. */
export function gapsBetween(joined: readonly Span[]): Span[] {
  return joined.flatMap(({ to }, index) => {
    const next = joined[index + 1];
    return next ? [{ from: to, to: next.from }] : [];
  });
}

/** Whether joined `spans` hold all that joined `wanted` hold. */
export function holdsAll(spans: readonly Span[], wanted: readonly Span[]): boolean {
  return wanted.every((want) => spans.some(({ from, to }) => from <= want.from && to >= want.to));
}
