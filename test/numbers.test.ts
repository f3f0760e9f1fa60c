import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inGroups } from '../src/numbers.ts';

test('a count is grouped as English has it, whatever the number', () => {
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.nat(), fc.double()), (count) => {
      expect(inGroups(count === 0 ? 0 : count)).toBe((count === 0 ? 0 : count).toLocaleString('en'));
    }),
  );
  expect([0, 999, 1000, 50_000_000, -1204].map(inGroups)).toEqual([
    '0',
    '999',
    '1,000',
    '50,000,000',
    '-1,204',
  ]);
});
