/** What a statement leaves behind for those after it. */
import { beforeAll, expect, test } from 'vitest';
import { prepareSql } from '../../../src/sql/index.ts';
import { EVERY_COLUMN, readAll, told } from './read.ts';

beforeAll(() => prepareSql('postgresql'));

test('a temporary table hides the table of its name until it is gone', () => {
  const hidden = 'CREATE TEMP TABLE users (name int); ';
  expect(told(`${hidden}SELECT name FROM users`).reads).toBe('');
  expect(told(`${hidden}SELECT name FROM public.users`).reads).toBe('users.name');
  expect(told(`${hidden}DROP TABLE users; SELECT name FROM users`).reads).toBe('users.name');
  expect(told(`${hidden}DISCARD ALL; SELECT name FROM users`).reads).toBe('users.name');
  expect(told(`BEGIN; ${hidden}ROLLBACK; SELECT name FROM users`).reads).toBe('users.name');
  expect(told(`BEGIN; SAVEPOINT s; ${hidden}ROLLBACK TO s; SELECT name FROM users`).reads).toBe('users.name');
  expect(told('CREATE TEMP TABLE users (name int) ON COMMIT DROP; SELECT name FROM users').reads).toBe(
    'users.name',
  );
  const dropped = 'BEGIN; CREATE TEMP TABLE users (name int) ON COMMIT DROP; ';
  expect(told(`${dropped}SELECT name FROM users`).reads).toBe('');
  expect(told(`${dropped}COMMIT; SELECT name FROM users`).reads).toBe('users.name');
});

test('a table made from a query has its columns', () => {
  const made = 'SELECT plan AS name, o.* INTO TEMP t FROM orgs o; ';
  expect(told(`${made}SELECT t.name, t.plan, users.email FROM t, users`)).toEqual({
    reads: 'users.email',
    writes: '',
    unresolved: '',
  });
  expect(told('CREATE TABLE t2 AS SELECT id AS key FROM orgs; SELECT key FROM t2').reads).toBe('t2.key');
});

test('the search path', () => {
  expect(told('SET search_path TO billing; SELECT total FROM invoices').reads).toBe('billing.invoices.total');
  expect(
    told(
      "SELECT set_config('search_path', 'billing, public', false); SELECT total, name FROM invoices, users",
    ).reads,
  ).toBe('billing.invoices.total users.name');
  expect(told('BEGIN; SET LOCAL search_path TO billing; COMMIT; SELECT total FROM invoices').reads).toBe('');
  expect(
    told('SET search_path TO billing; CREATE TABLE users (name int); SELECT name FROM users').reads,
  ).toBe('billing.users.name');
});

test('a search path that nobody knows: a table of that name in any schema may be meant', () => {
  const added = 'CREATE TABLE billing.users (name text);';
  const unknown = "SELECT set_config('search_path', current_setting('x'), false); SELECT name FROM users";
  expect(told(unknown, added)).toEqual({ reads: 'users.name', writes: '', unresolved: 'billing.users.name' });
});

test('PREPARE and DECLARE give names to what EXECUTE and FETCH run', () => {
  expect(told('PREPARE p AS UPDATE orgs SET plan = $1; EXECUTE p((SELECT max(name) FROM users))')).toEqual({
    reads: 'users.name',
    writes: 'orgs.plan',
    unresolved: '',
  });
  expect(told('DECLARE c CURSOR FOR SELECT plan FROM orgs; FETCH ALL FROM c').reads).toBe('orgs.plan');
  expect(told('PREPARE p AS SELECT 1; DEALLOCATE p; EXECUTE p').unresolved).toBe(EVERY_COLUMN);
  expect(told('PREPARE p AS SELECT plan FROM orgs; CREATE TABLE t AS EXECUTE p').reads).toBe('orgs.plan');
});

test('a view or function that the session makes or replaces', () => {
  expect(told('CREATE VIEW v AS SELECT plan FROM orgs; SELECT * FROM v').reads).toBe('orgs.plan');
  expect(
    told('CREATE OR REPLACE VIEW active AS SELECT id, name FROM users; SELECT id FROM active').reads,
  ).toBe('users.id users.name');
  expect(
    told("SELECT f(); CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT plan FROM orgs'; SELECT f()")
      .reads,
  ).toBe('orgs.plan');
});

test('each statement is told, as it is written', () => {
  const text = '-- first\nSELECT 1;\n\nSELEC x;;\nSELECT plan\n  FROM orgs -- last\n';
  expect(readAll(text).map(({ statement }) => statement)).toEqual([
    'SELECT 1',
    'SELEC x',
    'SELECT plan\n  FROM orgs',
  ]);
  expect(readAll('')).toEqual([]);
});

test('rows that follow COPY are no statements', () => {
  expect(
    readAll('COPY orgs FROM stdin;\n1\tSELECT\n\\.\nSELECT 1;').map(({ statement }) => statement),
  ).toEqual(['COPY orgs FROM stdin', 'SELECT 1']);
});

test('one session leaves nothing behind in the schema that others begin with', () => {
  expect(told('DROP TABLE users; SELECT name FROM users').reads).toBe('');
  expect(told('SELECT name FROM users').reads).toBe('users.name');
});

test.each([
  ['subqueries', `SELECT ${'(SELECT '.repeat(2000)}1${')'.repeat(2000)}`],
  ['a long sum', `SELECT ${'name + '.repeat(20_000)}name FROM users`],
  ['joins', `SELECT 1 FROM ${Array.from({ length: 800 }, (_, at) => `users u${at}`).join(' NATURAL JOIN ')}`],
  [
    'WITH in WITH',
    `${'WITH RECURSIVE a AS ('.repeat(60)}SELECT 1${' UNION SELECT * FROM a) SELECT * FROM a'.repeat(60)}`,
  ],
  ['unions', `SELECT name FROM users${' UNION SELECT plan FROM orgs'.repeat(500)}`],
  ['a quote that is never closed', "SELECT 'name FROM users"],
  ['nothing but noise', '\\\u0000;;$$\ufeff(\ud800'],
])('never throws and never hangs: %s', (_name, text) => {
  const begun = performance.now();
  const statements = readAll(text);
  expect(performance.now() - begun).toBeLessThan(5000);
  for (const { reads, everything } of statements) expect(everything || Array.isArray(reads)).toBe(true);
});
