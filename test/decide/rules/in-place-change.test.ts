import { expect, test } from 'vitest';
import { inPlaceChange } from '../../../src/decide/rules/in-place-change.ts';
import type { CatalogTable, Effect, Statement, TransactionRef } from '../../../src/model.ts';
import { askNothing, effect, noCatalog, proposalOf, statement } from '../proposals.ts';

const judge = (statements: Statement[], uses: string[] = []) => {
  const after = { ...noCatalog(), views: { 'view:users': { materialized: false, uses } } };
  return inPlaceChange.judge(proposalOf({ statements, set: { after } }), askNothing);
};
const one = (parts: Partial<Effect>, transaction: TransactionRef | null = null, line = 1) =>
  statement({ line, transaction, text: parts.objectKind === 'view' ? AS : '…', effects: [effect(parts)] });
const tx: TransactionRef = { id: 1, by: 'runner' };

const renamed = { kind: 'renames', object: 'users', phase: 'in-place', after: 'accounts' } as const;
const AS = 'CREATE VIEW users AS SELECT * FROM accounts;';
const view = { kind: 'adds', object: 'view:users', objectKind: 'view', table: null } as const;

test.each<[string, Partial<Effect>, string, RegExp]>([
  ['rename', { ...renamed }, 'block', /users would be renamed to accounts/],
  [
    'retype',
    { kind: 'retypes', phase: 'in-place', before: 'integer', after: 'bigint' },
    'block',
    /users\.name would change its type from integer to bigint/,
  ],
  [
    'NOT NULL without a default',
    { kind: 'adds', phase: 'in-place' },
    'block',
    /users\.name would be added as NOT NULL without a default/,
  ],
  ['a widening', { kind: 'retypes', phase: 'expand' }, 'ok', /No statement/],
  ['a table made here', { ...renamed, fresh: true }, 'ok', /No statement/],
])('%s', (_, parts, status, message) => {
  const [finding] = judge([one(parts)]);
  expect(finding?.status).toBe(status);
  expect(finding?.message).toMatch(message);
});

test('steps are those that the statement table wrote, else the three phases', () => {
  expect(judge([one({ ...renamed, instead: ['a', 'b'] })])[0]?.next).toBe('a\nb');
  expect(judge([one({ ...renamed })])[0]?.next).toMatch(/Expand.*\n.*Migrate.*\n.*Contract/);
});

test.each<[string, Statement[], string[], string]>([
  ['beside it', [one(renamed, tx), one(view, tx, 2)], ['accounts.id', 'accounts.name'], 'ok'],
  ['over all of it', [one(renamed, tx), one(view, tx, 2)], ['accounts'], 'ok'],
  ['over another table', [one(renamed, tx), one(view, tx, 2)], ['persons'], 'block'],
  [
    'in another transaction',
    [one(renamed, tx), one(view, { id: 2, by: 'written' }, 2)],
    ['accounts'],
    'block',
  ],
  ['without a transaction', [one(renamed), one(view, null, 2)], ['accounts'], 'block'],
  [
    'of another name',
    [one(renamed, tx), one({ ...view, object: 'view:people' }, tx, 2)],
    ['accounts'],
    'block',
  ],
  ['for a column', [one({ ...renamed, object: 'users.name' }, tx), one(view, tx, 2)], ['accounts'], 'block'],
])('a rename with a view of the old name: %s', (_, statements, uses, status) => {
  expect(judge(statements, uses)[0]?.status).toBe(status);
});

const place = { path: '1.sql', line: 1, column: 1 };
const column = { type: 'text', notNull: false, defaulted: false, generatedFrom: [], place };
const accounts: CatalogTable = {
  columns: { id: column, name: column, email: column },
  constraints: {},
  triggers: {},
  policies: {},
  partitioned: false,
  parents: [],
  place,
};

test.each([
  ['*', 'ok'],
  ['accounts.*', 'ok'],
  ['id, name, email', 'ok'],
  ['accounts.id, accounts.name AS name, "email"', 'ok'],
  ['id, email AS name, name AS email', 'block'],
])('a view of the old name that shows %s', (list, status) => {
  const text = `CREATE VIEW users AS SELECT ${list} FROM accounts;`;
  const shown = statement({ line: 2, transaction: tx, text, effects: [effect(view)] });
  const known = { materialized: false, uses: ['accounts'], columns: Object.keys(accounts.columns) };
  const after = { ...noCatalog(), tables: { accounts }, views: { 'view:users': known } };
  const proposal = proposalOf({ statements: [one(renamed, tx), shown], set: { after } });
  expect(inPlaceChange.judge(proposal, askNothing)[0]?.status).toBe(status);
});

test('nor does a view whose own list of names turns columns round', () => {
  const text = 'CREATE VIEW users(id,email,name) AS SELECT * FROM accounts;';
  const shown = statement({ line: 2, transaction: tx, text, effects: [effect(view)] });
  expect(judge([one(renamed, tx), shown], ['accounts'])[0]?.status).toBe('block');
});

test('dropped and added again is a retype that loses the data', () => {
  const drop = one({ kind: 'removes', phase: 'contract' });
  const add = one({ kind: 'adds', phase: 'expand' }, null, 2);
  const found = judge([drop, add]);
  expect(found.map(({ status, line }) => [status, line])).toEqual([['block', 2]]);
  expect(found[0]?.next).toContain('ADD COLUMN name_new <the new type>;');
  expect(judge([add, { ...drop, line: 3 }])[0]?.status).toBe('ok');
  expect(judge([drop, one({ kind: 'adds', object: 'users.other' })])[0]?.status).toBe('ok');
});
