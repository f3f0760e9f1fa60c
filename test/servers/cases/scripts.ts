/** Scripts sent as one string: what the server refuses in them, and the schema and settings that they leave. */

export interface Script {
  id: string;
  sql: string;
  from?: number;
  to?: number;
}

/**
 * Refused (25001: not inside a transaction; 55P04: an enum value used before its commit) or not, by version: that is asked
 * of the server and of Lanekeeper, nothing is written here.
 */
export const transactionScripts: Script[] = [
  { id: 'concurrently-alone', sql: 'CREATE INDEX CONCURRENTLY i ON users (name)' },
  { id: 'concurrently-with-semicolon', sql: 'CREATE INDEX CONCURRENTLY i ON users (name);' },
  { id: 'concurrently-second', sql: 'SELECT 1; CREATE INDEX CONCURRENTLY i ON users (name)' },
  { id: 'concurrently-first', sql: 'CREATE INDEX CONCURRENTLY i ON users (name); SELECT 1' },
  { id: 'concurrently-written', sql: 'BEGIN; CREATE INDEX CONCURRENTLY i ON users (name); COMMIT' },
  { id: 'concurrently-after-commit', sql: 'BEGIN; COMMIT; CREATE INDEX CONCURRENTLY i ON users (name)' },
  { id: 'concurrently-after-comment', sql: '-- why\nCREATE INDEX CONCURRENTLY i ON users (name); -- done' },
  { id: 'drop-concurrently', sql: 'CREATE INDEX i ON users (name); DROP INDEX CONCURRENTLY i' },
  { id: 'reindex-concurrently', sql: 'SELECT 1; REINDEX TABLE CONCURRENTLY users', from: 12 },
  { id: 'vacuum', sql: 'SELECT 1; VACUUM users' },
  { id: 'vacuum-alone', sql: 'VACUUM users' },
  { id: 'analyze', sql: 'SELECT 1; ANALYZE users' },
  { id: 'create-database', sql: 'SELECT 1; CREATE DATABASE d' },
  { id: 'drop-database', sql: 'BEGIN; DROP DATABASE IF EXISTS nowhere; COMMIT' },
  { id: 'alter-system', sql: "BEGIN; ALTER SYSTEM SET work_mem = '5MB'; COMMIT" },
  { id: 'reindex-schema', sql: 'BEGIN; REINDEX SCHEMA public; COMMIT' },
  { id: 'reindex-table', sql: 'BEGIN; REINDEX TABLE users; COMMIT' },
  { id: 'cluster-all', sql: 'BEGIN; CLUSTER; COMMIT' },
  { id: 'cluster-one', sql: 'BEGIN; CLUSTER users USING users_pkey; COMMIT' },
  { id: 'refresh', sql: 'CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; REFRESH MATERIALIZED VIEW m' },
  { id: 'create-tablespace', sql: "BEGIN; CREATE TABLESPACE s LOCATION '/nowhere'; COMMIT" },
  { id: 'discard-all', sql: 'BEGIN; DISCARD ALL; COMMIT' },
  { id: 'subscription', sql: "BEGIN; CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p; COMMIT" },
  { id: 'add-value', sql: "BEGIN; ALTER TYPE mood ADD VALUE 'happy'; COMMIT" },
  { id: 'add-value-alone', sql: "ALTER TYPE mood ADD VALUE 'happy'" },
  {
    id: 'add-value-and-update',
    sql: "ALTER TYPE mood ADD VALUE 'happy'; UPDATE users SET feeling = 'happy'",
  },
  {
    id: 'add-value-and-default',
    sql: "ALTER TYPE mood ADD VALUE 'happy'; ALTER TABLE users ALTER COLUMN feeling SET DEFAULT 'happy'",
  },
  { id: 'add-value-and-cast', sql: "ALTER TYPE mood ADD VALUE 'happy'; SELECT 'happy'::mood" },
  {
    id: 'add-value-and-insert',
    sql: "ALTER TYPE mood ADD VALUE 'happy'; INSERT INTO users (id, feeling) VALUES (99, 'happy')",
  },
  {
    id: 'add-value-and-check',
    sql: "ALTER TYPE mood ADD VALUE 'happy'; ALTER TABLE users ADD CHECK (feeling <> 'happy'::mood)",
  },
  {
    id: 'add-value-and-where',
    sql: "ALTER TYPE mood ADD VALUE 'happy'; DELETE FROM users WHERE feeling = 'happy'",
  },
  {
    id: 'add-value-and-index',
    sql: "ALTER TYPE mood ADD VALUE 'happy'; CREATE INDEX i ON users (id) WHERE feeling = 'happy'",
  },
  {
    id: 'add-value-and-old-value',
    sql: "ALTER TYPE mood ADD VALUE 'happy'; UPDATE users SET feeling = 'ok'",
  },
  {
    id: 'add-value-commit-and-update',
    sql: "BEGIN; ALTER TYPE mood ADD VALUE 'happy'; COMMIT; UPDATE users SET feeling = 'happy'",
  },
  { id: 'add-value-and-text', sql: "ALTER TYPE mood ADD VALUE 'happy'; UPDATE users SET name = 'happy'" },
  {
    id: 'new-type-and-use',
    sql: "BEGIN; CREATE TYPE colour AS ENUM ('red'); CREATE TABLE c (a colour DEFAULT 'red'); COMMIT",
  },
  {
    id: 'new-type-value-and-use',
    sql: "BEGIN; CREATE TYPE colour AS ENUM ('red'); ALTER TYPE colour ADD VALUE 'blue'; CREATE TABLE c (a colour DEFAULT 'blue'); COMMIT",
  },
  {
    id: 'new-type-value',
    sql: "BEGIN; CREATE TYPE colour AS ENUM ('red'); ALTER TYPE colour ADD VALUE 'blue'; COMMIT",
  },
];

