import { expect, test } from 'vitest';
import { makeLogProof } from '../../../src/query-log/sources/log-proof.ts';
import type { ServerSettings } from '../../../src/query-log/sources/postgresql-settings/read-settings.ts';
import { switchedLogging } from '../../../src/query-log/sources/postgresql-settings/switched-logging.ts';
import {
  isProbeShape,
  nextSequence,
  probeIn,
  probeStatement,
  proveByProbes,
} from '../../../src/query-log/sources/probe.ts';
import type { Run } from '../../../src/query-log/words.ts';

const settingsWith = (changed: Record<string, string>): ServerSettings => ({
  version: 15,
  settings: new Map(
    Object.entries({
      log_statement: 'none',
      log_min_duration_statement: '0',
      log_min_messages: 'warning',
      log_min_error_statement: 'error',
      ...changed,
    }),
  ),
  overrides: [],
  ownValues: [],
  pending: [],
  role: 'lanekeeper',
  dataDirectory: null,
  loadedAt: '',
  at: 0,
  oldestSession: null,
});
const good = settingsWith({});
const off = settingsWith({ log_min_duration_statement: '1000' });
const run = (text: string, at: number, session: string | null = 's', failed = false): Run => ({
  text,
  at,
  runs: 1,
  failed,
  service: '',
  user: 'u',
  session,
});
const proofOf = (): ReturnType<typeof makeLogProof> => makeLogProof({ failuresAreEnough: false });

test('a probe is told by its number, and by its shape where the number is gone', () => {
  expect(probeIn(probeStatement(17))).toBe(17);
  expect(probeIn('SELECT 1 /* lanekeeper:probe=17 */')).toBeNull();
  expect(isProbeShape('SELECT $1::bigint AS lanekeeper_probe /* lanekeeper:probe=1 */')).toBe(true);
  expect(nextSequence(null, 50.5)).toBe(50);
  expect(nextSequence(50, 40)).toBe(51);
});

test.each([
  ['all arrive', [1, 2, 3], [{ from: 1000, to: 3000 }], []],
  ['one is lost', [1, 3], [], [{ from: 1000, to: 3000, reason: 'probe-lost' }]],
  ['the first is lost', [2, 3], [{ from: 2000, to: 3000 }], [{ from: 1000, to: 2000, reason: 'probe-lost' }]],
  [
    'the last is lost',
    [1, 2],
    [{ from: 1000, to: 2000 }],
    [{ from: 2000, to: 20_000, reason: 'probe-lost' }],
  ],
  ['none arrives', [], [], [{ from: 1000, to: 20_000, reason: 'probe-lost' }]],
])('probes: %s', (_, arrived, covered, gaps) => {
  const sent = [1, 2, 3].map((sequence) => ({ sequence, at: sequence * 1000 }));
  const seen = arrived.map((sequence) => ({ sequence, at: sequence * 1000 + 5 }));
  const proof = proveByProbes(sent, seen, { now: 20_000, longest: 60_000, patience: 10_000 });
  expect(proof).toEqual({ covered, gaps, latencies: arrived.map(() => 5) });
});

test('a probe that is on its way proves nothing yet; a pause or a step back of the clock is a gap', () => {
  const rules = { now: 100_000, longest: 60_000, patience: 10_000 };
  const at = (sequence: number, time: number): { sequence: number; at: number } => ({ sequence, at: time });
  const waiting = proveByProbes([at(1, 1000), at(2, 95_000)], [at(1, 1001)], rules);
  expect(waiting).toMatchObject({ covered: [], gaps: [] });
  const paused = [at(1, 1000), at(2, 90_000)];
  expect(proveByProbes(paused, paused, rules).gaps).toEqual([
    { from: 1000, to: 90_000, reason: 'not-probed' },
  ]);
  const stepped = [at(1, 5000), at(2, 2000)];
  expect(proveByProbes(stepped, stepped, rules).gaps).toEqual([
    { from: 2000, to: 5000, reason: 'clock-stepped' },
  ]);
});

