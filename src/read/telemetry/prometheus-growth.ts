/** How much counters grew within a window: never less than they truly did. */
import { keyOf, type Labels, type Series } from './prometheus-series.ts';

export interface Growth {
  labels: Labels;
  count: number;
}

/** Labels by which the two engines of a pair tell their copies apart. Any other label tells two collectors apart. */
export const REPLICA = ['replica', 'prometheus_replica', '__replica__'];

const lastOf = (series: Series): number => series.points.at(-1)?.value ?? 0;

function fold(series: readonly Series[], pick: (a: number, b: number) => number): Map<string, number> {
  const folded = new Map<string, number>();
  for (const one of series) {
    const key = keyOf(one.labels, REPLICA);
    const value = lastOf(one);
    folded.set(key, pick(folded.get(key) ?? value, value));
  }
  return folded;
}

/**
 * A series that was not there at the start counts in full: a collector that lives shortly is first seen at its end. After a
 * reset nobody knows how far it had come, so every life is taken to have reached the highest.
 */
export function growthOf(parts: { base: Series[]; most: Series[]; resets: Series[] }): Growth[] {
  const base = fold(parts.base, Math.min);
  const most = fold(parts.most, Math.max);
  const resets = fold(parts.resets, Math.max);
  const named = new Map(parts.most.map(({ labels }) => [keyOf(labels, REPLICA), labels]));
  return [...named].map(([key, labels]) => {
    const lives = 1 + Math.ceil(resets.get(key) ?? 0);
    const count = (most.get(key) ?? 0) * lives - (base.get(key) ?? 0);
    return { labels, count: Math.max(0, Math.ceil(count)) };
  });
}
