import { expect, test } from 'vitest';
import { batchedData } from '../../../src/decide/rules/batched-data.ts';
import type { RowChange, Status } from '../../../src/model.ts';
import { askNothing, effect, proposalOf, row, statement } from '../proposals.ts';

const judge = (change: Partial<RowChange>, rows: Record<string, number> = {}, fresh = false) =>
  batchedData.judge(
    proposalOf({
      rows,
      statements: [
        statement({ rows: [row(change)], effects: [effect({ kind: 'rewrites', object: 'users', fresh })] }),
      ],
    }),
    askNothing,
  );

test.each<[string, Partial<RowChange>, Record<string, number>, Status]>([
  ['every row, size unknown', {}, {}, 'block'],
  ['every row of a large table', {}, { users: 1_000_000 }, 'block'],
  ['every row of a small table', {}, { users: 100 }, 'warn'],
  ['rows by key', { whole: false, bounded: true }, {}, 'ok'],
  ['an unbounded part, size unknown', { whole: false }, {}, 'warn'],
  ['an unbounded part of a small table', { whole: false }, { users: 100 }, 'ok'],
  ['an unbounded part of a table known to be large', { whole: false }, { users: 5_000_000 }, 'warn'],
  [
    'a bounded part of a table known to be large',
    { whole: false, bounded: true },
    { users: 5_000_000 },
    'ok',
  ],
  ['every row deleted', { verb: 'delete' }, {}, 'block'],
  ['merged', { verb: 'merge' }, {}, 'block'],
  ['emptied', { verb: 'truncate', whole: false }, {}, 'block'],
  ['a small table emptied', { verb: 'truncate' }, { users: 100 }, 'warn'],
  ['rows inserted', { verb: 'insert' }, {}, 'ok'],
  ['rows copied in', { verb: 'copy' }, {}, 'ok'],
])('%s', (_, change, rows, status) => {
  expect(judge(change, rows).map((finding) => finding.status)).toEqual([status]);
});

test('a table made here is free', () => {
  expect(judge({}, {}, true)[0]?.status).toBe('ok');
  expect(judge({ verb: 'truncate' }, {}, true)[0]?.status).toBe('ok');
});

const advice = (text: string, change: Partial<RowChange> = {}, node = 'UpdateStmt') => {
  const one = statement({ text, node, rows: [row(change)] });
  return batchedData.judge(proposalOf({ statements: [one] }), askNothing)[0]?.next ?? '';
};

test('the batch to paste is the statement itself, narrowed by key', () => {
  expect(advice('UPDATE users SET email = lower(email);')).toMatch(
    /\nUPDATE users SET email = lower\(email\)\nWHERE id IN \(SELECT id FROM users WHERE id > :last ORDER BY id LIMIT 10000\);$/,
  );
});

test('what narrows the statement already is never lost from the batch', () => {
  for (const text of [
    "DELETE FROM users WHERE old OR name = ''",
    'DELETE FROM users -- all',
    'DELETE FROM users USING gone',
  ]) {
    expect(advice(text, { verb: 'delete', whole: false }, 'DeleteStmt')).not.toContain('DELETE');
    expect(advice(text, { verb: 'delete', whole: false }, 'DeleteStmt')).toContain('\nAND id IN (');
  }
});

test.each<[string, string | null, Record<string, number>, boolean, Status]>([
  ['of every table', null, { users: 5 }, false, 'block'],
  ['of one table, size unknown', 'users', {}, false, 'block'],
  ['of a small table', 'users', { users: 5 }, false, 'warn'],
  ['of a table made here', 'users', {}, true, 'ok'],
])('triggers switched off %s', (_, table, rows, fresh, status) => {
  const effects = table === null ? [] : [effect({ object: table, fresh })];
  const found = batchedData.judge(
    proposalOf({ rows, statements: [statement({ disablesTriggers: 'DISABLE TRIGGER ALL', effects })] }),
    askNothing,
  );
  expect(found.map((finding) => finding.status)).toEqual([status]);
});
