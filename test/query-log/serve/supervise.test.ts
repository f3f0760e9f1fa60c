/** Sources that fail: they are started again, and the time that nobody saw is never coverage. */
import { expect, test } from 'vitest';
import type { Collector, Sink } from '../../../src/query-log/collect.ts';
import { joinCoverage } from '../../../src/query-log/join-coverage.ts';
import { superviseAll } from '../../../src/query-log/supervise.ts';
import type { Batch, Gap, Span } from '../../../src/query-log/words.ts';
import { memoryStore } from './memory-store.ts';

const source = {
  id: 'pg',
  kind: 'postgresql-log',
  required: true,
  sampling: { mode: 'full', rate: 1 },
} as const;
const batch = (covered: Span | null, gaps: Gap[] = []): Batch => ({
  database: 'app',
  source,
  position: covered?.to ?? null,
  covered,
  gaps,
  sightings: [],
  statements: 0,
  unparsed: 0,
});

const collector = (run: Collector['run']): Collector => ({ source, database: 'app', run });
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

async function supervised(run: Collector['run'], until: (told: string[]) => boolean) {
  const store = memoryStore();
  const told: string[] = [];
  const stop = new AbortController();
  const tell = (_collector: Collector, event: string, text: string): void =>
    void told.push(`${event}: ${text}`);
  const { states, done } = superviseAll([collector(run)], {
    store,
    signal: stop.signal,
    tell,
    pauses: { first: 5, most: 20 },
  });
  for (let tries = 0; tries < 200 && !until(told); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  const during = states.map(({ running, problem }) => ({ running, problem }));
  stop.abort();
  await done;
  return { store, told, during };
}

test('one that fails goes on from its position, and what it did not see is a gap', async () => {
  let starts = 0;
  const positions: unknown[] = [];
  const { store, told } = await supervised(
    async (signal, sink) => {
      starts += 1;
      positions.push(sink.position(), sink.coveredTo());
      if (starts === 1) {
        sink.apply(batch({ from: 100, to: 200 }));
        throw new Error('the connection is gone\nwith a second line');
      }
      sink.apply(batch({ from: 500, to: 600 }));
      await aborted(signal);
    },
    () => starts === 2,
  );
  expect(positions).toEqual([undefined, null, 200, 200]);
  expect(store.batches.map(({ gaps }) => gaps)).toEqual([
    [],
    [{ from: 200, to: 500, reason: 'collector-down' }],
  ]);
  expect(told).toContain('failed: the connection is gone; it is started again in 1 s');
  expect(told.at(-1)).toBe('stopped: stopped');
});

test('one that can prove that it lost nothing leaves no gap', async () => {
  let starts = 0;
  const { store } = await supervised(
    async (signal, sink) => {
      starts += 1;
      const from = sink.coveredTo() ?? 100;
      sink.apply(batch({ from, to: from + 100 }));
      if (starts === 1) throw new Error('x');
      await aborted(signal);
    },
    () => starts === 2,
  );
  expect(store.batches.flatMap(({ gaps }) => gaps)).toEqual([]);
});

test('while it is down, its coverage ends where it stopped', async () => {
  const { store, during } = await supervised(
    async (_signal, sink: Sink) => {
      if (sink.coveredTo() === null) sink.apply(batch({ from: 100, to: 200 }));
      throw new Error('no');
    },
    (told) => told.length > 8,
  );
  expect(store.sources('app')[0]?.to).toBe(200);
  expect(during).toEqual([{ running: false, problem: 'no' }]);
});

test('one that ends by itself has failed', async () => {
  const { told } = await supervised(
    async () => {},
    (all) => all.length > 3,
  );
  expect(told.filter((text) => text.startsWith('failed: it ended by itself')).length).toBeGreaterThan(0);
});

test.each([
  ['nothing before', null, { from: 5, to: 9 }, [], []],
  ['it joins', 5, { from: 5, to: 9 }, [], []],
  ['it overlaps', 7, { from: 5, to: 9 }, [], []],
  ['a hole', 2, { from: 5, to: 9 }, [], [[2, 5]]],
  [
    'a hole that is told in part',
    0,
    { from: 9, to: 9 },
    [
      [2, 4],
      [3, 5],
      [7, 8],
    ],
    [
      [0, 2],
      [5, 7],
      [8, 9],
    ],
  ],
  ['a hole that is told whole', 2, { from: 5, to: 9 }, [[1, 6]], []],
  ['no word about time', 2, null, [], []],
])('%s', (_name, before, covered, gaps, expected) => {
  const store = memoryStore();
  if (before !== null) store.apply(batch({ from: 0, to: before }));
  const named = gaps.map(([from = 0, to = 0]) => ({ from, to, reason: 'named' }));
  const joined = joinCoverage(store, batch(covered, named));
  const added = joined.gaps.filter(({ reason }) => reason === 'collector-down');
  expect(added.map(({ from, to }) => [from, to])).toEqual(expected);
  expect(joined.gaps.filter(({ reason }) => reason === 'named')).toEqual(named);
});
