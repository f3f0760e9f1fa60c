import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, MigrationText, RunnerTransaction } from '../../src/model.ts';
import { emptyCatalog } from '../../src/sql/catalog.ts';
import { prepareSql, readMigrations, readSchema } from '../../src/sql/index.ts';

beforeAll(() => prepareSql('postgresql'));

const options = { engine: 'postgresql' as Engine, version: 16, defaultSchema: 'public' };

const file = (path: string, up: string, transaction: RunnerTransaction = 'runner'): MigrationText => ({
  path,
  up,
  transaction,
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}

const HISTORY = `
  CREATE SCHEMA billing;
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TABLE users (id serial PRIMARY KEY, name varchar(40), feeling mood, UNIQUE (name));
  CREATE TABLE posts (id int, author int REFERENCES users (id), CHECK (id > 0));
  CREATE INDEX posts_author ON posts (author);
  CREATE VIEW names AS SELECT name FROM users;
  CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE TRIGGER t BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION f();
  CREATE POLICY p ON posts USING (author = 1);
`;

const EVERYTHING = `
  ALTER TYPE mood ADD VALUE 'happy'; ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'; ALTER TYPE mood RENAME TO feeling;
  ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME COLUMN name TO label; ALTER VIEW names RENAME TO labels;
  ALTER TABLE people ADD COLUMN a int, DROP COLUMN feeling, ALTER COLUMN label TYPE text, ALTER COLUMN label SET NOT NULL;
  ALTER TABLE people ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID; ALTER TABLE people VALIDATE CONSTRAINT c;
  ALTER INDEX posts_author RENAME TO by_author; DROP INDEX by_author; ALTER TABLE posts SET SCHEMA billing;
  DROP TRIGGER t ON billing.posts; DROP POLICY p ON billing.posts; DROP FUNCTION f; DROP VIEW labels; DROP TABLE people CASCADE;
  DROP SCHEMA billing CASCADE; DROP TYPE feeling CASCADE; UPDATE x SET y = 1;
`;

describe('reading migrations', () => {
  test('leaves the schema before them as it was', () => {
    const before = readMigrations([file('1.sql', HISTORY)], emptyCatalog(), options).after;
    const copy = JSON.stringify(before);
    const { migrations, after } = readMigrations([file('2.sql', EVERYTHING)], deepFreeze(before), options);
    expect(JSON.stringify(before)).toBe(copy);
    expect(Object.keys(after.tables)).toEqual([]);
    const failed = migrations.flatMap(({ statements }) =>
      statements.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'unknown')),
    );
    expect(failed).toEqual([]);
  });

  test('is the same whatever was read before', () => {
    const once = readMigrations([file('1.sql', HISTORY)], emptyCatalog(), options);
    expect(readMigrations([file('1.sql', HISTORY)], emptyCatalog(), options)).toEqual(once);
  });

  test('goes on from file to file, with what the first one made fresh', () => {
    const { migrations } = readMigrations(
      [file('1.sql', 'CREATE TABLE a (b int)'), file('2.sql', 'CREATE INDEX i ON a (b)')],
      emptyCatalog(),
      options,
    );
    expect(migrations[1]?.statements[0]?.effects[0]).toMatchObject({
      path: '2.sql',
      kind: 'indexes',
      fresh: true,
    });
    const { after } = readMigrations([file('1.sql', 'CREATE TABLE a (b int)')], emptyCatalog(), options);
    const later = readMigrations([file('2.sql', 'CREATE INDEX i ON a (b)')], after, options).migrations;
    expect(later[0]?.statements[0]?.effects[0]?.fresh).toBe(false);
  });

  test('knows where a column was added', () => {
    const { after } = readMigrations(
      [file('1.sql', 'CREATE TABLE a ();'), file('2.sql', '\n  ALTER TABLE a ADD b int')],
      emptyCatalog(),
      options,
    );
    expect(after.tables.a?.columns.b?.place).toEqual({ path: '2.sql', line: 2, column: 3 });
  });

  test('gives a table that was taken back no place in the schema', () => {
    const { migrations, after } = readMigrations(
      [file('1.sql', 'BEGIN; DROP TABLE a; CREATE TABLE b (); ROLLBACK; CREATE TABLE c ();', 'none')],
      readSchema('CREATE TABLE a ();', options),
      options,
    );
    expect(Object.keys(after.tables)).toEqual(['a', 'c']);
    expect(migrations[0]?.statements.flatMap(({ effects, rows }) => [...effects, ...rows])).toHaveLength(2);
  });

  test('knows a value used in the transaction that added it', () => {
    const before = readSchema("CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood);", options);
    const up = "ALTER TYPE mood ADD VALUE 'b'; UPDATE t SET m = 'b' WHERE m = 'a'";
    const used = (mode: RunnerTransaction): string[] =>
      readMigrations([file('1.sql', up, mode)], before, options).migrations[0]?.statements[1]
        ?.uncommittedEnumValues ?? [];
    expect(used('runner')).toEqual(['type:mood.b']);
    expect(used('implicit')).toEqual(['type:mood.b']);
    expect(used('none')).toEqual([]);
  });

  test('keeps what the framework could not read', () => {
    const problems = [{ path: '1.py', line: 3, column: 1, message: 'this call is computed' }];
    const { migrations, after } = readMigrations(
      [{ ...file('1.py', ''), problems }],
      emptyCatalog(),
      options,
    );
    expect(migrations[0]?.problems).toEqual(problems);
    expect(after.incomplete).toBe(true);
  });

  test('counts the rows of COPY as rows', () => {
    const { migrations } = readMigrations(
      [file('1.sql', 'COPY t FROM stdin;\n1\n\\.\n')],
      emptyCatalog(),
      options,
    );
    expect(migrations[0]?.statements[0]?.rows).toMatchObject([{ verb: 'copy', table: 't' }]);
  });

  test('judges what a DO block does, at its own lines', () => {
    const up = 'DO $$\nBEGIN\n  ALTER TABLE users DROP COLUMN name;\nEND $$';
    const { migrations } = readMigrations([file('1.sql', up)], emptyCatalog(), options);
    expect(migrations[0]?.statements[0]?.effects).toMatchObject([
      {
        kind: 'removes',
        object: 'users.name',
        line: 3,
        column: 3,
        statement: 'ALTER TABLE users DROP COLUMN name',
      },
      { kind: 'unknown', operation: 'do-block-static', line: 1 },
    ]);
  });

  test.each([
    [
      "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') THEN CREATE TYPE m AS ENUM (); END IF; END $$",
      'do-block-static',
    ],
    [
      'DO $$ BEGIN ALTER TABLE a ADD b int; EXCEPTION WHEN duplicate_column THEN NULL; END $$',
      'do-block-static',
    ],
    [
      "DO $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM a; RAISE NOTICE '% %', n, upper('x'); END $$",
      'do-block-static',
    ],
    ['DO $$ BEGIN PERFORM my_function(); END $$', 'do-block-dynamic'],
    ['DO $$ BEGIN CALL my_procedure(); END $$', 'do-block-dynamic'],
    ['CALL my_procedure()', 'call-function'],
    ['SELECT my_function()', 'call-function'],
  ])('%s', (up, operation) => {
    const { migrations } = readMigrations([file('1.sql', up)], emptyCatalog(), options);
    expect(migrations[0]?.statements[0]?.effects.at(-1)).toMatchObject({ phase: 'unknown', operation });
  });

  test.each<Engine>(['mysql', 'mariadb', 'sqlite'])('of %s says that they are not read yet', (engine) => {
    const texts = [file('1.sql', 'DROP TABLE a'), file('2.sql', '')];
    const { migrations, after } = readMigrations(texts, emptyCatalog(), { ...options, engine });
    expect(migrations.map(({ path, problems }) => [path, problems.length])).toEqual([
      ['1.sql', 1],
      ['2.sql', 1],
    ]);
    expect(migrations[0]?.problems[0]?.message).toMatch(new RegExp(`^${engine} migrations are not read yet`));
    expect(after.incomplete).toBe(true);
  });

  test('keeps names that records inherit apart from what was made', () => {
    const names = ['constructor', '__proto__', '"toString"', '"hasOwnProperty"'];
    const up = names.map(
      (name) => `ALTER TABLE ${name} DROP COLUMN ${name}; CREATE TABLE ${name} (${name} int);`,
    );
    const { migrations, after } = readMigrations([file('1.sql', up.join('\n'))], emptyCatalog(), options);
    expect(Object.keys(after.tables)).toEqual(names);
    expect(migrations[0]?.problems).toEqual([]);
    expect(migrations[0]?.statements.every(({ effects }) => effects[0]?.kind !== 'unknown')).toBe(true);
  });
});

