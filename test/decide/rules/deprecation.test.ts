import { expect, it, test } from 'vitest';
import type { Change } from '../../../src/model.ts';
import { explained, findingsOf } from '../outside.ts';
import { change, contractReading, DAY, NOW, tightenReading } from '../readings.ts';

const judge = (announced: number | null, deprecation: Change['contract']['deprecation']) =>
  findingsOf('deprecation', contractReading({ announced, contract: { ...change().contract, deprecation } }));

it.each([
  ['over', NOW - 31 * DAY, 'ok', null],
  ['just over', NOW - 30 * DAY, 'ok', null],
  ['running', NOW - 10 * DAY, 'wait', NOW + 20 * DAY],
  ['announced for later', NOW + DAY, 'wait', NOW + 31 * DAY],
])('a window of 30 days that is %s', (_, announced, status, until) => {
  const found = judge(announced, 30 * DAY);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ status, until, limit: '30 days' });
  expect(explained(found)).toBe(true);
});

test('a window that nobody announced has no beginning', () => {
  const found = judge(null, 30 * DAY);
  expect(found[0]).toMatchObject({ status: 'block', next: expect.stringContaining('announced:') });
});

test('switched off aloud, and repeated; not asked where nothing was announced', () => {
  expect(judge(NOW, { off: 'internal only' })[0]).toMatchObject({
    status: 'warn',
    message: expect.stringContaining('internal only'),
  });
  expect(judge(null, null)).toEqual([]);
  expect(findingsOf('deprecation', tightenReading())).toEqual([]);
});
