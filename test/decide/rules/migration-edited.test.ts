import { expect, test } from 'vitest';
import { migrationEdited } from '../../../src/decide/rules/migration-edited.ts';
import type { MigrationSet } from '../../../src/model.ts';
import { askNothing, BASE, file, MERGE_BASE, migration, proposalOf } from '../proposals.ts';

const A = 'db/migrations/0001_a.sql';
const B = 'db/migrations/0002_b.sql';
const judge = (set: Partial<MigrationSet>) => migrationEdited.judge(proposalOf({ set }), askNothing);
const told = (set: Partial<MigrationSet>) => judge(set).map(({ status, path }) => [status, path]);
const base = [migration(A, 'a'), migration(B, 'b')];
const mergeBase = { [A]: 'a', [B]: 'b' };

test.each<[string, Partial<MigrationSet>, [string, string | null][]]>([
  ['untouched', { head: [file(A, 'a'), file(B, 'b')] }, [['ok', null]]],
  [
    'a new one beside',
    { head: [file(A, 'a'), file(B, 'b'), file('db/migrations/0003_c.sql')] },
    [['ok', null]],
  ],
  ['edited', { head: [file(A, 'a2'), file(B, 'b')] }, [['block', A]]],
  ['deleted', { head: [file(A, 'a')] }, [['block', B]]],
  [
    'renamed',
    { head: [file(A, 'a'), file('db/migrations/0009_b.sql', 'b')] },
    [['block', 'db/migrations/0009_b.sql']],
  ],
  [
    'both',
    { head: [file(B, 'b2')] },
    [
      ['block', A],
      ['block', B],
    ],
  ],
  [
    'edited as on the base already',
    { base: [migration(A, 'a2'), migration(B, 'b')], head: [file(A, 'a2'), file(B, 'b')] },
    [['ok', null]],
  ],
  ['deleted on the base already', { base: [migration(A, 'a')], head: [file(A, 'a')] }, [['ok', null]]],
  [
    'made on both sides, alike',
    { mergeBase: { [A]: 'a' }, head: [file(A, 'a'), file(B, 'b')] },
    [['ok', null]],
  ],
  [
    'made on both sides, differently',
    { mergeBase: { [A]: 'a' }, head: [file(A, 'a'), file(B, 'b2')] },
    [['block', B]],
  ],
  ['new on the base, not here yet', { mergeBase: { [A]: 'a' }, head: [file(A, 'a')] }, [['ok', null]]],
])('%s', (_, set, expected) => {
  expect(told({ base, mergeBase, ...set })).toEqual(expected);
});

test('a repeatable migration runs again when it changes: editing it is its use', () => {
  const R = 'db/migrations/R__views.sql';
  const set = { base: [migration(R, 'r', true)], mergeBase: { [R]: 'r' } };
  expect(told({ ...set, head: [file(R, 'r2', true)] })).toEqual([['ok', null]]);
  expect(told({ ...set, head: [] })).toEqual([['block', R]]);
});

test('says how to put it back, from the commit that has it', () => {
  expect(judge({ base, mergeBase, head: [file(A, 'a')] })[0]?.next).toContain(
    `git checkout ${MERGE_BASE.slice(0, 12)} -- ${B}`,
  );
  const twice = judge({ base, mergeBase: { [A]: 'a' }, head: [file(A, 'a'), file(B, 'b2')] });
  expect(twice[0]?.next).toContain(`git checkout ${BASE.slice(0, 12)} -- ${B}`);
});

test('no migration on the base, nothing said', () => {
  expect(judge({})).toEqual([]);
});

test.each<[string, number | null | undefined, [string, string | null][]]>([
  ['as it was', 1, [['ok', null]]],
  ['at another moment, so that it runs again', 9, [['block', A]]],
  ['no more', null, [['block', A]]],
  ['in no journal that can be read', undefined, [['block', A]]],
])('the journal names it %s', (_, moment, expected) => {
  const journaled = [{ ...migration(A, 'a'), moment: 1 }, migration(B, 'b')];
  const head = [{ ...file(A, 'a'), ...(moment !== undefined && { moment }) }, file(B, 'b')];
  expect(told({ base: journaled, mergeBase, head })).toEqual(expected);
});
