import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { judge } from './story.ts';

beforeAll(loadParser);

const fn = (name: string, body: string, returns = 'int'): string =>
  `CREATE FUNCTION ${name}() RETURNS ${returns} LANGUAGE plpgsql AS $$ BEGIN ${body} END $$; `;

const DROPS = fn('f', 'DROP TABLE users; RETURN 1;');
const CALLS = DROPS + fn('g', 'RETURN f();');
const TRIGGER = `${fn('t', 'ALTER TABLE users DROP COLUMN name; RETURN NEW;', 'trigger')}
  CREATE TRIGGER sets_off BEFORE INSERT ON orgs FOR EACH ROW EXECUTE FUNCTION t(); `;

const kindsOf = (sql: string): string[] =>
  judge(sql).effects.map(({ operation, object }) => `${operation} ${object}`);

describe('a function that changes the schema is not run unseen', () => {
  test.each([
    ['INSERT INTO orgs VALUES (f())', DROPS],
    ['INSERT INTO orgs VALUES (1) RETURNING f()', DROPS],
    ['INSERT INTO orgs VALUES (1) ON CONFLICT (id) DO UPDATE SET name = f()', DROPS],
    ['UPDATE orgs SET id = f() WHERE id = 1', DROPS],
    ['DELETE FROM orgs WHERE id = f()', DROPS],
    ['MERGE INTO orgs USING posts ON orgs.id = f() WHEN MATCHED THEN DELETE', DROPS],
    ['CREATE TABLE a AS SELECT f()', DROPS],
    ['CREATE MATERIALIZED VIEW a AS SELECT f()', DROPS],
    ['COPY (SELECT f()) TO STDOUT', DROPS],
    ['DECLARE c CURSOR FOR SELECT f()', DROPS],
    ['EXPLAIN ANALYZE SELECT f()', DROPS],
    ['SELECT f()', DROPS],
    ['SELECT * FROM v', `${DROPS}CREATE VIEW v AS SELECT f(); `],
    ['SELECT * FROM w', `${DROPS}CREATE VIEW v AS SELECT f() AS a; CREATE VIEW w AS SELECT a FROM v; `],
    ['REFRESH MATERIALIZED VIEW v', `${DROPS}CREATE MATERIALIZED VIEW v AS SELECT f(); `],
    ['INSERT INTO a (b) VALUES (1)', `${DROPS}CREATE TABLE a (b int, c int DEFAULT f()); `],
    ['INSERT INTO a VALUES (1)', `${DROPS}CREATE TABLE a (b int CHECK (f() > 0)); `],
    ['ALTER TABLE orgs ADD COLUMN c int DEFAULT f()', DROPS],
    ['ALTER TABLE orgs ALTER id TYPE int USING f()', DROPS],
    ['ALTER TABLE orgs ADD CHECK (f() > 0) NOT VALID', DROPS],
    ['CREATE INDEX CONCURRENTLY ON orgs (f())', DROPS],
    ['CREATE DOMAIN d AS int CHECK (f() > VALUE)', DROPS],
    ['CREATE OPERATOR @@@ (FUNCTION = f, RIGHTARG = int)', DROPS],
    ['CREATE AGGREGATE a(int) (SFUNC = f, STYPE = int)', DROPS],
    ['CREATE CAST (int AS text) WITH FUNCTION f() AS ASSIGNMENT', DROPS],
    ['CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()', DROPS],
    ['INSERT INTO orgs VALUES (1)', TRIGGER],
    ['COPY orgs FROM STDIN', TRIGGER],
  ])('%s', (sql, before) => {
    const operations = kindsOf(before + sql).filter((one) => one.startsWith('run-acting-function'));
    expect(operations).toEqual([`run-acting-function function:${before === TRIGGER ? 't' : 'f'}`]);
  });

  test('nor by another that calls it', () => {
    expect(kindsOf(`${CALLS}INSERT INTO orgs VALUES (g())`)).toContain('run-acting-function function:g');
  });

  test('also where only a branch of it does', () => {
    const body = 'IF random() > 0.5 THEN TRUNCATE users; END IF; RETURN 1;';
    expect(kindsOf(`${fn('f', body)}INSERT INTO orgs VALUES (f())`)).toContain(
      'run-acting-function function:f',
    );
  });
});

describe('a function that leaves the schema alone is let be', () => {
  test.each([
    ['reads', 'RETURN (SELECT count(*) FROM users);'],
    ['writes rows', 'UPDATE users SET age = 1 WHERE id = 1; RETURN 1;'],
    ['sets and locks', 'SET LOCAL work_mem = 1000; LOCK TABLE users; RETURN 1;'],
    [
      'works in a temporary table of its own',
      'DROP TABLE IF EXISTS work; CREATE TEMP TABLE work (a int); CREATE INDEX ON work (a); TRUNCATE work; RETURN 1;',
    ],
  ])('one that %s', (_, body) => {
    expect(kindsOf(`${fn('f', body)}INSERT INTO orgs VALUES (f())`)).toEqual(['insert-rows orgs']);
  });
});
