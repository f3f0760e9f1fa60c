import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { judge } from './story.ts';

beforeAll(loadParser);

const used = (sql: string, version = 16): string[] => judge(sql, { version }).uncommittedEnumValues;
const added = "ALTER TYPE mood ADD VALUE 'happy';";

describe('a value that was added in the same transaction', () => {
  test.each([
    ["INSERT INTO users (current) VALUES ('happy')", true],
    ["UPDATE users SET current = 'happy'", true],
    ["UPDATE users SET note = 'happy'", false],
    ["INSERT INTO users (note) VALUES ('happy')", false],
    ["UPDATE users SET current = 'ok'", false],
    ["SELECT * FROM users WHERE current = 'happy'", true],
    ["SELECT * FROM users WHERE name = 'happy'", false],
    ["ALTER TABLE users ADD COLUMN last mood DEFAULT 'happy'", true],
    ["ALTER TABLE users ALTER current SET DEFAULT 'happy'", true],
    ["ALTER TABLE users ADD CHECK (current <> 'happy')", true],
    ["CREATE INDEX ON users (id) WHERE current = 'happy'", true],
    ["SELECT 'happy'::mood", true],
    ["SELECT 'happy'::text", false],
    ["UPDATE nobody SET a = 'happy'", true],
    ["COMMENT ON TYPE mood IS 'happy'", false],
    ["ALTER TYPE mood ADD VALUE 'glad' AFTER 'happy'", false],
  ])('%s: refused %s', (sql, refused) => {
    expect(used(`${added} ${sql}`)).toEqual(refused ? ['type:mood.happy'] : []);
  });

  test.each([
    [11, []],
    [12, ['type:color.red']],
    [16, ['type:color.red']],
    [17, []],
    [18, []],
  ])('of a type that the same transaction made, on PostgreSQL %i', (version, refused) => {
    const sql = "CREATE TYPE color AS ENUM (); ALTER TYPE color ADD VALUE 'red'; SELECT 'red'::color";
    expect(used(sql, version)).toEqual(refused);
  });
});

describe('what cannot run in a transaction', () => {
  test.each([
    ["ALTER TYPE mood ADD VALUE 'x'", 11, 'ALTER TYPE … ADD VALUE'],
    ["ALTER TYPE mood ADD VALUE 'x'", 12, null],
    ["CREATE TYPE c AS ENUM (); ALTER TYPE c ADD VALUE 'x'", 11, null],
    ['CREATE INDEX CONCURRENTLY i ON users (age)', 16, 'CREATE INDEX CONCURRENTLY'],
    ['CREATE INDEX i ON users (age)', 16, null],
    ['DROP INDEX CONCURRENTLY users_name_idx', 16, 'DROP INDEX CONCURRENTLY'],
    ['REINDEX INDEX CONCURRENTLY users_name_idx', 16, 'REINDEX CONCURRENTLY'],
    ['REINDEX DATABASE app', 16, 'REINDEX DATABASE'],
    ['REINDEX TABLE users', 16, null],
    ['VACUUM users', 16, 'VACUUM'],
    ['ANALYZE users', 16, null],
    ['CREATE DATABASE app', 16, 'CREATE DATABASE'],
    ["CREATE TABLESPACE t LOCATION '/x'", 16, 'CREATE TABLESPACE'],
    ["ALTER SYSTEM SET work_mem = '1MB'", 16, 'ALTER SYSTEM'],
    ['ALTER TABLE events DETACH PARTITION events_2025 CONCURRENTLY', 16, 'DETACH PARTITION CONCURRENTLY'],
    ['DISCARD ALL', 16, 'DISCARD ALL'],
  ])('%s on PostgreSQL %i', (sql, version, expected) => {
    expect(judge(sql, { version }).forbidsTransaction).toBe(expected);
  });
});

test.each([
  ['CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (age)', true],
  ['CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON users (age)', true],
  ['CREATE INDEX CONCURRENTLY i ON users (age)', false],
  ['CREATE INDEX IF NOT EXISTS i ON users (age)', false],
])('%s hides an invalid index: %s', (sql, hides) => {
  expect(judge(sql).hidesInvalidIndex).toBe(hides);
});
