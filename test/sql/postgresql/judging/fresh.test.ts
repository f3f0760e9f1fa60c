import { beforeAll, describe, expect, test } from 'vitest';
import { emptyCatalog } from '../../../../src/sql/catalog.ts';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { afterwards, judge, judgeAll, SCHEMA, session } from './story.ts';

beforeAll(loadParser);

describe('what was made earlier in the same run is fresh', () => {
  test.each([
    ['CREATE TABLE a (id int)', true],
    ['CREATE TABLE a (id int); CREATE INDEX ON a (id)', true],
    ['CREATE TABLE a (id int); ALTER TABLE a RENAME TO b; DROP TABLE b', true],
    ['CREATE TABLE a (id int); ALTER TABLE a ALTER id SET NOT NULL', true],
    ['CREATE TABLE IF NOT EXISTS a (id int); CREATE INDEX ON a (id)', true],
    ['CREATE TABLE IF NOT EXISTS users (id int); CREATE INDEX ON users (id)', false],
    ['CREATE INDEX ON users (age)', false],
    ['ALTER TABLE users ADD c int; ALTER TABLE users ALTER c SET NOT NULL', false],
    ['DROP TABLE posts; CREATE TABLE posts (id int); DROP TABLE posts', true],
    ['CREATE TYPE t AS ENUM (); DROP TYPE t', true],
    ['CREATE VIEW v AS SELECT 1; DROP VIEW v', true],
    ['DROP VIEW people', false],
    // The server refuses to make what is there; a runner that goes on after errors meets the old one.
    ['CREATE TABLE users (id int); DROP TABLE users', false],
    ['CREATE TABLE users (id int); ALTER TABLE users DROP COLUMN name', false],
    ['CREATE TABLE users AS SELECT 1 AS id; TRUNCATE users', false],
    ['CREATE VIEW people AS SELECT 1; DROP VIEW people', false],
    ["CREATE TYPE mood AS ENUM ('new'); DROP TYPE mood", false],
    ['CREATE SEQUENCE tickets; DROP SEQUENCE tickets', false],
    // Rows go through a view into what it shows.
    ['CREATE VIEW v AS SELECT * FROM users; DELETE FROM v', false],
    ['CREATE VIEW v AS SELECT * FROM users; CREATE VIEW w AS SELECT * FROM v; UPDATE w SET name = 1', false],
    ['CREATE TABLE a (id int); CREATE VIEW v AS SELECT * FROM a; DELETE FROM v', true],
  ])('%s: %s', (sql, fresh) => {
    expect(judge(sql).effects[0]?.fresh).toBe(fresh);
  });

  test('also where it takes the place of what the proposal takes away', () => {
    const using = Object.assign(afterwards(SCHEMA), { gone: new Set(['db/1.sql']) });
    const judged = judgeAll('CREATE TABLE users (id int); CREATE INDEX ON users (id)', using);
    expect(judged.map(({ effects }) => effects[0]?.fresh)).toEqual([true, true]);
  });

  test('but for IF NOT EXISTS where not all of the schema is known', () => {
    const using = session();
    using.catalog.incomplete = true;
    const judged = judgeAll('CREATE TABLE IF NOT EXISTS a (id int); CREATE INDEX ON a (id)', using);
    expect(judged.map(({ effects }) => effects[0]?.fresh)).toEqual([false, false]);
  });

  test('the other end of a foreign key is locked though the table is new', () => {
    const sql = 'CREATE TABLE a (user_id bigint); ALTER TABLE a ADD FOREIGN KEY (user_id) REFERENCES users';
    expect(judge(sql).effects[0]?.locks).toEqual([
      { object: 'a', mode: 'SHARE ROW EXCLUSIVE', fresh: true },
      { object: 'users', mode: 'SHARE ROW EXCLUSIVE' },
    ]);
  });
});

describe('absence is proved by a known schema alone', () => {
  const drop = 'DROP TABLE IF EXISTS nobody';
  test.each([
    ['a schema that is known', () => afterwards(SCHEMA), 'already-gone'],
    ['nothing known', () => session(), 'drop-table'],
    [
      'an incomplete schema',
      () =>
        Object.assign(afterwards(SCHEMA), { catalog: { ...afterwards(SCHEMA).catalog, incomplete: true } }),
      'drop-table',
    ],
    [
      'a history that names a table which it never made',
      () => afterwards(`${SCHEMA} ALTER TABLE older ADD COLUMN a int`),
      'drop-table',
    ],
    [
      'one of another schema, which is somebody else’s',
      () => afterwards(`${SCHEMA} ALTER TABLE auth.users ADD COLUMN a int`),
      'already-gone',
    ],
    ['tables of this very run', () => Object.assign(session(), { catalog: emptyCatalog() }), 'drop-table'],
  ])('%s', (_, using, operation) => {
    const judged = judgeAll(`CREATE TABLE new (id int); ${drop}`, using());
    expect(judged.at(-1)?.effects[0]?.operation).toBe(operation);
  });
});

test.each([
  ['DROP TABLE IF EXISTS billing.nobody', 'already-gone'],
  ['DROP TABLE IF EXISTS elsewhere.nobody', 'drop-table'],
  ['DROP FUNCTION IF EXISTS elsewhere.nobody()', 'drop-object'],
  ['ALTER TABLE IF EXISTS elsewhere.nobody DROP COLUMN a', 'drop-column'],
  ['ALTER TABLE IF EXISTS elsewhere.nobody RENAME TO other', 'rename-table'],
])('of a schema that the history did not make nothing is known: %s', (sql, operation) => {
  expect(judge(sql).effects[0]?.operation).toBe(operation);
});
