import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../../../src/model.ts';
import { copyCatalog } from '../../../../src/sql/catalog.ts';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { afterwards, judgeAll, replay, SCHEMA } from './story.ts';

beforeAll(loadParser);

/** Each column as `name type`, with `!` for NOT NULL and `=` for what an INSERT may leave out. */
function columns(catalog: Catalog, table: string): string[] {
  return Object.entries(catalog.tables[table]?.columns ?? {}).map(
    ([name, { type, notNull, defaulted }]) => `${name} ${type}${notNull ? '!' : ''}${defaulted ? '=' : ''}`,
  );
}

describe('columns', () => {
  test.each([
    [
      'CREATE TABLE t (a serial, b int8 NOT NULL DEFAULT 1, c varchar(9), d timestamptz(3))',
      ['a integer!=', 'b bigint!=', 'c character varying(9)', 'd timestamp(3) with time zone'],
    ],
    [
      'CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b int GENERATED ALWAYS AS (a) STORED)',
      ['a integer!=', 'b integer='],
    ],
    ['CREATE TABLE u (a int NOT NULL DEFAULT 1, b text); CREATE TABLE t (LIKE u)', ['a integer!', 'b text']],
    [
      'CREATE TABLE u (a int NOT NULL DEFAULT 1, b text); CREATE TABLE t (LIKE u INCLUDING DEFAULTS)',
      ['a integer!=', 'b text'],
    ],
    [
      'CREATE TABLE u (a int, b text); CREATE TABLE t AS SELECT a AS x, b, 1 AS y FROM u',
      ['x integer', 'b text', 'y unknown'],
    ],
    [
      'CREATE TABLE t (a int, b int); ALTER TABLE t DROP a, ADD c decimal(5), ALTER b TYPE text',
      ['b text', 'c numeric(5,0)'],
    ],
    [
      'CREATE TABLE t (a int); ALTER TABLE t RENAME a TO b; ALTER TABLE t ALTER b SET NOT NULL',
      ['b integer!'],
    ],
    ['CREATE TYPE m AS ENUM (); CREATE TABLE t (a m, b m[]); ALTER TYPE m RENAME TO n', ['a n', 'b n[]']],
    ['CREATE TABLE "x" (a int); ALTER TABLE x RENAME TO t', ['a integer']],
    [
      'CREATE TABLE u (a int); CREATE TABLE t (b text) INHERITS (u); ALTER TABLE u ADD c date',
      ['a integer', 'b text', 'c date'],
    ],
  ])('%s', (sql, expected) => {
    expect(columns(replay(sql), 't')).toEqual(expected);
  });
});

test('a renamed table takes its indexes, keys, views and sequences along', () => {
  const catalog = replay(`${SCHEMA} ALTER TABLE users RENAME TO people2`);
  expect(catalog.indexes['index:users_name_idx']?.table).toBe('people2');
  expect(catalog.tables.posts?.constraints.posts_user_fkey?.references?.table).toBe('people2');
  expect(catalog.views['view:people']?.uses).toEqual(['people2.id', 'people2.name']);
});

test('a dropped table takes its indexes, sequences and incoming keys along', () => {
  const catalog = replay(`${SCHEMA} DROP TABLE posts CASCADE`);
  expect(catalog.sequences['sequence:posts_id_seq']).toBeUndefined();
  expect(Object.values(catalog.indexes).some(({ table }) => table === 'posts')).toBe(false);
});

test('SET SCHEMA moves the table with its indexes', () => {
  const catalog = replay(`${SCHEMA} ALTER TABLE users SET SCHEMA billing`);
  expect(catalog.tables['billing.users']).toBeDefined();
  expect(catalog.indexes['index:billing.users_name_idx']?.table).toBe('billing.users');
});

test('a table that nobody saw created is known in part', () => {
  const table = replay('ALTER TABLE nobody ADD COLUMN a int').tables.nobody;
  expect(table?.partial).toBe(true);
  expect(Object.keys(table?.columns ?? {})).toEqual(['a']);
});

test('what pg_dump writes is replayed', () => {
  const dump = `
    SET statement_timeout = 0;
    SELECT pg_catalog.set_config('search_path', '', false);
    CREATE TYPE public.mood AS ENUM ('sad', 'ok');
    CREATE TABLE public.users (id bigint NOT NULL, name character varying(40) DEFAULT 'x'::character varying, m public.mood);
    ALTER TABLE public.users OWNER TO app;
    CREATE SEQUENCE public.users_id_seq AS bigint START WITH 1;
    ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;
    ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);
    CREATE VIEW public.v AS SELECT users.name FROM public.users;
    ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
    CREATE INDEX users_name_idx ON public.users USING btree (name);
    SELECT pg_catalog.setval('public.users_id_seq', 4, true);`;
  const catalog = replay(dump);
  expect(columns(catalog, 'users')).toEqual(['id bigint!=', 'name character varying(40)=', 'm mood']);
  expect(catalog.sequences['sequence:users_id_seq']).toEqual({ ownedBy: 'users.id' });
  expect(catalog.tables.users?.columns.id?.defaultUses).toEqual(['sequence:users_id_seq']);
  expect(catalog.views['view:v']).toMatchObject({ uses: ['users.name'], columns: ['name'] });
  expect(catalog.indexes['index:users_pkey']).toMatchObject({ unique: true, constraint: 'users_pkey' });
  expect(catalog.incomplete).toBe(false);
});

test('a copy can be changed without touching what it was made from', () => {
  const before = replay(
    `${SCHEMA} CREATE TYPE pair AS (a int); CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING;`,
  );
  const text = JSON.stringify(before);
  const using = { ...afterwards(''), catalog: copyCatalog(before) };
  judgeAll(
    `ALTER TABLE users DROP COLUMN name CASCADE, ALTER age TYPE bigint, DROP CONSTRAINT users_email_key;
     ALTER TYPE mood ADD VALUE 'x'; ALTER TABLE posts RENAME TO p; DROP VIEW IF EXISTS people;
     CREATE SCHEMA s; ALTER SEQUENCE tickets OWNED BY users.id; ALTER TABLE users RENAME id TO key;
     ALTER DOMAIN label ADD CHECK (VALUE <> ''); CREATE POLICY q ON users USING (true);
     ALTER TYPE pair ADD ATTRIBUTE b int; ALTER TYPE pair DROP ATTRIBUTE a; DROP RULE r ON users`,
    using,
  );
  expect(JSON.stringify(before)).toBe(text);
});
