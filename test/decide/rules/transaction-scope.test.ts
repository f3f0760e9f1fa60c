import { expect, test } from 'vitest';
import { transactionScope } from '../../../src/decide/rules/transaction-scope.ts';
import type { Effect, FrameworkName, Statement, TransactionRef } from '../../../src/model.ts';
import { askNothing, effect, type Given, proposalOf, row, statement } from '../proposals.ts';

const tx: TransactionRef = { id: 1, by: 'runner' };
const judge = (statements: Statement[], given: Given = {}) =>
  transactionScope
    .judge(proposalOf({ statements, ...given }), askNothing)
    .map(({ status, line, message, next }) => ({ status, line, message, next }));
const alter = (
  line: number,
  table: string,
  parts: Partial<Effect> = {},
  transaction: TransactionRef | null = tx,
) =>
  statement({
    line,
    text: `ALTER TABLE ${table} ADD COLUMN x int`,
    transaction,
    effects: [effect({ object: table, locks: [{ object: table, mode: 'ACCESS EXCLUSIVE' }], ...parts })],
  });
const update = (line: number, table: string, parts = {}) =>
  statement({
    line,
    text: `UPDATE ${table} SET x = 1`,
    transaction: tx,
    rows: [row({ table, ...parts })],
    effects: [
      effect({
        kind: 'rewrites',
        object: `${table}.x`,
        load: 'scan',
        locks: [{ object: table, mode: 'ROW EXCLUSIVE' }],
      }),
    ],
  });
const validate = (line: number, table: string) =>
  statement({
    line,
    text: `ALTER TABLE ${table} VALIDATE CONSTRAINT c`,
    transaction: tx,
    effects: [
      effect({ object: table, load: 'scan', locks: [{ object: table, mode: 'SHARE UPDATE EXCLUSIVE' }] }),
    ],
  });
const statuses = (found: ReturnType<typeof judge>) => found.map(({ status, line }) => [status, line]);

test.each<[string, Statement[], [string, number | null][]]>([
  ['one schema change', [alter(1, 'users')], [['ok', null]]],
  ['two of one table', [alter(1, 'users'), alter(2, 'users')], [['ok', null]]],
  ['two of two tables', [alter(1, 'users'), alter(2, 'orders'), alter(3, 'carts')], [['warn', 2]]],
  ['each on its own', [alter(1, 'users', {}, null), alter(2, 'orders', {}, null)], [['ok', null]]],
  ['two transactions', [alter(1, 'users'), alter(2, 'orders', {}, { id: 2, by: 'written' })], [['ok', null]]],
  ['one of them made here', [alter(1, 'users'), alter(2, 'orders', { fresh: true })], [['ok', null]]],
  ['schema, then rows', [alter(1, 'users'), update(2, 'users')], [['block', 2]]],
  ['schema, then rows of another table', [alter(1, 'users'), update(2, 'orders')], [['block', 2]]],
  [
    'schema, then a few rows',
    [alter(1, 'users'), update(2, 'users', { whole: false, bounded: true })],
    [['ok', null]],
  ],
  [
    'schema, then who knows how many rows',
    [alter(1, 'users'), update(2, 'users', { whole: false })],
    [['block', 2]],
  ],
  [
    'schema, then one seed',
    [alter(1, 'users'), update(2, 'users', { verb: 'insert', whole: false })],
    [['ok', null]],
  ],
  ['a table made here, then rows', [alter(1, 'users', { fresh: true }), update(2, 'orders')], [['ok', null]]],
  ['rows, then schema', [update(1, 'users'), alter(2, 'users')], [['warn', 2]]],
  ['a check added and validated at once', [alter(1, 'users'), validate(2, 'users')], [['block', 2]]],
  ['validated first', [validate(1, 'users'), alter(2, 'users')], [['ok', null]]],
])('%s', (_, statements, expected) => {
  expect(statuses(judge(statements))).toEqual(expected);
});

