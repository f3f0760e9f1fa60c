import { beforeAll, describe, expect, test } from 'vitest';
import type { Judge } from '../../../src/sql/postgresql/do-block.ts';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { read, session, tellingJudge } from '../reading.ts';

beforeAll(loadParser);

/** line:column operation statement, of each effect of the first statement. */
const told = (up: string): string[] =>
  (read(up).statements[0]?.effects ?? []).map(
    ({ line, column, operation, statement }) => `${line}:${column} ${operation} ${statement}`,
  );

const operationOf = (up: string): string | undefined => read(up).statements[0]?.effects.at(-1)?.operation;

describe('a DO block', () => {
  test('tells the statements in it, each in its place, and that it is a block', () => {
    const up = `-- é
DO $do$
DECLARE n int; -- 😀
BEGIN
  ALTER TABLE a ADD b int;  ALTER TABLE a ADD b int;
  IF n > 1 THEN
    DROP TABLE c;
  END IF;
  EXECUTE 'ALTER TABLE d '
    || 'ADD e int';
END $do$;`;
    expect(told(up).slice(0, -1)).toEqual([
      '5:3 AlterTableStmt ALTER TABLE a ADD b int',
      '5:29 AlterTableStmt ALTER TABLE a ADD b int',
      '7:5 DropStmt DROP TABLE c',
      '9:11 AlterTableStmt ALTER TABLE d ADD e int',
    ]);
    expect(read(up).statements[0]?.effects.at(-1)).toMatchObject({
      kind: 'unknown',
      phase: 'unknown',
      operation: 'do-block-static',
      line: 2,
      column: 1,
      statement: up.slice(up.indexOf('DO')).replace(/;$/, ''),
    });
  });

  test('in plain quotes it keeps its lines, too', () => {
    expect(told("DO '\nBEGIN\n  DROP TABLE a;\nEND'").at(0)).toBe('3:3 DropStmt DROP TABLE a');
  });

  test('whose quotes change its text is told at its beginning', () => {
    expect(told("DO 'BEGIN\n\nDELETE FROM a WHERE b = ''c''; END'").at(0)).toBe(
      "1:1 DeleteStmt DELETE FROM a WHERE b = 'c'",
    );
  });

  test.each([
    'BEGIN NULL; END',
    "BEGIN CREATE TYPE m AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END",
    'DECLARE r record; BEGIN FOR r IN SELECT a FROM t LOOP UPDATE t SET a = 1 WHERE id = r.id; END LOOP; END',
    'BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type) THEN DROP TABLE a; ELSIF true THEN NULL; ELSE NULL; END IF; END',
    "BEGIN RAISE NOTICE '%', now(); PERFORM pg_sleep(1); END",
    'DECLARE n int := 1; a int[]; BEGIN n := n + 1; a[1] := n; a[n = 1] = 2; SELECT count(*) INTO n FROM t; END',
    'DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; CLOSE c; END',
    'DECLARE n int := 1; BEGIN CASE n WHEN 1 THEN DROP TABLE a; ELSE NULL; END CASE; END',
    "BEGIN EXECUTE 'DROP TABLE a'; EXECUTE $x$DROP TABLE a$x$; EXECUTE 'DROP '::text || 'TABLE a'; END",
    "DECLARE r record; BEGIN FOR r IN EXECUTE 'SELECT 1' LOOP NULL; END LOOP; END",
  ])('%s is seen whole', (body) => expect(operationOf(`DO $$ ${body} $$`)).toBe('do-block-static'));

  test.each([
    "BEGIN EXECUTE format('DROP TABLE %I', 'a'); END",
    "DECLARE q text := 'x'; BEGIN EXECUTE q; END",
    "DECLARE q text; BEGIN EXECUTE 'DROP TABLE ' || q; END",
    "BEGIN EXECUTE 'abc'::varchar(1); END",
    "BEGIN EXECUTE (SELECT 'DROP TABLE a'); END",
    "BEGIN EXECUTE 'SELEC 1'; END",
    "BEGIN EXECUTE 'DO $x$ BEGIN DROP TABLE a; END $x$'; END",
    'DECLARE r record; q text; BEGIN FOR r IN EXECUTE q LOOP NULL; END LOOP; END',
    'DECLARE c refcursor; q text; BEGIN OPEN c FOR EXECUTE q; END',
    'BEGIN PERFORM unknown_f(1); END',
    'BEGIN CALL unknown_f(1); END',
    'BEGIN IF unknown_f(1) THEN NULL; END IF; END',
    'DECLARE n int := unknown_f(1); BEGIN NULL; END',
    'DECLARE n int; BEGIN n := unknown_f(1); END',
    'DECLARE n int[]; BEGIN n[1] := unknown_f(1); END',
    'DECLARE n int; BEGIN SELECT unknown_f(1) INTO n; END',
    "BEGIN RAISE NOTICE '%', unknown_f(1); END",
    'DECLARE c CURSOR FOR SELECT unknown_f(1); BEGIN OPEN c; END',
    'BEGIN WHILE unknown_f(1) LOOP EXIT; END LOOP; END',
    'BEGIN FOR i IN 1..unknown_f(2) LOOP NULL; END LOOP; END',
    "BEGIN EXECUTE 'SELECT $1' USING unknown_f(1); END",
    'DECLARE n int; BEGIN CASE unknown_f(1) WHEN 1 THEN NULL; ELSE NULL; END CASE; END',
    'BEGIN ASSERT unknown_f(1); END',
    'BEGIN foo; END',
    'BEGIN',
  ])('%s is not', (body) => {
    const using = session();
    const { statements } = read(`DO $$ ${body} $$`, 'none', using);
    expect(statements[0]?.effects.at(-1)).toMatchObject({ kind: 'unknown', operation: 'do-block-dynamic' });
    expect(statements[0]?.effects.at(-1)?.why).toMatch(/^What the DO block does cannot be seen whole: .+\.$/);
    expect(statements[0]?.effects.filter(({ kind }) => kind === 'unknown')).toHaveLength(1);
    expect(using.catalog.incomplete).toBe(true);
  });

  test.each(['DO LANGUAGE plpython3u $$x$$', "DO $$x$$ LANGUAGE 'plperl'", 'DO LANGUAGE plpgsql'])(
    '%s is not, either',
    (up) => expect(operationOf(up)).toBe('do-block-dynamic'),
  );

  test('what it made for certain is fresh, what it may have made is not', () => {
    const fresh = (body: string): string[] => {
      const using = session();
      read(`DO $$ BEGIN ${body} END $$`, 'none', using);
      return [...using.fresh];
    };
    expect(fresh('CREATE TABLE a ();')).toEqual(['a']);
    expect(fresh('IF x THEN CREATE TABLE a (); END IF;')).toEqual([]);
    expect(fresh('CREATE TABLE a (); EXCEPTION WHEN duplicate_table THEN NULL;')).toEqual([]);
    expect(fresh('IF x THEN RETURN; END IF; CREATE TABLE a ();')).toEqual([]);
    expect(fresh('WHILE x LOOP CREATE TABLE a (); END LOOP;')).toEqual([]);
    expect(fresh('CREATE TABLE a (); IF x THEN CREATE TABLE b (); END IF;')).toEqual(['a']);
  });

  test('what a branch made is fresh in that branch alone', () => {
    const freshAtEnd = (body: string): boolean[] => {
      const seen: boolean[] = [];
      const judge: Judge = (node, using) => {
        if (node.IndexStmt) seen.push(using.fresh.has('a'));
        return tellingJudge(node, using);
      };
      read(`DO $$ BEGIN ${body} END $$; CREATE INDEX ON a (b)`, 'none', session(), judge);
      return seen;
    };
    const make = 'CREATE TABLE a ();';
    const index = 'CREATE INDEX ON a (b);';
    expect(freshAtEnd(`${make} IF x THEN ${index} END IF;`)).toEqual([true, true]);
    expect(freshAtEnd(`IF x THEN ${make} ${index} END IF;`)).toEqual([true, false]);
    expect(freshAtEnd(`IF x THEN ${make} IF y THEN ${index} END IF; END IF;`)).toEqual([true, false]);
    expect(freshAtEnd(`IF x THEN ${make} END IF; ${index}`)).toEqual([false, false]);
    expect(freshAtEnd(`IF x THEN ${make} ELSE ${index} END IF;`)).toEqual([false, false]);
    expect(freshAtEnd(`IF x THEN ${make} ELSIF y THEN ${index} END IF;`)).toEqual([false, false]);
    expect(freshAtEnd(`CASE x WHEN 1 THEN ${make} ELSE ${index} END CASE;`)).toEqual([false, false]);
    expect(freshAtEnd(`BEGIN ${make} ${index} EXCEPTION WHEN others THEN ${index} END;`)).toEqual([
      true,
      false,
      false,
    ]);
    expect(freshAtEnd(`NULL; EXCEPTION WHEN others THEN ${make} ${index}`)).toEqual([true, false]);
    expect(freshAtEnd(`IF x THEN NULL; ELSIF y THEN ${make} ELSIF z THEN ${index} END IF;`)).toEqual([
      false,
      false,
    ]);
    expect(freshAtEnd(`CASE x WHEN 1 THEN ${make} WHEN 2 THEN ${index} ELSE NULL; END CASE;`)).toEqual([
      false,
      false,
    ]);
    expect(freshAtEnd(`IF x THEN RETURN; END IF; ${make} ${index}`)).toEqual([true, false]);
  });

  test('what it may have dropped makes the schema incomplete', () => {
    const incomplete = (body: string): boolean => {
      const using = session();
      read(`DO $$ BEGIN ${body} END $$`, 'none', using);
      return using.catalog.incomplete;
    };
    expect(incomplete('DROP TABLE a;')).toBe(false);
    expect(incomplete('IF x THEN CREATE TABLE a (); END IF;')).toBe(false);
    expect(incomplete('IF x THEN DROP TABLE a; END IF;')).toBe(true);
  });

  test('with a COMMIT it cannot run in a transaction', () => {
    expect(read('DO $$ BEGIN COMMIT; END $$').statements[0]?.forbidsTransaction).toMatch(/COMMIT/);
    expect(read('DO $$ BEGIN NULL; END $$').statements[0]?.forbidsTransaction).toBeNull();
  });

  test('functions are not run by being made', () => {
    const up = "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('x'); END $$";
    expect(operationOf(up)).toBe('CreateFunctionStmt');
  });
});
