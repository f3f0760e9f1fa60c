import { expect, test } from 'vitest';
import { evidenceValue } from '../../src/report/evidence-value.ts';

const MIDNIGHT = Date.UTC(2026, 9, 1);

test.each<[string, unknown, unknown]>([
  ['a moment', { lastSeen: MIDNIGHT }, { last_seen: '2026-10-01T00:00:00Z' }],
  ['a moment that never was', { lastSeen: null }, { last_seen: null }],
  ['a count', { reads: 1204, done: MIDNIGHT }, { reads: 1204, done: MIDNIGHT }],
  ['moments in a list', { gaps: [{ from: 0 }] }, { gaps: [{ from: '1970-01-01T00:00:00Z' }] }],
  ['what is no moment', { at: 1e300 }, { at: 1e300 }],
  ['names that are not ours', { 'users.Name': 1 }, { 'users.Name': 1 }],
  ['nothing', undefined, null],
  ['a plain word', 'on', 'on'],
])('tells %s', (_, value, told) => {
  expect(evidenceValue(value)).toEqual(told);
});
