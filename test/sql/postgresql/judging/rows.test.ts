import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { judge } from './story.ts';

beforeAll(loadParser);

/** W: the whole table. B: bounded. A dash: neither. */
const reach = (sql: string): string => {
  const rows = judge(sql).rows.at(-1);
  if (!rows) return 'no rows';
  return rows.whole ? 'W' : rows.bounded ? 'B' : '-';
};

describe('how many rows a statement may touch', () => {
  test.each([
    ['UPDATE users SET note = 1', 'W'],
    ['UPDATE users SET note = 1 WHERE true', 'W'],
    ['UPDATE users SET note = 1 WHERE 1 = 1', 'W'],
    ['UPDATE users SET note = name WHERE note IS NULL', 'W'],
    ['UPDATE users SET note = name WHERE note IS NULL AND name IS NOT NULL', 'W'],
    ['UPDATE users SET note = name WHERE note IS DISTINCT FROM name', 'W'],
    ['UPDATE users SET note = name WHERE note IS NULL OR age = 1', 'W'],
    ['UPDATE users SET note = name WHERE age IS NULL', '-'],
    ["UPDATE users SET note = 'x' WHERE name = 'y'", '-'],
    ['UPDATE users SET note = 1 WHERE id > 100', '-'],
    ['UPDATE users SET note = 1 WHERE id = 5', 'B'],
    ['UPDATE users SET note = 1 WHERE id BETWEEN 1 AND 1000', 'B'],
    ['UPDATE users SET note = 1 WHERE id >= 1 AND id < 1000', 'B'],
    ['UPDATE users SET note = 1 WHERE 1 <= id AND 1000 > id AND note IS NULL', 'B'],
    ['UPDATE users SET note = 1 WHERE id IN (1, 2, 3)', 'B'],
    ["UPDATE users SET note = 1 WHERE email = 'a@b'", 'B'],
    ['UPDATE users SET note = 1 WHERE id IN (SELECT id FROM users WHERE note IS NULL LIMIT 1000)', 'B'],
    ['UPDATE users SET note = 1 WHERE ctid = ANY (ARRAY(SELECT ctid FROM users LIMIT 100))', 'B'],
    ['UPDATE users SET note = 1 WHERE NOT (id = 5)', '-'],
    ['UPDATE users SET note = 1 WHERE id = 5 OR true', 'W'],
    ['UPDATE users u SET note = p.body FROM posts p WHERE p.user_id = u.id', 'W'],
    ["UPDATE users u SET note = v.n FROM (VALUES (1, 'a')) v(id, n) WHERE v.id = u.id", 'B'],
    ['UPDATE nobody SET a = 1 WHERE id = 4', 'B'],
    ['UPDATE nobody SET a = 1 WHERE b = 4', '-'],
    ['DELETE FROM posts', 'W'],
    ['DELETE FROM posts WHERE true', 'W'],
    ['DELETE FROM posts WHERE body IS NULL', '-'],
    ['DELETE FROM posts WHERE id = 1', 'B'],
    ['INSERT INTO posts (body) VALUES (1)', 'B'],
    ['INSERT INTO posts (body) SELECT name FROM users', 'W'],
    ['INSERT INTO posts (body) SELECT name FROM users WHERE id BETWEEN 1 AND 10', 'B'],
    ['INSERT INTO posts (body) SELECT name FROM users LIMIT 10', 'B'],
    ['INSERT INTO posts (body) SELECT * FROM generate_series(1, 1000000)', 'W'],
    ['INSERT INTO posts (body) SELECT generate_series(1, 1000000)', 'W'],
    ['COPY posts FROM STDIN', 'B'],
    ["COPY posts FROM '/tmp/x'", 'W'],
    ['TRUNCATE posts', 'W'],
    ['SELECT 1', 'no rows'],
    ["INSERT INTO schema_migrations (version) VALUES ('1')", 'no rows'],
  ])('%s', (sql, expected) => {
    expect(reach(sql)).toBe(expected);
  });
});

test('the columns that are written are named', () => {
  const { rows } = judge('UPDATE users SET note = name, age = 1');
  expect(rows).toEqual([
    { verb: 'update', table: 'users', columns: ['users.note', 'users.age'], whole: true, bounded: false },
  ]);
});

test('statements in WITH write, too', () => {
  const { rows } = judge('WITH gone AS (DELETE FROM posts RETURNING *) SELECT * FROM gone');
  expect(rows).toMatchObject([{ verb: 'delete', table: 'posts', whole: true }]);
});

describe('triggers that are switched off', () => {
  test.each([
    ['SET session_replication_role = replica', 'session_replication_role = replica'],
    ["SET LOCAL session_replication_role = 'replica'", 'session_replication_role = replica'],
    ["SELECT set_config('session_replication_role', 'replica', true)", 'session_replication_role = replica'],
    ['SET session_replication_role = origin', null],
    ['ALTER TABLE users DISABLE TRIGGER ALL', 'DISABLE TRIGGER ALL on users'],
    ['ALTER TABLE users DISABLE TRIGGER touch_users', 'DISABLE TRIGGER touch_users on users'],
    ['ALTER TABLE users ENABLE TRIGGER ALL', null],
  ])('%s', (sql, expected) => {
    expect(judge(sql).disablesTriggers).toBe(expected);
  });
});
