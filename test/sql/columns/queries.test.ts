/** What the server test cannot label, and the main forms again without a server. */
import { beforeAll, expect, test } from 'vitest';
import { prepareSql } from '../../../src/sql/index.ts';
import { readAll, told } from './read.ts';

beforeAll(() => prepareSql('postgresql'));

const USERS = 'users.email users.id users.name users.org_id';

test.each([
  ['SELECT name FROM users u WHERE u.id = 1', 'users.id users.name', ''],
  ['SELECT name AS email FROM users ORDER BY email', 'users.name', ''],
  ['SELECT u FROM users u', USERS, ''],
  ['SELECT (u).name, email(u) FROM users u', 'users.email users.name', ''],
  ['SELECT row_to_json(u) FROM users u', USERS, ''],
  ['SELECT count(*) FROM users', '', ''],
  ['SELECT null::users', USERS, ''],
  ['SELECT * FROM json_populate_recordset(null::orgs, $1)', 'orgs.id orgs.plan', ''],
  ['SELECT 1 WHERE EXISTS (SELECT * FROM orgs)', 'orgs.id orgs.plan', ''],
  ['SELECT plan FROM users JOIN orgs USING (id)', 'orgs.id orgs.plan users.id', ''],
  ['SELECT name FROM active', 'users.email users.id users.name', ''],
  ['WITH users AS (SELECT 1 AS name) SELECT name FROM users', '', ''],
  ['SELECT relname, name FROM pg_class, users', 'users.name', ''],
  ['COPY users (id, name) TO stdout', 'users.id users.name', ''],
  ['COPY users TO stdout', USERS, ''],
  ['COPY orgs FROM stdin', '', 'orgs.id orgs.plan'],
  ['COPY orgs (id) FROM stdin WHERE plan = $$x$$', 'orgs.plan', 'orgs.id'],
  ['COPY (SELECT name FROM users) TO stdout', 'users.name', ''],
  ["\\copy orgs (plan) TO 'file'", 'orgs.plan', ''],
  ['EXPLAIN ANALYZE UPDATE orgs SET plan = $1', '', 'orgs.plan'],
  ['DECLARE c CURSOR FOR SELECT email FROM users', 'users.email', ''],
  ['CREATE TABLE copy AS SELECT plan FROM orgs', 'orgs.plan', ''],
  ['CREATE INDEX ON users (lower(name)) WHERE email IS NULL', 'users.email users.name', ''],
  ['ANALYZE users (name)', 'users.name', ''],
  ['INSERT INTO orgs VALUES (1)', '', 'orgs.id'],
  ['INSERT INTO users (id) VALUES (1) RETURNING *', USERS, 'users.id'],
  [
    'INSERT INTO orgs (id, plan) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET plan = excluded.plan',
    'orgs.id orgs.plan',
    'orgs.id orgs.plan',
  ],
  ['UPDATE orgs SET plan = $1 RETURNING old.id, new.plan', 'orgs.id orgs.plan', 'orgs.plan'],
  ['UPDATE active SET name = $1', 'users.email users.id users.name', 'users.name'],
  ['DELETE FROM users', '', ''],
  ['TRUNCATE users', '', ''],
  ['ALTER TABLE users ADD COLUMN age int', '', ''],
  [
    'MERGE INTO orgs o USING users u ON o.id = u.org_id WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (u.id, name) RETURNING merge_action(), o.plan',
    'orgs.id orgs.plan users.id users.name users.org_id',
    'orgs.id orgs.plan',
  ],
  ["SELECT query_to_xml('SELECT plan FROM orgs', true, true, '')", 'orgs.plan', ''],
])('%s', (statement, reads, writes) => {
  expect(told(statement)).toEqual({ reads, writes, unresolved: '' });
});

test('a name that nobody has is told as it is written', () => {
  expect(told('SELECT nosuch FROM users').unresolved).toBe('users.nosuch');
  expect(told('SELECT u.nosuch FROM users u').unresolved).toBe('users.nosuch');
  expect(told('SELECT nosuch FROM users, orgs').unresolved).toBe('orgs.nosuch users.nosuch');
  expect(told('SELECT name FROM nosuch').unresolved).toBe('nosuch.name');
  expect(told('SELECT * FROM nosuch').unresolved).toBe('nosuch');
  expect(told('SELECT x.name FROM users').unresolved).toBe('x.name');
  expect(told('UPDATE users SET nosuch = 1').unresolved).toBe('users.nosuch');
  expect(told('INSERT INTO nosuch (a) VALUES (1)').unresolved).toBe('nosuch nosuch.a');
});

test('a column that may be of an unknown table, or of the query around it, is not dropped', () => {
  const { reads, unresolved } = told('SELECT (SELECT name FROM nosuch) FROM users');
  expect({ reads, unresolved }).toEqual({ reads: 'users.name', unresolved: 'nosuch.name' });
});

test('a table that the search path does not lead to may be one of that name elsewhere', () => {
  expect(told('SELECT total FROM invoices').unresolved).toBe('billing.invoices.total invoices.total');
  expect(told('SELECT * FROM invoices').unresolved).toBe(
    'billing.invoices.id billing.invoices.total invoices',
  );
});

test('columns that are only reached are told apart from those that are named', () => {
  const [statement] = readAll('SELECT o.plan, u.* FROM users u JOIN orgs o ON true WHERE name IS NULL');
  expect(statement?.implicit).toEqual({ reads: ['users.email', 'users.id', 'users.org_id'], writes: [] });
  const [insert] = readAll('INSERT INTO orgs SELECT id, name FROM active');
  expect(insert?.implicit).toEqual({
    reads: ['users.email', 'users.id', 'users.name'],
    writes: ['orgs.id', 'orgs.plan'],
  });
});

test('relations are told though no column of them is used', () => {
  expect(readAll('DELETE FROM users')[0]?.relations).toEqual({ reads: ['users'], writes: ['users'] });
  expect(readAll('SELECT count(*) FROM active')[0]?.relations.reads).toEqual(['users', 'view:active']);
});

test('a column of a partition or child is its parent’s, too; but not one of its own', () => {
  const added =
    'CREATE TABLE e (id int, k text) PARTITION BY LIST (k); CREATE TABLE e1 PARTITION OF e DEFAULT; CREATE TABLE f (x int); CREATE TABLE g (y int) INHERITS (f);';
  expect(told('SELECT k FROM e1', added).reads).toBe('e.k e1.k');
  expect(told('SELECT k FROM e', added).reads).toBe('e.k');
  expect(told('INSERT INTO g VALUES (1, 2)', added).writes).toBe('f.x g.x g.y');
});

test('names that need quotes, or that an object of columns would reorder', () => {
  const added = 'CREATE TABLE "T t" ("B" int, "2024" int, "10" int, "__proto__" int, constructor int);';
  expect(told('SELECT "B", "10" FROM "T t"', added).reads).toBe('"T t"."10" "T t"."B"');
  expect(told('INSERT INTO "T t" VALUES (1)', added).writes).toContain('"T t"."B"');
  expect(told('SELECT __proto__, constructor FROM "T t"', added).reads).toBe(
    '"T t".__proto__ "T t".constructor',
  );
  expect(told('SELECT constructor FROM users').unresolved).toBe('users.constructor');
});
