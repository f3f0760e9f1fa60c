import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { judge } from './story.ts';

beforeAll(loadParser);

const TABLES = `
  CREATE TYPE mood AS ENUM ('ok');
  CREATE TABLE users (id int PRIMARY KEY, name text, note text, a int, b int, mood mood);
  CREATE TABLE posts (id int, user_id int REFERENCES users (id), body text);
`;

const dependents = (history: string, sql: string, version = 16): string[] =>
  judge(sql, { history: TABLES + history, version }).effects.flatMap((effect) =>
    effect.dependents.map(({ kind, object }) => `${kind} ${object}`),
  );

const drop = (column: string): string => `ALTER TABLE users DROP COLUMN ${column}`;

describe('what still uses a removed object is told', () => {
  test.each([
    ['CREATE VIEW v AS SELECT name FROM users', drop('name'), ['view view:v']],
    ['CREATE VIEW v AS SELECT note FROM users', drop('name'), []],
    ['CREATE VIEW v AS SELECT * FROM users', drop('name'), ['view view:v']],
    ['CREATE VIEW v AS SELECT count(*) FROM users', drop('name'), []],
    ["CREATE VIEW v AS SELECT u.id FROM users AS u WHERE u.name = 'x'", drop('name'), ['view view:v']],
    [
      'CREATE VIEW v AS SELECT body FROM posts JOIN users ON users.id = user_id ORDER BY name',
      drop('name'),
      ['view view:v'],
    ],
    [
      'CREATE VIEW v AS WITH w AS (SELECT name AS n FROM users) SELECT n FROM w',
      drop('name'),
      ['view view:v'],
    ],
    [
      'CREATE VIEW v AS SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM users WHERE name IS NULL)',
      drop('name'),
      ['view view:v'],
    ],
    ['CREATE VIEW v AS SELECT id FROM users UNION SELECT a FROM users', drop('a'), ['view view:v']],
    ['CREATE VIEW v AS SELECT name FROM users; DROP VIEW v', drop('name'), []],
    [
      'CREATE VIEW v AS SELECT name FROM users; ALTER TABLE users RENAME name TO n',
      drop('n'),
      ['view view:v'],
    ],
    [
      'CREATE VIEW v AS SELECT name FROM users; ALTER TABLE users RENAME TO people',
      'ALTER TABLE people DROP COLUMN name',
      ['view view:v'],
    ],
    ['CREATE MATERIALIZED VIEW v AS SELECT name FROM users', drop('name'), ['view view:v']],
    ['', drop('id'), ['foreign key constraint:posts.posts_user_id_fkey']],
    ['', 'DROP TABLE users', ['foreign key constraint:posts.posts_user_id_fkey']],
    ['DROP TABLE posts', 'DROP TABLE users', []],
    ['', 'DROP TABLE users, posts', []],
    ['', 'ALTER TABLE users DROP CONSTRAINT users_pkey', ['foreign key constraint:posts.posts_user_id_fkey']],
    ['CREATE INDEX i ON users (name)', drop('name'), []],
    ['CREATE INDEX i ON users (lower(name))', drop('name'), []],
    ['CREATE INDEX i ON users (name) WHERE note IS NULL', drop('name'), []],
    ['CREATE INDEX i ON users (name) WHERE note IS NULL', drop('note'), ['index index:i']],
    ['CREATE INDEX i ON users (name, note)', drop('name'), ['index index:i']],
    ['CREATE INDEX i ON users (lower(name || note))', drop('name'), ['index index:i']],
    [
      'ALTER TABLE users ADD g int GENERATED ALWAYS AS (a + b) STORED',
      drop('a'),
      ['generated column users.g'],
    ],
    ['CREATE POLICY p ON users USING (name = current_user)', drop('name'), ['policy policy:users.p']],
    [
      'CREATE POLICY p ON posts USING (user_id IN (SELECT id FROM users WHERE a = 1))',
      drop('a'),
      ['policy policy:posts.p'],
    ],
    [
      "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT name FROM users'",
      drop('name'),
      ['function function:f'],
    ],
    [
      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN UPDATE users SET name = NULL; END'",
      drop('name'),
      ['function function:f'],
    ],
    [
      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN UPDATE users SET note = NULL; END'",
      drop('name'),
      [],
    ],
    [
      'CREATE FUNCTION f() RETURNS void LANGUAGE plpython3u AS \'plpy.execute("select name from users")\'',
      drop('name'),
      ['function function:f'],
    ],
    [
      `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := NEW.name; RETURN NEW; END';
       CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()`,
      drop('name'),
      ['trigger trigger:users.t'],
    ],
    [
      `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
       CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW WHEN (OLD.note IS NULL) EXECUTE FUNCTION f()`,
      drop('note'),
      ['trigger trigger:users.t'],
    ],
    [
      `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
       CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION f()`,
      'DROP FUNCTION f()',
      ['trigger trigger:users.t'],
    ],
    ['', 'DROP TYPE mood', ['column users.mood']],
    ['CREATE VIEW v AS SELECT 1 AS a; CREATE VIEW w AS SELECT a FROM v', 'DROP VIEW v', ['view view:w']],
    ['CREATE VIEW v AS SELECT 1 AS a; CREATE VIEW w AS SELECT a FROM v', 'DROP VIEW v, w', []],
    ["CREATE SEQUENCE s; CREATE TABLE t (n int DEFAULT nextval('s'))", 'DROP SEQUENCE s', ['default t.n']],
    ['CREATE TABLE kids (k int) INHERITS (posts)', 'DROP TABLE posts', ['table kids']],
  ])('%s; %s', (history, sql, expected) => {
    expect(dependents(`${history};`, sql)).toEqual(expected);
  });
});

test('CASCADE tells what goes along, and the catalog forgets it', () => {
  const history = `${TABLES} CREATE VIEW v AS SELECT name FROM users; CREATE VIEW w AS SELECT name FROM v;`;
  const { effects } = judge('ALTER TABLE users DROP COLUMN name CASCADE', { history });
  expect(effects.map(({ object, cascade }) => [object, cascade])).toEqual([
    ['users.name', true],
    ['view:v', true],
    ['view:w', true],
  ]);
  const later = 'ALTER TABLE users DROP COLUMN name CASCADE; DROP VIEW IF EXISTS v';
  expect(judge(later, { history }).effects[0]?.operation).toBe('already-gone');
});
