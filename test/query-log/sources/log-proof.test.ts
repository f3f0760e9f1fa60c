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
  sessions: null,
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

const live = (name: string, began: number, ended: number | null = null) => ({ names: [name], began, ended });

test('a session that switched logging off is a gap until it has ended, whatever of it is seen meanwhile', () => {
  const proof = proofOf();
  proof.noteRuns([run("SET log_statement = 'none'", 100, 'a', true), run('SELECT 1', 110, 'a')]);
  expect(proof.takeGaps({ from: 0, to: 120 })).toEqual([]);
  proof.noteRuns([run("SET log_min_duration_statement TO '5s'", 200, 'a'), run('SELECT 2', 210, 'b')]);
  expect(proof.takeGaps({ from: 120, to: 250 })).toEqual([
    { from: 200, to: 250, reason: 'logging-switched-off' },
  ]);
  // One that took longer than the threshold is there; those that did not are not.
  proof.noteRuns([run('SELECT pg_sleep(6)', 300, 'a')]);
  expect(proof.takeGaps({ from: 250, to: 310 })).toEqual([
    { from: 250, to: 310, reason: 'logging-switched-off' },
  ]);
  proof.noteSessions([live('a', 50), live('b', 40)], 350);
  expect(proof.takeGaps({ from: 310, to: 400 })).toEqual([
    { from: 310, to: 400, reason: 'logging-switched-off' },
  ]);
  // Another that is older may go on.
  proof.noteSessions([live('b', 40)], 450);
  expect(proof.takeGaps({ from: 400, to: 500 })).toEqual([
    { from: 400, to: 450, reason: 'logging-switched-off' },
  ]);
  expect(proof.takeGaps({ from: 500, to: 700 })).toEqual([]);
});

test('in a log that does not tell sessions apart, all that were there must have ended', () => {
  const proof = proofOf();
  proof.noteRuns([run("SELECT set_config('log_statement', 'none', false)", 400, null)]);
  proof.noteSessions([live('c', 350)], 450);
  expect(proof.takeGaps({ from: 0, to: 460 })).toEqual([
    { from: 400, to: 460, reason: 'logging-switched-off' },
  ]);
  proof.noteSessions([live('d', 401)], 500);
  expect(proof.takeGaps({ from: 460, to: 600 })).toEqual([
    { from: 460, to: 500, reason: 'logging-switched-off' },
  ]);
});

test('a session whose last statement is not in the log is a gap since it was heard of, until it has ended', () => {
  const proof = makeLogProof({ failuresAreEnough: false, patience: 10 });
  proof.noteSettings(good, 1100);
  proof.noteRuns([run('SELECT 1', 1200, 'loud'), run('SELECT 1', 1201, 'hushed')]);
  proof.noteSessions([live('loud', 0, 1199), live('hushed', 0, 1299), live('of before', 0, 1050)], 1300);
  expect(proof.takeGaps({ from: 0, to: 1305 })).toEqual([]);
  expect(proof.takeGaps({ from: 1305, to: 1400 })).toEqual([
    { from: 1201, to: 1300, reason: 'session-not-logged' },
    { from: 1300, to: 1400, reason: 'session-not-logged' },
  ]);
  // Both looks are still open when the next finds it gone.
  proof.noteSessions([live('loud', 0, 1199), live('hushed', 0, 1410)], 1490);
  proof.noteSessions([live('loud', 0, 1199)], 1500);
  expect(proof.takeGaps({ from: 1400, to: 1600 })).toEqual([
    { from: 1400, to: 1500, reason: 'session-not-logged' },
  ]);
  expect(proof.takeGaps({ from: 1600, to: 1700 })).toEqual([]);
});

test('a session is judged by the log alone where that has each statement when it ended', () => {
  const proof = makeLogProof({ failuresAreEnough: false, patience: 10 });
  // Prepared and not run: `log_statement` has no line for it.
  proof.noteSettings(settingsWith({ log_statement: 'all', log_min_duration_statement: '-1' }), 100);
  proof.noteSessions([live('a', 0, 150)], 200);
  expect(proof.takeGaps({ from: 0, to: 300 })).toEqual([]);
});

test('times of whole seconds are rounded down in a log', () => {
  const proof = makeLogProof({ failuresAreEnough: false, patience: 10 });
  proof.noteSettings(good, 1);
  proof.noteRuns([run('SELECT 1', 5000, 'a')]);
  proof.noteSessions([live('a', 0, 5400)], 5500);
  expect(proof.takeGaps({ from: 0, to: 6000 })).toEqual([]);
});

test('after a restart, what was read before is not looked for again', () => {
  const proof = makeLogProof({ failuresAreEnough: false, patience: 10 });
  proof.resumeFrom(1000);
  proof.noteSettings(good, 5000);
  proof.noteSessions([live('old', 0, 900), live('hushed', 0, 3000), live('late', 4000, 4500)], 5001);
  expect(proof.takeGaps({ from: 1000, to: 5001 })).toEqual([]);
  expect(proof.takeGaps({ from: 5001, to: 5100 })).toMatchObject([
    { from: 1000, to: 5001, reason: 'session-not-logged' },
    { from: 4000, to: 5001, reason: 'session-not-logged' },
    { from: 5001, to: 5100 },
    { from: 5001, to: 5100 },
  ]);
});

test('settings that were changed twice between two readings are not known between the changes', () => {
  const proof = proofOf();
  proof.noteSettings(good, 100);
  proof.noteRuns([], [120]);
  proof.noteSettings(good, 150);
  proof.noteRuns([], [160]);
  proof.noteRuns([run("ALTER ROLE batch SET log_min_duration_statement = '-1'", 180)]);
  proof.noteSettings(good, 200);
  expect(proof.takeGaps({ from: 0, to: 300 })).toEqual([{ from: 160, to: 180, reason: 'settings-changed' }]);
});

test.each([
  ["SET log_statement = 'none'", 'log_statement'],
  ['set session LOG_MIN_DURATION_STATEMENT to default', 'log_min_duration_statement'],
  ['BEGIN; SET LOCAL "log_min_messages" = panic', 'log_min_messages'],
  ["SELECT pg_catalog.set_config( 'log_statement','none',true)", 'log_statement'],
  ['SELECT log_statement FROM users', null],
  ['SET search_path = log_statement', null],
  ["ALTER ROLE batch SET log_statement = 'none'", null],
  ["ALTER SYSTEM SET log_statement = 'none'", null],
  ["ALTER SYSTEM SET x = 1; SET log_statement = 'none'", 'log_statement'],
])('logging switched by: %s', (text, setting) => {
  expect(switchedLogging(text)).toBe(setting);
});
