/** From pieces of a log to batches: positions, gaps, who called, and how whole the log is known to be. */
import { beforeEach, expect, test, vi } from 'vitest';
import {
  followPostgresqlLog,
  type LogToFollow,
} from '../../../src/query-log/collectors/follow-postgresql-log.ts';
import { makeNode } from '../../../src/query-log/collectors/node.ts';
import type { LogChunk } from '../../../src/query-log/sources/server-log/index.ts';
import type { Batch, Run, Sampling } from '../../../src/query-log/words.ts';

const log = vi.hoisted(() => ({ chunks: [] as unknown[], options: null as unknown }));
vi.mock('../../../src/query-log/sources/server-log/index.ts', () => ({
  async *followLog(_path: string, options: unknown) {
    log.options = options;
    yield* log.chunks;
  },
}));
beforeEach(() => {
  log.chunks = [];
});

const whole: Sampling = { mode: 'full', rate: 1 };
const partial: Sampling = { mode: 'threshold', rate: 0.01 };
const run: Run = {
  text: "SELECT 1 /*service='billing'*/",
  at: 5,
  runs: 1,
  failed: false,
  service: '',
  user: '',
  session: null,
};
const chunk = (told: Partial<LogChunk> = {}): LogChunk => ({
  runs: [run],
  covered: { from: 0, to: 10 },
  gaps: [],
  lines: 1,
  bytes: 1,
  path: 'x',
  position: () => ({ version: 1, path: 'x', file: null, offset: 7, state: null }),
  completeness: () => ({ sampling: partial, reason: '' }),
  ...told,
});

async function follow(given: Partial<LogToFollow>, position: unknown = undefined) {
  const batches: Batch[] = [];
  const seen: Run[] = [];
  const problems: string[] = [];
  const collector = followPostgresqlLog({
    id: 'pg',
    database: 'app',
    required: true,
    called: [],
    path: 'x',
    prefix: null,
    timezone: null,
    node: null,
    failuresAreEnough: false,
    now: () => 1000,
    tally: async (_database, runs) => {
      seen.push(...runs);
      return { sightings: [], statements: 1, unparsed: 0 };
    },
    ...given,
  });
  const sink = {
    apply: (batch: Batch) => void batches.push(batch),
    position: () => position,
    coveredTo: () => null,
    problem: (text: string) => void problems.push(text),
  };
  await collector.run(new AbortController().signal, sink);
  return { batches, seen, problems };
}

test('a piece becomes a batch with its position and its gaps, and reading goes on from there', async () => {
  const gap = { from: 2, to: 3, reason: 'truncated' };
  log.chunks = [chunk({ gaps: [gap] })];
  const { batches, seen } = await follow({ timezone: 'Europe/Berlin', prefix: '%m ' }, { offset: 3 });
  expect(batches).toMatchObject([
    { database: 'app', position: { offset: 7 }, covered: { from: 0, to: 10 }, gaps: [gap] },
  ]);
  expect(log.options).toMatchObject({ position: { offset: 3 }, timezone: 'Europe/Berlin', prefix: '%m ' });
  expect(seen[0]?.service).toBe('billing');
});

test.each([
  ['nobody looked at the settings', null, false, partial],
  ['the settings say that all is logged', { sampling: whole, failures: true, at: 1000 }, false, whole],
  ['they said so long ago', { sampling: whole, failures: true, at: -1_000_000 }, false, partial],
  ['they say that only failures are', { sampling: partial, failures: true, at: 1000 }, false, partial],
  [
    'only failures are, and the rest is counted elsewhere',
    { sampling: partial, failures: true, at: 1000 },
    true,
    whole,
  ],
  ['not even failures are', { sampling: partial, failures: false, at: 1000 }, true, partial],
])('%s', async (_name, proof, failuresAreEnough, expected) => {
  log.chunks = [chunk()];
  const node = makeNode();
  if (proof) node.note(proof, null);
  const { batches } = await follow({ node: proof ? node : null, failuresAreEnough });
  expect(batches[0]?.source).toMatchObject({ id: 'pg', required: true, sampling: expected });
});

test('statements of other databases are left out and told, once each, where the log shows the own name', async () => {
  const within = (database: string): Run => ({ ...run, database });
  log.chunks = [
    chunk({ runs: [within('app'), within('billing')] }),
    chunk({ runs: [within('billing'), run] }),
  ];
  const { batches, seen, problems } = await follow({ called: ['app'] });
  expect(seen.map(({ database }) => database)).toEqual(['app', undefined]);
  expect(batches).toHaveLength(2);
  expect(problems).toEqual([expect.stringContaining('"billing"')]);
  expect((await follow({ called: [] })).seen).toHaveLength(4);
});