/** What a session has in force afterwards: `current_setting('lock_timeout')` and the schema are compared. */
export const sessionScripts: Script[] = [
  { id: 'set', sql: "SET lock_timeout = '2s'; SELECT 1" },
  { id: 'set-to', sql: 'SET lock_timeout TO 2000; SELECT 1' },
  { id: 'set-zero', sql: "SET lock_timeout = '2s'; SET lock_timeout = 0; SELECT 1" },
  { id: 'set-default', sql: "SET lock_timeout = '2s'; SET lock_timeout TO DEFAULT; SELECT 1" },
  { id: 'reset', sql: "SET lock_timeout = '2s'; RESET lock_timeout; SELECT 1" },
  { id: 'reset-all', sql: "SET lock_timeout = '2s'; RESET ALL; SELECT 1" },
  { id: 'discard', sql: "SET lock_timeout = '2s'; SELECT 1" },
  { id: 'local-outside', sql: "BEGIN; COMMIT; SET LOCAL lock_timeout = '2s'" },
  { id: 'local-inside', sql: "BEGIN; SET LOCAL lock_timeout = '2s'; CREATE TABLE a (); COMMIT; SELECT 1" },
  { id: 'rolled-back', sql: "BEGIN; SET lock_timeout = '2s'; ROLLBACK; SELECT 1" },
  { id: 'committed', sql: "BEGIN; SET lock_timeout = '2s'; COMMIT; SELECT 1" },
  { id: 'set-config', sql: "SELECT set_config('lock_timeout', '2s', false); SELECT 1" },
  { id: 'savepoint', sql: "BEGIN; SAVEPOINT s; SET lock_timeout = '2s'; ROLLBACK TO s; COMMIT; SELECT 1" },
  {
    id: 'savepoint-released',
    sql: "BEGIN; SAVEPOINT s; SET lock_timeout = '2s'; RELEASE s; COMMIT; SELECT 1",
  },
  {
    id: 'savepoint-table',
    sql: 'BEGIN; CREATE TABLE a (x integer); SAVEPOINT s; CREATE TABLE b (y integer); ROLLBACK TO SAVEPOINT s; CREATE TABLE c (); COMMIT',
  },
  {
    id: 'nested-savepoints',
    sql: 'BEGIN; SAVEPOINT s; CREATE TABLE a (); SAVEPOINT t; CREATE TABLE b (); ROLLBACK TO s; CREATE TABLE c (); RELEASE s; COMMIT',
  },
  { id: 'rollback', sql: 'BEGIN; CREATE TABLE a (); DROP TABLE users; ROLLBACK; CREATE TABLE b ()' },
  {
    id: 'begin-twice',
    sql: 'BEGIN; CREATE TABLE a (); BEGIN; CREATE TABLE b (); ROLLBACK; CREATE TABLE c ()',
  },
  { id: 'commit-alone', sql: 'COMMIT; CREATE TABLE a ()' },
  { id: 'implicit-then-commit', sql: 'CREATE TABLE a (); COMMIT; CREATE TABLE b ()' },
  { id: 'implicit-then-rollback', sql: 'CREATE TABLE a (); ROLLBACK; CREATE TABLE b ()' },
  {
    id: 'implicit-then-begin-rollback',
    sql: 'CREATE TABLE a (); BEGIN; CREATE TABLE b (); ROLLBACK; CREATE TABLE c ()',
  },
  {
    id: 'begin-unfinished',
    sql: 'CREATE TABLE a (); BEGIN; CREATE TABLE b (); COMMIT; BEGIN; CREATE TABLE c (); COMMIT',
  },
  {
    id: 'commit-and-chain',
    sql: 'BEGIN; CREATE TABLE a (); COMMIT AND CHAIN; CREATE TABLE b (); ROLLBACK',
    from: 12,
  },
  {
    id: 'rollback-and-chain',
    sql: 'BEGIN; CREATE TABLE a (); ROLLBACK AND CHAIN; CREATE TABLE b (); COMMIT',
    from: 12,
  },
  {
    id: 'search-path',
    sql: 'CREATE SCHEMA shop; SET search_path = shop, public; CREATE TABLE orders (id serial PRIMARY KEY); ALTER TABLE users ADD COLUMN shop text',
  },
  {
    id: 'search-path-local',
    sql: 'CREATE SCHEMA shop; BEGIN; SET LOCAL search_path TO shop; CREATE TABLE a (); COMMIT; CREATE TABLE b ()',
  },
  {
    id: 'search-path-rolled-back',
    sql: 'CREATE SCHEMA shop; BEGIN; SET search_path TO shop; ROLLBACK; CREATE TABLE b ()',
  },
  {
    id: 'search-path-set-config',
    sql: "CREATE SCHEMA shop; SELECT set_config('search_path', 'shop', false); CREATE TABLE a (x integer UNIQUE)",
  },
  {
    id: 'search-path-shadow',
    sql: 'CREATE SCHEMA shop; CREATE TABLE shop.users (a integer); SET search_path = shop, public; ALTER TABLE users ADD COLUMN b text',
  },
  { id: 'search-path-absent-schema', sql: 'SET search_path = nowhere, public; CREATE TABLE a ()' },
];
