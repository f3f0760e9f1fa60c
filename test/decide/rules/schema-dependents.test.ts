import { expect, test } from 'vitest';
import { dropFirst, schemaDependents } from '../../../src/decide/rules/schema-dependents.ts';
import type { Dependent, Effect } from '../../../src/model.ts';
import { askNothing, effect, proposalOf, statement } from '../proposals.ts';

const judge = (parts: Partial<Effect>) =>
  schemaDependents.judge(
    proposalOf({
      statements: [statement({ effects: [effect({ kind: 'removes', phase: 'contract', ...parts })] })],
    }),
    askNothing,
  );

test('names who still uses it, and what to write first', () => {
  const dependents: Dependent[] = [
    { object: 'view:active_users', kind: 'view' },
    { object: 'constraint:orders.orders_user_fkey', kind: 'foreign key' },
  ];
  const [finding] = judge({ dependents });
  expect(finding).toMatchObject({
    status: 'block',
    message: 'users.name is still used by view active_users and foreign key orders.orders_user_fkey.',
  });
  expect(finding?.next).toContain('ALTER TABLE orders DROP CONSTRAINT orders_user_fkey;');
});

test('CASCADE is no way out: it takes them along', () => {
  const dependents = [{ object: 'view:active_users', kind: 'view' }];
  expect(judge({ dependents, cascade: true })[0]).toMatchObject({
    status: 'block',
    why: expect.stringContaining('CASCADE'),
  });
});

test('says so where nobody does, and nothing where nothing is removed', () => {
  expect(judge({})).toMatchObject([
    { status: 'ok', message: 'Nothing else in the schema uses what goes: users.name.' },
  ]);
  expect(judge({ kind: 'adds' })).toEqual([]);
});

test.each<[Dependent, RegExp]>([
  [{ object: 'view:v', kind: 'materialized view' }, /^DROP MATERIALIZED VIEW v;/],
  [{ object: 'trigger:users.t', kind: 'trigger' }, /^DROP TRIGGER t ON users;$/],
  [
    { object: 'policy:billing.users."Own rows"', kind: 'policy' },
    /^DROP POLICY "Own rows" ON billing\.users;$/,
  ],
  [{ object: 'index:users_a_b_idx', kind: 'index' }, /^DROP INDEX CONCURRENTLY users_a_b_idx;$/],
  [{ object: 'users.full_name', kind: 'generated column' }, /^ALTER TABLE users DROP COLUMN full_name;$/],
  [{ object: 'function:full_name', kind: 'function' }, /FUNCTION full_name/],
  [{ object: 'sequence:s', kind: 'sequence' }, /sequence:s/],
])('%o', (dependent, drop) => {
  expect(dropFirst(dependent)).toMatch(drop);
});
