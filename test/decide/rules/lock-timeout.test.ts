import { expect, test } from 'vitest';
import { lockTimeout } from '../../../src/decide/rules/lock-timeout.ts';
import type { Effect } from '../../../src/model.ts';
import { askNothing, effect, proposalOf, statement } from '../proposals.ts';

const alter = (line: number, mode: string, parts: Partial<Effect> = {}, lockTimeout = false) =>
  statement({
    line,
    lockTimeout,
    effects: [effect({ object: 'users', locks: [{ object: 'users', mode }], ...parts })],
  });
const judge = (...statements: ReturnType<typeof alter>[]) =>
  lockTimeout.judge(proposalOf({ statements }), askNothing);

test.each<[string, ReturnType<typeof alter>, string]>([
  ['ACCESS EXCLUSIVE', alter(1, 'ACCESS EXCLUSIVE'), 'warn'],
  ['SHARE', alter(1, 'SHARE'), 'warn'],
  ['SHARE UPDATE EXCLUSIVE', alter(1, 'SHARE UPDATE EXCLUSIVE'), 'ok'],
  ['ROW EXCLUSIVE', alter(1, 'ROW EXCLUSIVE'), 'ok'],
  ['with a timeout', alter(1, 'ACCESS EXCLUSIVE', {}, true), 'ok'],
  ['on a table made here', alter(1, 'ACCESS EXCLUSIVE', { fresh: true }), 'ok'],
  [
    'on another table made here',
    alter(1, 'SHARE', { locks: [{ object: 'orders', mode: 'SHARE', fresh: true }] }),
    'ok',
  ],
])('%s', (_, one, status) => {
  expect(judge(one).map((finding) => finding.status)).toEqual([status]);
});

test('is told once per file, at the first statement, with the number of others', () => {
  const found = judge(alter(1, 'SHARE', {}, true), alter(2, 'SHARE'), alter(3, 'SHARE'), alter(4, 'SHARE'));
  expect(found.map(({ line }) => line)).toEqual([2]);
  expect(found[0]?.message).toContain('2 more statements in this file');
});

test('the line to paste fits the transaction: SET LOCAL does nothing outside of one', () => {
  expect(judge(alter(1, 'SHARE'))[0]?.next).toContain("\nSET lock_timeout = '5s';");
  const inside = { ...alter(1, 'SHARE'), transaction: { id: 1, by: 'runner' as const } };
  expect(judge(inside)[0]?.next).toContain("\nSET LOCAL lock_timeout = '5s';");
});

test('an exemption at one statement covers no other', () => {
  const allows = [{ rules: ['lock-timeout'], reason: 'the role has one', line: 1, column: 1 }];
  const found = judge({ ...alter(1, 'SHARE'), allows }, alter(2, 'SHARE'), alter(3, 'SHARE'));
  expect(found.map(({ line }) => line)).toEqual([1, 2]);
});

test('says who queues: writes alone behind SHARE, every query behind ACCESS EXCLUSIVE', () => {
  expect(judge(alter(1, 'SHARE'))[0]?.why).toContain('every later write');
  expect(judge(alter(1, 'ACCESS EXCLUSIVE'))[0]?.why).toContain('every later query');
});
