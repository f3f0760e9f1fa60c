import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { afterwards, judge, judgeAll, replay } from './story.ts';

beforeAll(loadParser);

describe('names are canonical', () => {
  test.each([
    ['CREATE TABLE Users (Id int)', 'users'],
    ['CREATE TABLE "Users" (id int)', '"Users"'],
    ['CREATE TABLE public.users2 (id int)', 'users2'],
    ['CREATE TABLE "a.b" (id int)', '"a.b"'],
    ['CREATE TABLE "say ""hi""" (id int)', '"say ""hi"""'],
    ['ALTER TABLE public."Users" ADD COLUMN "fullName" text', '"Users"."fullName"'],
    ['ALTER TABLE "Billing".invoices ADD COLUMN a int', '"Billing".invoices.a'],
    ['CREATE INDEX ON "Users" ("fullName")', 'index:"Users_fullName_idx"'],
    ['DROP TYPE billing.mood', 'type:billing.mood'],
    ["ALTER TYPE mood ADD VALUE 'very sad'", 'type:mood."very sad"'],
    ['DROP TRIGGER "T" ON billing.invoices', 'trigger:billing.invoices."T"'],
    ['DROP FUNCTION billing.f(int)', 'function:billing.f'],
    ['ALTER TABLE constructor ADD COLUMN "__proto__" text', 'constructor.__proto__'],
  ])('%s', (sql, object) => {
    expect(judge(sql).effects[0]?.object).toBe(object);
  });
});

describe('unqualified names follow the search path', () => {
  const history = 'CREATE SCHEMA app; CREATE TABLE app.users (id int); CREATE TABLE public.orgs (id int)';
  const withPath = (path: string[], sql: string) => {
    const using = { ...afterwards(history), searchPath: path };
    return judgeAll(sql, using).at(-1)?.effects[0]?.object;
  };
  test.each([
    [['app', 'public'], 'DROP TABLE users', 'app.users'],
    [['app', 'public'], 'DROP TABLE orgs', 'orgs'],
    [['public', 'app'], 'DROP TABLE users', 'app.users'],
    [['public'], 'DROP TABLE users', 'users'],
    [['app', 'public'], 'CREATE TABLE new (id int)', 'app.new'],
    [['$user', 'public'], 'CREATE TABLE new (id int)', 'new'],
    [[], 'DROP TABLE orgs', 'orgs'],
    [['app'], 'CREATE INDEX ON users (id)', 'index:app.users_id_idx'],
    [['public'], 'CREATE INDEX i ON app.users (id)', 'index:app.i'],
  ])('%j: %s', (path, sql, object) => {
    expect(withPath(path, sql)).toBe(object);
  });
});

describe('constraints and indexes without a name get PostgreSQL’s', () => {
  test.each([
    [
      'CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int CHECK (c > 0), d int REFERENCES t)',
      ['t_a_not_null', 't_b_key', 't_c_check', 't_d_fkey', 't_pkey'],
    ],
    [
      'CREATE TABLE t (a int, b int, UNIQUE (a, b), CHECK (a > b), CHECK (b > a))',
      ['t_a_b_key', 't_check', 't_check1'],
    ],
    ['CREATE TABLE t (a int, CHECK (a > 1), CHECK (a > 2))', ['t_a_check', 't_a_check1']],
    ['CREATE TABLE t (a int, EXCLUDE USING gist (a WITH =))', ['t_a_excl']],
    [
      'CREATE TABLE a_table_with_a_very_long_name_indeed_it_is (a_column_with_a_long_name_too int UNIQUE)',
      ['a_table_with_a_very_long_name_a_column_with_a_long_name_too_key'],
    ],
  ])('%s', (sql, names) => {
    const [table] = Object.values(replay(sql, 18).tables);
    expect(Object.keys(table?.constraints ?? {}).sort()).toEqual(names);
  });

  test('a foreign key of two columns is named for the first alone before PostgreSQL 12', () => {
    const sql = 'CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES u)';
    expect(Object.keys(replay(sql, 11).tables.t?.constraints ?? {})).toEqual(['t_a_fkey']);
    expect(Object.keys(replay(sql, 12).tables.t?.constraints ?? {})).toEqual(['t_a_b_fkey']);
  });
});
