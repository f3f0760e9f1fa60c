/** From when to when a slow log has everything: settings, and the sessions that began before them. */
import { expect, test } from 'vitest';
import type { SlowLogLook } from '../../../src/query-log/sources/mysql-slow-log/look.ts';
import { makeSlowLogProof } from '../../../src/query-log/sources/mysql-slow-log/proof.ts';

const look = (at: number, told: Partial<SlowLogLook> = {}): SlowLogLook => ({
  at,
  started: 0,
  problems: [],
  digest: 'd',
  fromStart: true,
  oldest: null,
  newest: 10,
  switches: 0,
  ...told,
});
const read = { from: 0, to: 1e9 };

function reasonsOf(looks: SlowLogLook[], coveredTo: number | null = null): string[] {
  const proof = makeSlowLogProof();
  proof.resumeFrom(coveredTo);
  looks.forEach(proof.noteLook);
  return proof.takeGaps(read).map(({ from, to, reason }) => `${from}-${to} ${reason}`);
}

test.each<[string, SlowLogLook[], string[]]>([
  ['all is logged from the start', [look(10_000, { oldest: 3 }), look(20_000, { oldest: 3 })], []],
  [
    'not enough, then enough: sessions of before are not known until they end',
    [
      look(10_000, { problems: ['x'], digest: 'e' }),
      look(20_000, { fromStart: false, oldest: 3 }),
      look(30_000, { fromStart: false, oldest: 3, newest: 20 }),
      look(40_000, { fromStart: false, oldest: 15, newest: 20 }),
      look(50_000, { fromStart: false, oldest: 15, newest: 20 }),
    ],
    ['10000-20000 not-logged', '20000-30000 session-not-logged', '30000-40000 session-not-logged'],
  ],
  ['settings that differ', [look(10_000), look(20_000, { digest: 'e' })], ['10000-20000 settings-changed']],
  [
    'somebody switched for a session, which lasts',
    [look(10_000), look(20_000, { switches: 1, oldest: 9 }), look(30_000, { switches: 1, oldest: 9 })],
    ['10000-20000 logging-switched-off', '20000-30000 session-not-logged'],
  ],
  ['a restart from the same file', [look(10_000), look(50_000, { started: 30_000, oldest: 1 })], []],
  [
    'a restart, and settings by hand',
    [look(10_000), look(50_000, { started: 30_000, fromStart: false })],
    ['10000-50000 settings-changed'],
  ],
])('%s', (_, looks, reasons) => {
  expect(reasonsOf(looks)).toEqual(reasons);
});

test('what nobody looked at is proved only where nobody can have changed it', () => {
  expect(reasonsOf([look(50_000)], 40_000)).toEqual([]);
  expect(reasonsOf([look(50_000, { started: 45_000 })], 40_000)).toEqual(['40000-50000 settings-not-seen']);
  expect(reasonsOf([look(50_000, { fromStart: false })], 40_000)).toEqual(['40000-50000 settings-not-seen']);
});

test('a statement in the log that changes what is logged counts as a switch', () => {
  const proof = makeSlowLogProof();
  proof.noteLook(look(10_000));
  const run = { at: 15_000, runs: 1, failed: false, service: '', user: '', session: '4' };
  proof.noteRuns([{ ...run, text: 'set session long_query_time = 10' }]);
  proof.noteLook(look(20_000));
  expect(proof.takeGaps(read)).toEqual([{ from: 10_000, to: 20_000, reason: 'logging-switched-off' }]);
});
