import { describe, expect, it } from 'vitest';
import { heldSince, liveAt, liveSince } from '../../src/decide/deployed.ts';
import type { Attempt } from '../../src/model.ts';

const HOUR = 3_600_000;

/** `created>succeeded` in hours; `x` never succeeded. */
function attempts(...told: [commit: string, created: number, succeeded: number | null][]): Attempt[] {
  return told.map(([commit, created, succeeded], index) => ({
    id: String(index),
    name: 'production',
    commit,
    created: created * HOUR,
    statuses: [],
    succeeded: succeeded === null ? null : succeeded * HOUR,
  }));
}

const commits = (live: readonly Attempt[]): string[] => live.map(({ commit }) => commit);

describe('what is live', () => {
  it('is the last success alone when nothing newer was tried', () => {
    expect(commits(liveAt(attempts(['a', 1, 2], ['b', 3, 4]), 10 * HOUR))).toEqual(['b']);
  });

  it('holds every newer attempt, failed or under way, for it may have replaced some machines', () => {
    expect(commits(liveAt(attempts(['a', 1, 2], ['b', 3, null], ['c', 5, null]), 10 * HOUR))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('goes by creation: an older deployment that ends later does not take over', () => {
    expect(commits(liveAt(attempts(['a', 1, 9], ['b', 3, 4]), 10 * HOUR))).toEqual(['b']);
  });

  it('holds both of two that were created at one moment, in whichever order they are told', () => {
    const [a, b] = attempts(['a', 3, 4], ['b', 3, 5]) as [Attempt, Attempt];
    for (const all of [
      [a, b],
      [b, a],
    ])
      expect(commits(liveAt(all, 10 * HOUR)).toSorted()).toEqual(['a', 'b']);
  });

  it('is everything tried while nothing has succeeded', () => {
    expect(commits(liveAt(attempts(['a', 1, null]), 10 * HOUR))).toEqual(['a']);
  });

  it('over a time is what was live at any moment of it', () => {
    const all = attempts(['a', 1, 2], ['b', 3, 4], ['c', 5, 6], ['d', 7, null]);
    expect(commits(liveSince(all, 4.5 * HOUR, 10 * HOUR))).toEqual(['b', 'c', 'd']);
    expect(commits(liveSince(all, 3.5 * HOUR, 10 * HOUR))).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('since when something has held', () => {
  const holds = (commit: string): boolean => commit.startsWith('new');

  it('counts from the success that replaced the last commit without it', () => {
    const all = attempts(['old', 1, 2], ['new1', 5, 6], ['new2', 8, 9]);
    expect(heldSince(all, holds, 0, 20 * HOUR)).toEqual({ held: true, start: 6 * HOUR });
  });

  it('starts anew with a rollback, and does not hold while the old commit may be live', () => {
    const back = attempts(['new1', 1, 2], ['old', 5, 6]);
    expect(heldSince(back, holds, 0, 20 * HOUR)).toEqual({ held: false });
    const again = [...back, ...attempts(['new2', 8, 9])];
    expect(heldSince(again, holds, 0, 20 * HOUR)).toEqual({ held: true, start: 9 * HOUR });
  });

  it('is broken by an attempt that failed, until a newer one succeeded', () => {
    const tried = attempts(['new1', 1, 2], ['old', 5, null]);
    expect(heldSince(tried, holds, 0, 20 * HOUR)).toEqual({ held: false });
    expect(heldSince([...tried, ...attempts(['new2', 8, 9])], holds, 0, 20 * HOUR)).toEqual({
      held: true,
      start: 9 * HOUR,
    });
  });

  it('is not known where an old commit came at the very moment of the last one', () => {
    const all = attempts(['old', 5, 6], ['new1', 5, 6]);
    expect(heldSince(all, holds, 0, 20 * HOUR)).toEqual({ held: false });
    expect(heldSince([...all, ...attempts(['new2', 8, 9])], holds, 0, 20 * HOUR)).toEqual({
      held: true,
      start: 9 * HOUR,
    });
  });

  it('is not known to begin before the first record', () => {
    expect(heldSince(attempts(['new1', 5, 6]), holds, 0, 20 * HOUR)).toEqual({ held: true, start: 6 * HOUR });
  });

  it('gives no start where it held for longer than was looked back', () => {
    expect(heldSince(attempts(['old', 1, 2], ['new1', 3, 4]), holds, 10 * HOUR, 20 * HOUR)).toEqual({
      held: true,
      start: null,
    });
  });

  it('never holds without a success', () => {
    expect(heldSince([], holds, 0, HOUR)).toEqual({ held: false });
    expect(heldSince(attempts(['new1', 1, null]), holds, 0, HOUR)).toEqual({ held: false });
  });
});
