/** Views, functions, rules and DO: what is behind a name. */
import { beforeAll, expect, test } from 'vitest';
import { columnsOf, readColumnSchema } from '../../../src/sql/columns.ts';
import { prepareSql } from '../../../src/sql/index.ts';
import { EVERY_COLUMN, readAll, shared, told } from './read.ts';

beforeAll(() => prepareSql('postgresql'));

const plpgsql = (name: string, body: string, parameters = ''): string =>
  `CREATE FUNCTION ${name}(${parameters}) RETURNS text LANGUAGE plpgsql AS $body$ ${body} $body$;`;

test.each([
  [
    'SELECT f()',
    `CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT plan FROM orgs';`,
    'orgs.plan',
    '',
  ],
  [
    'SELECT f(3)',
    'CREATE FUNCTION f(name int) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT plan FROM orgs WHERE id = name; END;',
    'orgs.id orgs.plan',
    '',
  ],
  [
    'SELECT f(3)',
    'CREATE FUNCTION f(i int) RETURNS text RETURN (SELECT plan FROM orgs WHERE id = i);',
    'orgs.id orgs.plan',
    '',
  ],
  [
    'SELECT f()',
    plpgsql(
      'f',
      'DECLARE v text; BEGIN SELECT plan INTO v FROM orgs; UPDATE users SET name = v; RETURN v; END',
    ),
    'orgs.plan',
    'users.name',
  ],
  [
    'SELECT f()',
    plpgsql('f', 'DECLARE r orgs%ROWTYPE; BEGIN r.plan := 3; RETURN r.plan; END'),
    'orgs.plan',
    '',
  ],
  ['SELECT f()', plpgsql('f', 'DECLARE v users.email%TYPE; BEGIN RETURN v; END'), 'users.email', ''],
  [
    'SELECT f()',
    plpgsql(
      'f',
      'DECLARE r record; BEGIN FOR r IN SELECT plan FROM orgs LOOP PERFORM r.plan; END LOOP; RETURN 1; END',
    ),
    'orgs.plan',
    '',
  ],
  [
    'SELECT f()',
    plpgsql('f', "BEGIN EXECUTE 'DELETE FROM orgs ' || 'WHERE plan = 1'; RETURN 1; END"),
    'orgs.plan',
    '',
  ],
  [
    'SELECT g()',
    `${plpgsql('f', 'BEGIN RETURN (SELECT plan FROM orgs); END')} CREATE FUNCTION g() RETURNS text LANGUAGE sql AS 'SELECT f()';`,
    'orgs.plan',
    '',
  ],
  [
    'SELECT t FROM f() t',
    'CREATE FUNCTION f() RETURNS TABLE (t int) LANGUAGE sql AS $$ SELECT id FROM orgs $$;',
    'orgs.id',
    '',
  ],
  [
    'SELECT users.full FROM users',
    'CREATE FUNCTION "full"(users) RETURNS text LANGUAGE sql AS $$ SELECT $1.name $$;',
    'users.email users.id users.name users.org_id',
    '',
  ],
  [
    'CALL p(1)',
    'CREATE PROCEDURE p(i int) LANGUAGE plpgsql AS $$ BEGIN UPDATE orgs SET plan = i; COMMIT; END $$;',
    '',
    'orgs.plan',
  ],
  ['DO $$ BEGIN UPDATE orgs SET plan = 1; END $$', '', '', 'orgs.plan'],
  ['SELECT * FROM v', 'CREATE VIEW v AS SELECT a.name FROM active a;', 'users.email users.id users.name', ''],
  ['SELECT * FROM m', 'CREATE MATERIALIZED VIEW m AS SELECT plan FROM orgs;', 'orgs.plan', ''],
  [
    'INSERT INTO v VALUES (1, 2)',
    'CREATE VIEW v (a, b) AS SELECT plan, id FROM orgs;',
    'orgs.id orgs.plan',
    'orgs.id orgs.plan',
  ],
  [
    'INSERT INTO v VALUES (1)',
    'CREATE VIEW v AS SELECT id FROM orgs; CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO users (name) VALUES (new.id);',
    'orgs.id',
    'orgs.id users.name',
  ],
])('%s', (statement, added, reads, writes) => {
  expect(told(statement, added)).toEqual({ reads, writes, unresolved: '' });
});

test('functions that call each other are read to the end, from whichever one begins', () => {
  const added = `${plpgsql('f', 'BEGIN PERFORM plan FROM orgs; RETURN g(); END')} ${plpgsql('g', 'BEGIN PERFORM email FROM users; RETURN f(); END')}`;
  const [first, second] = readAll('SELECT f(); SELECT g()', added);
  expect(first?.reads).toEqual(['orgs.plan', 'users.email']);
  expect(second?.reads).toEqual(['orgs.plan', 'users.email']);
});

test.each([
  [
    'SELECT f()',
    plpgsql('f', "BEGIN EXECUTE format('SELECT %I', x); RETURN 1; END", 'x text'),
    /makes up itself/,
  ],
  ['SELECT f()', 'CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS $$ x $$;', /plpython3u/],
  ['SELECT f()', plpgsql('f', 'BEGIN this is no language; END'), /cannot be read/],
  ['EXECUTE unknown(3)', '', /prepared statement unknown/],
  ['FETCH 3 FROM unknown', '', /cursor unknown/],
  ['CALL nosuch()', '', /procedure nosuch/],
  ['SELECT query_to_xml($1, true, true, $2)', '', /query_to_xml/],
  ['SELEC name FROM users', '', /syntax error/],
  ['\\i other.sql', '', /other.sql/],
])('%s may touch anything', (statement, added, problem) => {
  const last = readAll(statement, added).at(-1);
  expect(last?.everything).toBe(true);
  expect(last?.unresolved.join(' ')).toBe(EVERY_COLUMN);
  expect(last?.problem).toMatch(problem);
});

test('where the schema could not be read whole, a function that it lacks may touch anything', () => {
  const added = 'DO $$ BEGIN EXECUTE current_setting($x$a$x$); END $$;';
  expect(readAll('SELECT mystery(name) FROM users', added)[0]?.everything).toBe(true);
  expect(readAll('SELECT lower(name) FROM users', added)[0]?.everything).toBe(false);
  expect(readAll('SELECT mystery(name) FROM users')[0]?.everything).toBe(false);
});

test('after a rename the catalog’s account of a view is taken', () => {
  const added = 'CREATE VIEW v AS SELECT plan FROM orgs; ALTER TABLE orgs RENAME COLUMN plan TO tier;';
  expect(told('SELECT * FROM v', added).reads).toBe('orgs.tier');
});

test('without the texts, the catalog’s account is taken: what a volatile function uses it may write', () => {
  const options = { version: 18, defaultSchema: 'public' };
  const { catalog } = readColumnSchema(
    `${shared} CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT plan FROM orgs';`,
    options,
  );
  const [view] = columnsOf('SELECT name FROM active', catalog, options);
  expect(view?.reads).toEqual(['users.email', 'users.id', 'users.name']);
  const [call] = columnsOf('SELECT f()', catalog, options);
  expect(call?.unresolved).toEqual(['orgs.plan']);
});
