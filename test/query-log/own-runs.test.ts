import { expect, test } from 'vitest';
import { OwnRuns } from '../../src/query-log/own-runs.ts';
import type { Run } from '../../src/query-log/words.ts';

const runOf = (text: string, database?: string): Run => ({
  text,
  at: 0,
  runs: 2,
  failed: false,
  service: '',
  user: '',
  session: null,
  ...(database !== undefined && { database }),
});
const [mine, other, untold] = [runOf('a', 'app'), runOf('b', 'billing'), runOf('c')];

test('other databases are left out and counted, once the own name was seen; what tells none counts', () => {
  const own = new OwnRuns(['app', 'app_production']);
  expect(own.take([other, untold])).toEqual([other, untold]);
  expect(own.skipped.size).toBe(0);
  expect(own.take([other, mine, untold])).toEqual([mine, untold]);
  expect(own.take([other])).toEqual([]);
  expect([...own.skipped]).toEqual([['billing', 4]]);
  expect(own.total).toBe(4);
});

test.each([
  ['no name is known', []],
  ['the name does not occur', ['App']],
])('nothing is left out where %s', (_, names) => {
  const own = new OwnRuns(names);
  const runs = [mine, other, untold];
  expect(own.take(runs)).toBe(runs);
});

test('names are told in fixed space', () => {
  const own = new OwnRuns(['app']);
  own.take([mine, ...Array.from({ length: 500 }, (_, index) => runOf('x', `d${index}`))]);
  expect(own.skipped.size).toBeLessThanOrEqual(101);
  expect(own.total).toBe(1000);
});