const DUMP = String.raw`--
-- PostgreSQL database dump
--

\restrict 2hVXKbTzcG

SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET row_security = off;

CREATE SCHEMA billing;
ALTER SCHEMA billing OWNER TO app;
CREATE TYPE public.mood AS ENUM (
    'sad',
    'ok'
);
SET default_tablespace = '';
SET default_table_access_method = heap;

CREATE TABLE public.users (
    id bigint NOT NULL,
    name character varying(40) DEFAULT 'a'::character varying,
    feeling public.mood
);
ALTER TABLE public.users OWNER TO app;
CREATE SEQUENCE public.users_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;
CREATE TABLE billing.invoices (
    id integer NOT NULL,
    payer bigint
);
CREATE VIEW public.names AS
 SELECT name
   FROM public.users;
ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);

COPY public.users (id, name, feeling) FROM stdin;
1	it's; DROP TABLE users;	ok
2	\N	sad
\.

SELECT pg_catalog.setval('public.users_id_seq', 2, true);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX invoices_payer ON billing.invoices USING btree (payer);
ALTER TABLE ONLY billing.invoices
    ADD CONSTRAINT invoices_payer_fkey FOREIGN KEY (payer) REFERENCES public.users(id);

\unrestrict 2hVXKbTzcG
`;

describe('reading a dumped schema', () => {
  const schema = () => readSchema(DUMP, options);

  test('gives what it makes', () => {
    expect(schema().incomplete).toBe(false);
    expect(Object.keys(schema().tables)).toEqual(['users', 'billing.invoices']);
    expect(schema().tables.users?.columns.id).toMatchObject({
      type: 'bigint',
      notNull: true,
      defaulted: true,
    });
    expect(schema().tables.users?.columns.name?.type).toBe('character varying(40)');
    expect(schema().tables['billing.invoices']?.constraints.invoices_payer_fkey?.references).toEqual({
      table: 'users',
      columns: ['id'],
    });
    expect(Object.keys(schema().views)).toEqual(['view:names']);
    expect(schema().sequences).toEqual({ 'sequence:users_id_seq': { ownedBy: 'users.id' } });
  });

  test('is incomplete where something of it cannot be read', () => {
    expect(readSchema(`${DUMP}\n\\i more.sql`, options).incomplete).toBe(true);
    expect(readSchema(`${DUMP}\nCREATE TABEL x ();`, options).incomplete).toBe(true);
  });
});
