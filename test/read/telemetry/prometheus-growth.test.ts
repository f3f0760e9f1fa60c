import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growthOf } from '../../../src/read/telemetry/prometheus-growth.ts';
import type { Series } from '../../../src/read/telemetry/prometheus-series.ts';

interface Scrape {
  at: number;
  value: number;
}

/** What an engine makes of scrapes: the sample before the window, the highest from it on, drops from it on. */
function asEngine(scrapes: Scrape[], from: number): { base: Series[]; most: Series[]; resets: Series[] } {
  const before = scrapes.filter(({ at }) => at <= from).at(-1);
  const seen = scrapes.filter(({ at }) => at > from || at === before?.at);
  const series = (value: number): Series[] =>
    value === 0 ? [] : [{ labels: { job: 'a' }, points: [{ at: 0, value }] }];
  return {
    base: series(before?.value ?? 0),
    most: series(Math.max(0, ...seen.map(({ value }) => value))),
    resets: series(seen.filter(({ value }, index) => value < (seen[index - 1]?.value ?? 0)).length),
  };
}

/** Steps of a collector: so many uses, lost or not before the next, scraped or not. */
const step = fc.record({ uses: fc.nat(4), scraped: fc.boolean(), anew: fc.nat(9).map((dice) => dice === 0) });

test('growth is never less than what scrapes can tell, and exact without a reset', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat(40), (steps, from) => {
      const scrapes: Scrape[] = [];
      let value = 0;
      let anew = false;
      for (const [at, one] of steps.entries()) {
        if (one.anew) value = 0;
        value += one.uses;
        if (one.scraped) scrapes.push({ at, value });
        anew ||= one.anew;
      }
      const parts = asEngine(scrapes, from);
      const growth = growthOf(parts)[0]?.count ?? 0;
      const before = scrapes.filter(({ at }) => at <= from).at(-1);
      const seen = scrapes.filter(({ at }) => at > from);
      let told = 0;
      let last = before?.value ?? 0;
      for (const { value: now } of seen) {
        told += now >= last ? now - last : now;
        last = now;
      }
      expect(growth).toBeGreaterThanOrEqual(told);
      if (!anew) expect(growth).toBe(told);
    }),
    { numRuns: 2000 },
  );
});

test('engines of a pair count once, collectors each', () => {
  const one = (labels: Record<string, string>, value: number): Series => ({
    labels,
    points: [{ at: 0, value }],
  });
  const counts = (labels: Record<string, string>[]): number[] =>
    growthOf({ base: [], most: labels.map((each, index) => one(each, 5 + index)), resets: [] }).map(
      ({ count }) => count,
    );
  expect(
    counts([
      { instance: 'a', replica: '1' },
      { instance: 'a', replica: '2' },
    ]),
  ).toEqual([6]);
  expect(
    counts([
      { instance: 'a', prometheus_replica: '1' },
      { instance: 'a', prometheus_replica: '2' },
    ]),
  ).toEqual([6]);
  expect(counts([{ instance: 'a' }, { instance: 'b' }])).toEqual([5, 6]);
  expect(
    counts([
      { instance: 'a', cluster: '1' },
      { instance: 'a', cluster: '2' },
    ]),
  ).toEqual([5, 6]);
});