test('settings between two readings: as both say, or nobody knows', () => {
  const proof = proofOf();
  const read = { from: 0, to: 500 };
  proof.noteSettings(good, 100);
  proof.noteSettings(good, 200);
  expect(proof.takeGaps(read)).toEqual([]);
  proof.noteSettings(off, 300);
  proof.noteSettings(good, 400);
  expect(proof.takeGaps(read)).toEqual([
    { from: 200, to: 300, reason: 'not-logged' },
    { from: 300, to: 400, reason: 'not-logged' },
  ]);
  proof.noteSettings(settingsWith({ log_statement: 'all' }), 500);
  expect(proof.takeGaps(read)).toEqual([{ from: 400, to: 500, reason: 'settings-changed' }]);
});

test('with counters beside it, a log of failures is enough', () => {
  const proof = makeLogProof({ failuresAreEnough: true });
  proof.noteSettings(off, 100);
  proof.noteSettings(off, 200);
  expect(proof.takeGaps({ from: 0, to: 200 })).toEqual([]);
  proof.noteSettings(
    settingsWith({ log_min_duration_statement: '1000', log_min_error_statement: 'panic' }),
    300,
  );
  expect(proof.takeGaps({ from: 0, to: 300 })).toEqual([{ from: 200, to: 300, reason: 'not-logged' }]);
});

test('a probe that the log should have and has not is a gap since the last that it had', () => {
  const proof = proofOf();
  for (const sequence of [1, 2, 3]) proof.noteSent({ sequence, at: sequence * 60_000 });
  proof.noteRuns([run(probeStatement(1), 60_002)]);
  expect(proof.takeGaps({ from: 0, to: 61_000 })).toEqual([]);
  proof.noteRuns([run(probeStatement(3), 180_001)]);
  expect(proof.takeGaps({ from: 61_000, to: 180_001 })).toEqual([
    { from: 60_000, to: 180_000, reason: 'probe-lost' },
  ]);
  expect(proof.takeGaps({ from: 180_001, to: 400_000 })).toEqual([]);
});

test('a probe that the log shows before its sender hears of it is not lost', () => {
  const proof = proofOf();
  proof.noteRuns([run(probeStatement(1), 60_002)]);
  proof.noteSent({ sequence: 1, at: 60_000 });
  expect(proof.takeGaps({ from: 0, to: 400_000 })).toEqual([]);
  proof.noteSent({ sequence: 2, at: 420_000 });
  expect(proof.takeGaps({ from: 400_000, to: 500_000 })).toMatchObject([{ reason: 'probe-lost' }]);
});

test('a session that switched logging off is a gap until it is heard of, or has ended', () => {
  const proof = proofOf();
  proof.noteRuns([run("SET log_statement = 'none'", 100, 'a', true), run('SELECT 1', 110, 'a')]);
  expect(proof.takeGaps({ from: 0, to: 120 })).toEqual([]);
  proof.noteRuns([run("SET log_min_duration_statement TO '-1'", 200, 'a'), run('SELECT 2', 210, 'b')]);
  expect(proof.takeGaps({ from: 120, to: 250 })).toEqual([
    { from: 200, to: 250, reason: 'logging-switched-off' },
  ]);
  proof.noteRuns([run('SELECT 3', 300, 'a')]);
  expect(proof.takeGaps({ from: 250, to: 310 })).toEqual([
    { from: 250, to: 300, reason: 'logging-switched-off' },
  ]);
  proof.noteRuns([run("SELECT set_config('log_statement', 'none', false)", 400, 'c')]);
  proof.noteSessions(350, 450);
  expect(proof.takeGaps({ from: 310, to: 460 })).toEqual([
    { from: 400, to: 460, reason: 'logging-switched-off' },
  ]);
  proof.noteSessions(401, 500);
  expect(proof.takeGaps({ from: 460, to: 600 })).toEqual([
    { from: 460, to: 500, reason: 'logging-switched-off' },
  ]);
  expect(proof.takeGaps({ from: 600, to: 700 })).toEqual([]);
});

test.each([
  ["SET log_statement = 'none'", 'log_statement'],
  ['set session LOG_MIN_DURATION_STATEMENT to default', 'log_min_duration_statement'],
  ['BEGIN; SET LOCAL "log_min_messages" = panic', 'log_min_messages'],
  ["SELECT pg_catalog.set_config( 'log_statement','none',true)", 'log_statement'],
  ['SELECT log_statement FROM users', null],
  ['SET search_path = log_statement', null],
])('logging switched by: %s', (text, setting) => {
  expect(switchedLogging(text)).toBe(setting);
});