test('a foreign key locks two tables by itself', () => {
  const locks = ['orders', 'users'].map((object) => ({ object, mode: 'SHARE ROW EXCLUSIVE' }));
  expect(statuses(judge([alter(1, 'orders', { locks })]))).toEqual([['ok', null]]);
  expect(statuses(judge([alter(1, 'orders', { locks }), alter(2, 'users')]))).toEqual([['ok', null]]);
  expect(statuses(judge([alter(1, 'orders', { locks }), alter(2, 'carts')]))).toEqual([['warn', 2]]);
});

test('work on a small table under a lock is told, and holds nothing up', () => {
  const statements = [alter(1, 'users'), update(2, 'users')];
  expect(statuses(judge(statements, { rows: { users: 100 } }))).toEqual([['warn', 2]]);
});

test('what the statement itself locks as strongly is told by online-ddl alone', () => {
  const index = (object: string) =>
    alter(2, object, { load: 'scan', locks: [{ object, mode: 'ACCESS EXCLUSIVE' }] });
  expect(statuses(judge([alter(1, 'users'), index('users')]))).toEqual([['ok', null]]);
  expect(statuses(judge([alter(1, 'users'), index('orders')]))).toEqual([
    ['block', 2],
    ['warn', 2],
  ]);
});

const concurrently = (transaction: TransactionRef | null) =>
  statement({
    transaction,
    forbidsTransaction: 'CREATE INDEX CONCURRENTLY',
    text: 'CREATE INDEX CONCURRENTLY i ON users (a)',
  });

test.each<[FrameworkName, TransactionRef['by'], RegExp]>([
  ['goose', 'runner', /\+goose NO TRANSACTION/],
  ['goose', 'written', /without BEGIN and COMMIT/],
  ['dbmate', 'runner', /transaction:false/],
  ['flyway', 'runner', /executeInTransaction=false/],
  ['diesel', 'runner', /run_in_transaction = false/],
  ['prisma', 'implicit', /no other statement/],
  ['drizzle', 'runner', /by hand/],
])('%s: CONCURRENTLY in a transaction (%s) says how to leave it', (framework, by, next) => {
  const [finding] = judge([concurrently({ id: 1, by })], { framework });
  expect(finding?.status).toBe('block');
  expect(finding?.next).toMatch(next);
  expect(judge([concurrently(null)], { framework })[0]?.status).toBe('ok');
});

test('an enum value is used before it is committed', () => {
  const [finding] = judge([statement({ uncommittedEnumValues: ['type:mood.happy'] })]);
  expect(finding?.status).toBe('block');
  expect(finding?.message).toContain('type:mood.happy');
});

test('IF NOT EXISTS hides an invalid index', () => {
  const hides = statement({
    text: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (a)',
    hidesInvalidIndex: true,
    effects: [effect({ kind: 'indexes', object: 'index:i', objectKind: 'index', table: 'users' })],
  });
  const [finding] = judge([hides]);
  expect(finding?.status).toBe('warn');
  expect(finding?.next).toBe(
    'DROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE INDEX CONCURRENTLY i ON users (a);',
  );
});

test('an exemption at one statement covers no other', () => {
  const allows = [{ rules: ['transaction-scope'], reason: 'small', line: 2, column: 1 }];
  const second = { ...alter(2, 'orders'), allows };
  const statements = [alter(1, 'users'), second, alter(3, 'carts'), alter(4, 'plans')];
  expect(statuses(judge(statements))).toEqual([
    ['warn', 2],
    ['warn', 3],
  ]);
});

test('the statements of a block are one transaction', () => {
  const at = (line: number, parts: Partial<Effect>) =>
    effect({ object: 'users', ...parts, line, statement: `line ${line}` });
  const block = statement({ node: 'DoStmt', text: 'DO …' });
  const effects = [
    at(2, { locks: [{ object: 'users', mode: 'ACCESS EXCLUSIVE' }] }),
    at(3, { load: 'scan', locks: [{ object: 'users', mode: 'SHARE UPDATE EXCLUSIVE' }] }),
  ];
  expect(statuses(judge([{ ...block, effects }]))).toEqual([['block', 3]]);
  expect(statuses(judge([{ ...block, effects: effects.toReversed() }]))).toEqual([['ok', null]]);
});
