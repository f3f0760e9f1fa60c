import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance, nearest } from '../../../src/read/manifest/nearest.ts';

it.each([
  ['contrat', 'contract'],
  ['dualWrite', 'dual_write'],
  ['dual-write', 'dual_write'],
  ['Migrations', 'migrations'],
  ['qiuet', 'quiet'],
  ['banana', null],
  ['', null],
  ['x'.repeat(1000), null],
])('%s is nearest to %s', (word, expected) => {
  expect(nearest(word, ['contract', 'dual_write', 'migrations', 'quiet', 'soak'])).toBe(expected);
});

it('counts edits as a distance does', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
