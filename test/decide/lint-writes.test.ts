/** Statements that write rows, and how many of them each may reach. */
import { beforeAll, expect, test } from 'vitest';
import { prepareStories, told } from './lint-story.ts';

const BEFORE = `
CREATE TABLE users (id bigint PRIMARY KEY, name text, bio text, region text, banned boolean);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, status text);
CREATE FUNCTION seen_through(t text) RETURNS text LANGUAGE sql VOLATILE AS 'SELECT upper(t)';
`;
const BLOCK = 'batched-data block';
const WARN = 'batched-data warn';
const CALL = 'unreadable-migration warn';

beforeAll(prepareStories);

const tell = (sql: string): string[] => told(sql, { before: BEFORE });
type Row = [sql: string, expected: string[]];

const batches: Row[] = [
  [
    'WITH b AS (SELECT ctid FROM users WHERE bio IS NULL LIMIT 1000 FOR UPDATE SKIP LOCKED) UPDATE users u SET bio = name FROM b WHERE u.ctid = b.ctid',
    [],
  ],
  ['UPDATE users u SET bio = name FROM (SELECT id FROM users LIMIT 1000) b WHERE b.id = u.id', []],
  ['WITH b AS (SELECT id FROM users LIMIT 9) UPDATE users SET bio = name WHERE id IN (SELECT id FROM b)', []],
  [
    'WITH a AS (SELECT id FROM users LIMIT 9), b AS (SELECT id FROM a) DELETE FROM users u USING b WHERE u.id = b.id',
    [],
  ],
  ['WITH b AS (SELECT id FROM users) UPDATE users u SET bio = name FROM b WHERE u.id = b.id', [BLOCK]],
  ['UPDATE users u SET bio = name FROM (SELECT id FROM users LIMIT ALL) b WHERE b.id = u.id', [BLOCK]],
  ['UPDATE users u SET bio = name FROM (SELECT id FROM users LIMIT 100000000) b WHERE b.id = u.id', [BLOCK]],
  [
    'UPDATE users u SET bio = name FROM (SELECT region FROM users LIMIT 5) b WHERE b.region = u.region',
    [WARN],
  ],
  ["UPDATE users u SET region = v.b FROM (VALUES ('x', 'y')) v(a, b) WHERE u.region = v.a", [WARN]],
  ["UPDATE users u SET region = v.b FROM (VALUES (1, 'y')) v(a, b) WHERE u.id = v.a", []],
  ['UPDATE users u SET bio = name FROM (SELECT id FROM orders LIMIT 5) b', [BLOCK]],
  ['WITH RECURSIVE b AS (SELECT id FROM b) UPDATE users u SET bio = name FROM b WHERE u.id = b.id', [BLOCK]],
];

const queries: Row[] = [
  ['UPDATE users SET bio = name WHERE id IN (SELECT id FROM users WHERE bio IS NULL)', [BLOCK]],
  ['UPDATE users SET bio = name WHERE id IN (SELECT id FROM users WHERE bio IS NULL LIMIT ALL)', [BLOCK]],
  ['UPDATE users SET bio = name WHERE id IN (SELECT id FROM users LIMIT 100000000)', [BLOCK]],
  [
    'UPDATE users SET bio = name WHERE id IN (SELECT id FROM users LIMIT (SELECT count(*) FROM users))',
    [BLOCK],
  ],
  ['UPDATE users SET bio = name WHERE id IN (SELECT id FROM users WHERE banned LIMIT 1000)', []],
  ['UPDATE users SET bio = name WHERE id IN (SELECT id FROM users WHERE banned)', [WARN]],
  ['UPDATE users SET bio = name WHERE region IN (SELECT region FROM users LIMIT 2)', [WARN]],
  ['UPDATE orders SET status = NULL WHERE user_id IN (SELECT id FROM users LIMIT 100)', []],
  ['DELETE FROM orders WHERE user_id IN (SELECT id FROM users)', [BLOCK]],
  ['DELETE FROM orders WHERE user_id IN (SELECT id FROM users WHERE id = 5)', []],
  [
    'DELETE FROM orders WHERE user_id IN (SELECT user_id FROM orders GROUP BY user_id HAVING count(*) > 9)',
    [WARN],
  ],
  ['DELETE FROM orders WHERE user_id NOT IN (SELECT id FROM users)', [WARN]],
  ['DELETE FROM orders WHERE EXISTS (SELECT 1 FROM users WHERE users.id = orders.user_id)', [BLOCK]],
  ['DELETE FROM orders WHERE EXISTS (SELECT 1 FROM users LIMIT 1)', [WARN]],
];

