import { expect, test } from 'vitest';
import { onlineDdl } from '../../../src/decide/rules/online-ddl.ts';
import type { Effect, Status } from '../../../src/model.ts';
import { askNothing, effect, type Given, proposalOf, row, statement } from '../proposals.ts';

const index = (parts: Partial<Effect> = {}): Effect =>
  effect({
    kind: 'indexes',
    object: 'index:users_name_idx',
    objectKind: 'index',
    table: 'users',
    load: 'scan',
    locks: [{ object: 'users', mode: 'SHARE' }],
    ...parts,
  });
const judge = (effects: Effect[], given: Given = {}) =>
  onlineDdl.judge(proposalOf({ statements: [statement({ effects })], ...given }), askNothing);
const foreignKey = (parts: Partial<Effect> = {}): Effect =>
  effect({
    kind: 'constrains',
    object: 'constraint:orders.orders_user_fkey',
    objectKind: 'constraint',
    table: 'orders',
    load: 'scan',
    locks: [
      { object: 'orders', mode: 'SHARE ROW EXCLUSIVE' },
      { object: 'users', mode: 'SHARE ROW EXCLUSIVE' },
    ],
    ...parts,
  });

test.each<[string, Effect, Record<string, number>, Status]>([
  ['size unknown', index(), {}, 'block'],
  ['large', index(), { users: 1_000_000 }, 'block'],
  ['small', index(), { users: 999_999 }, 'warn'],
  ['another table is small', index(), { orders: 5 }, 'block'],
  ['no row is read', index({ load: 'instant' }), {}, 'ok'],
  [
    'under a lock that lets work go on',
    index({ locks: [{ object: 'users', mode: 'SHARE UPDATE EXCLUSIVE' }] }),
    {},
    'ok',
  ],
  ['under an unknown lock', index({ locks: [{ object: 'users', mode: 'SOMETHING NEW' }] }), {}, 'block'],
  ['made here', index({ fresh: true }), {}, 'ok'],
  ['the other end of a foreign key is small, the own table is not', foreignKey(), { users: 5 }, 'block'],
  ['the own table is small', foreignKey(), { orders: 5 }, 'warn'],
  ['a foreign key of a table made here reads nothing', foreignKey({ fresh: true }), {}, 'ok'],
  [
    'a new partition reads its neighbour',
    effect({
      kind: 'adds',
      object: 'p1',
      load: 'scan',
      fresh: true,
      locks: [{ object: 'p_rest', mode: 'ACCESS EXCLUSIVE' }],
    }),
    {},
    'block',
  ],
  [
    'a sequence is one row',
    effect({
      kind: 'alters',
      object: 'sequence:ids',
      objectKind: 'sequence',
      table: null,
      load: 'rewrite',
      locks: [{ object: 'sequence:ids', mode: 'SHARE ROW EXCLUSIVE' }],
    }),
    {},
    'ok',
  ],
])('%s', (_, one, rows, status) => {
  expect(judge([one], { rows }).map((finding) => finding.status)).toEqual([status]);
});

test('a new table that was filled from elsewhere is read while the other end is locked', () => {
  const filled = statement({
    rows: [row({ verb: 'insert', table: 'orders' })],
    effects: [effect({ kind: 'rewrites', object: 'orders', fresh: true, load: 'scan' })],
  });
  const key = statement({
    line: 2,
    effects: [foreignKey({ fresh: true, locks: [{ object: 'users', mode: 'SHARE ROW EXCLUSIVE' }] })],
  });
  expect(judge([], { statements: [filled, key] }).map(({ status, line }) => [status, line])).toEqual([
    ['block', 2],
  ]);
  expect(judge([], { statements: [key] })[0]?.status).toBe('ok');
});

test('the milder part of a statement works under its strongest lock', () => {
  const add = effect({ kind: 'adds', locks: [{ object: 'users', mode: 'ACCESS EXCLUSIVE' }] });
  const validate = effect({ load: 'scan', locks: [{ object: 'users', mode: 'SHARE UPDATE EXCLUSIVE' }] });
  expect(judge([add, validate])[0]?.message).toContain('ACCESS EXCLUSIVE on users while it reads every row');
  expect(judge([validate])[0]?.status).toBe('ok');
});

test('statements that write rows are left to batched-data', () => {
  const truncate = effect({
    kind: 'rewrites',
    object: 'users',
    load: 'rewrite',
    locks: [{ object: 'users', mode: 'ACCESS EXCLUSIVE' }],
  });
  expect(
    judge([], { statements: [statement({ rows: [row({ verb: 'truncate' })], effects: [truncate] })] })[0]
      ?.status,
  ).toBe('ok');
  expect(judge([truncate])[0]?.status).toBe('block');
});

test('says what waits, how large the table is and what to write instead', () => {
  const [finding] = judge(
    [index({ instead: ['CREATE INDEX CONCURRENTLY users_name_idx ON users (name);'] })],
    {
      rows: { users: 50_000_000 },
    },
  );
  expect(finding).toMatchObject({
    message:
      'ALTER TABLE users … would hold SHARE on users while it reads every row: writes wait until it ends.',
    seen: 'users has 50,000,000 rows, says the manifest',
    next: 'CREATE INDEX CONCURRENTLY users_name_idx ON users (name);',
  });
});

test('nothing to look at is no success', () => {
  expect(judge([], { statements: [] })).toEqual([]);
});
