import { describe, expect, it, test } from 'vitest';
import type { Change, Effect, Manifest, Reading } from '../../../src/model.ts';
import { explained, findingsOf, statuses } from '../outside.ts';
import { change, database, effect, manifest, migration, reading, set } from '../readings.ts';

const drop = (parts: Partial<Effect> = {}): Effect =>
  effect({ kind: 'removes', object: 'users.name', phase: 'contract', ...parts });

function judge(effects: Effect[], base: Change[] = [], head: Change[] = base, bound: Partial<Manifest> = {}) {
  const of = reading(manifest(base, bound), [set([], [migration('db/migrations/0007.sql', effects)])]);
  const manifests: Reading['manifests'] = {
    ...of.manifests,
    head: { state: 'valid', manifest: manifest(head, bound), warnings: [] },
  };
  return findingsOf('undeclared-contract', { ...of, manifests });
}

const declared = change({ adds: [], mode: 'destructive' });

describe('what is removed', () => {
  const cases: [string, Effect, Change[], boolean][] = [
    ['without a word', drop(), [], true],
    ['as declared', drop(), [declared], false],
    ['as part of what is declared', drop({ object: 'users.name' }), [change({ removes: ['users'] })], false],
    ['beyond what is declared', drop({ object: 'users', objectKind: 'table' }), [declared], true],
    ['declared as an addition', drop({ object: 'users.first_name' }), [change()], true],
    ['declared for another database', drop(), [{ ...declared, database: 'other' }], true],
    ['made in the same pull request', drop({ fresh: true }), [], false],
    ['rows alone', drop({ kind: 'rewrites', object: 'users' }), [], false],
    [
      'a constraint on nothing but what is declared',
      drop({ object: 'constraint:users.c', objectKind: 'constraint', columns: ['users.name'] }),
      [declared],
      false,
    ],
    [
      'a constraint on more than that',
      drop({ object: 'constraint:users.c', objectKind: 'constraint', columns: ['users.name', 'users.id'] }),
      [declared],
      true,
    ],
    [
      'a constraint whose columns nobody knows',
      drop({ object: 'constraint:users.c', objectKind: 'constraint' }),
      [declared],
      true,
    ],
  ];
  it.each(cases)('%s', (_, removal, changes, isHeld) => {
    const found = judge([removal], changes);
    expect(statuses(found)).toEqual(isHeld ? ['block'] : []);
    expect(explained(found)).toBe(true);
  });
});

test('says what, where, why, and what to paste', () => {
  const [found] = judge([drop()]);
  expect(found).toMatchObject({
    path: 'db/migrations/0007.sql',
    line: 1,
    message: 'users.name is removed, and no change declares that.',
    why: 'whatever still uses users.name would fail, and its data would be gone.',
  });
  expect(found?.next).toMatch(/^Declare it on the base first/);
  expect(found?.next).toContain('removes: [users.name]');
});

test('the head alone cannot declare it', () => {
  const found = judge([drop()], [], [declared]);
  expect(statuses(found)).toEqual(['block']);
  expect(found[0]).toMatchObject({
    change: 'split-user-name',
    next: expect.stringContaining('of its own first'),
  });
});

test('each removal is told, with one entry for all of a file', () => {
  const found = judge([drop(), drop({ object: 'users.nick' })]);
  expect(found.map(({ line }) => line)).toEqual([1, 2]);
  expect(found[1]?.next).toContain('users.name, users.nick');
});

test('several databases: the entry names its own', () => {
  const bound = { databases: [database, { ...database, name: 'logs' }] };
  expect(judge([drop()], [], [], bound)[0]?.next).toContain('database: app');
});

test('no setting and no exemption takes it away', () => {
  const bound: Partial<Manifest> = {
    rules: { 'undeclared-contract': 'off' },
    exemptions: [
      {
        rule: 'undeclared-contract',
        glob: '**',
        reason: 'please',
        until: null,
        path: 'lanekeeper.yml',
        line: 1,
        column: 1,
      },
    ],
  };
  expect(statuses(judge([drop()], [], [], bound))).toEqual(['block']);
});