const joins: Row[] = [
  ['DELETE FROM orders USING users WHERE orders.user_id = users.id', [BLOCK]],
  ['DELETE FROM orders USING users WHERE orders.user_id = users.id AND users.banned', [WARN]],
  ['DELETE FROM orders USING users WHERE orders.user_id = users.id AND users.id = 5', []],
  ['DELETE FROM orders WHERE id = user_id', [WARN]],
];

const constants: Row[] = [
  ['UPDATE users SET bio = name WHERE NOT false', [BLOCK]],
  ['UPDATE users SET bio = name WHERE NULL IS NULL', [BLOCK]],
  ['UPDATE users SET bio = name WHERE 2 > 1', [BLOCK]],
  ["UPDATE users SET bio = name WHERE now() > '2020-01-01'", [BLOCK]],
  ["UPDATE users SET bio = name WHERE 'a' <> 'b' AND bio IS NULL", [BLOCK]],
  ["UPDATE users SET bio = name WHERE 'null' = 'null'", [BLOCK]],
  ['DELETE FROM users WHERE id IS NOT NULL', [BLOCK]],
  ['DELETE FROM users WHERE id >= id', [BLOCK]],
  ['UPDATE users SET bio = name WHERE false', []],
  ['UPDATE users SET bio = name WHERE id = 7 AND NULL', []],
  ['UPDATE users SET bio = name WHERE id = 7 OR false', []],
  ['UPDATE users SET bio = name WHERE id = 7 OR id = 8', []],
  ['UPDATE users SET bio = name WHERE id = 7 OR true', [BLOCK]],
  ['UPDATE users SET bio = name WHERE id = 7 OR banned', [WARN]],
];

const ranges: Row[] = [
  ['UPDATE users SET bio = name WHERE id > 0', [WARN]],
  ['UPDATE users SET bio = name WHERE id > 0 AND id <= 10000', []],
  ['UPDATE users SET bio = name WHERE id > 0 AND id <= 100000000', [WARN]],
  ['UPDATE users SET bio = name WHERE id BETWEEN 1 AND 10000', []],
  ['UPDATE users SET bio = name WHERE id BETWEEN 1 AND 100000000', [WARN]],
];

const calls: Row[] = [
  ['UPDATE users SET region = nobody_knows(name) WHERE id = 1', [CALL]],
  ['UPDATE users SET region = nobody_knows(name)', [BLOCK, CALL]],
  ['DELETE FROM users WHERE id = 1 AND nobody_knows(name)', [CALL]],
  ["INSERT INTO users (id, name) VALUES (1, nobody_knows('a'))", [CALL]],
  ['CREATE TABLE t AS SELECT nobody_knows(name) FROM users', [CALL]],
  [
    'WITH w AS (UPDATE users SET region = nobody_knows(name) WHERE id = 1 RETURNING id) SELECT id FROM w',
    [CALL],
  ],
  ['UPDATE users SET region = seen_through(name) WHERE id = 1', []],
  ['SELECT nobody_knows(name) FROM users', ['unreadable-migration block']],
  ['CALL nobody_knows()', ['unreadable-migration block']],
  ['DO $$ BEGIN UPDATE users SET region = nobody_knows(name) WHERE id = 1; END $$', [CALL]],
  ['DO $$ BEGIN PERFORM nobody_knows(name) FROM users; END $$', ['unreadable-migration block']],
];

test.each([...batches, ...queries, ...joins, ...constants, ...ranges, ...calls])('%s', (sql, expected) => {
  expect(tell(sql)).toEqual(expected);
});
