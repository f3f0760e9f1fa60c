/** Which head a pull request had at a moment, told by pushes by force alone. */
import { describe, expect, it } from 'vitest';
import { type ForcePush, wasHeadAt } from '../../../src/read/github/first-report.ts';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];
const push = (at: number, before: string, after: string): ForcePush => ({ at, before, after });

describe('a head that was reported on', () => {
  it.each([
    ['nothing was forced', [], true],
    ['it came by force before', [push(5, A, B)], true],
    ['it was taken away and put back before', [push(3, B, A), push(5, A, B)], true],
    ['other heads came and went before it', [push(3, A, C)], true],
    ['it was taken away before, and came back in between', [push(5, B, A)], false],
    ['it came back by force after', [push(3, A, C), push(15, C, B)], false],
    ['something was forced at the very moment', [push(10, A, B)], false],
    ['a time cannot be read', [push(Number.NaN, A, B)], false],
    ['there were more than are told', null, false],
  ])('%s', (_name, pushes, was) => {
    expect(wasHeadAt(B, 10, pushes)).toBe(was);
  });
});
