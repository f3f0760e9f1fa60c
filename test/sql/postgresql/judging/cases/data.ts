/** Rows, queries, settings, and what cannot be seen. */
import type { Case } from '../story.ts';

export const dataCases: Case[] = [
  [
    `INSERT INTO posts (user_id, body) VALUES (1, 'x')`,
    'rewrites posts | migrate instant | insert-rows | posts RX',
  ],
  [
    'INSERT INTO posts (user_id) SELECT id FROM users',
    'rewrites posts | migrate scan | insert-query | posts RX, users AS',
  ],
  ['INSERT INTO posts (user_id) SELECT 1', 'rewrites posts | migrate instant | insert-rows | posts RX'],
  [
    `INSERT INTO schema_migrations (version) VALUES ('1')`,
    'alters schema_migrations | neutral instant | record-migration | schema_migrations RX',
  ],
  [
    `UPDATE alembic_version SET version_num = 'a'`,
    'alters alembic_version | neutral instant | record-migration | alembic_version RX',
  ],
  [`UPDATE users SET note = 'x'`, 'rewrites users.note | migrate scan | update-rows | users RX'],
  [
    `UPDATE users SET note = 'x', age = 1 WHERE id = 4`,
    'rewrites users.note | migrate scan | update-rows | users RX',
    'rewrites users.age | migrate scan | update-rows | users RX',
  ],
  [
    'UPDATE posts SET body = u.name FROM users u WHERE u.id = user_id',
    'rewrites posts.body | migrate scan | update-rows | posts RX, users AS',
  ],
  ['DELETE FROM posts', 'rewrites posts | migrate scan | delete-all-rows | posts RX'],
  ['DELETE FROM posts WHERE id < 10', 'rewrites posts | migrate scan | delete-rows | posts RX'],
  [
    'MERGE INTO posts p USING users u ON p.user_id = u.id WHEN MATCHED THEN UPDATE SET body = u.name',
    'rewrites posts | migrate scan | merge-rows | posts RX, users AS',
  ],
  ['COPY posts (id, body) FROM STDIN', 'rewrites posts | migrate scan | copy-rows | posts RX'],
  [
    'COPY (DELETE FROM posts RETURNING id) TO STDOUT',
    'alters COPY | neutral instant | query | -',
    'rewrites posts | migrate scan | delete-all-rows | posts RX',
  ],
  [
    'CREATE TABLE a AS WITH gone AS (DELETE FROM posts RETURNING id) SELECT id FROM gone',
    'adds a | expand scan | create-table-as | -',
    'rewrites posts | migrate scan | delete-all-rows | posts RX',
  ],
  [
    'CREATE TABLE a AS EXECUTE prepared',
    'adds a | expand scan | create-table-as | -',
    'unknown EXECUTE | unknown instant | execute-prepared | -',
  ],
  [
    `SELECT set_config('search_' || 'path', '', false)`,
    'unknown function:set_config | unknown instant | call-function | -',
  ],
  [
    `SELECT set_config('search_path', current_user, false)`,
    'unknown function:set_config | unknown instant | call-function | -',
  ],
  [`SELECT set_config('app.by', current_user, false)`, 'alters SELECT | neutral instant | query | -'],
  ['COPY posts TO STDOUT', 'alters posts | neutral instant | query | posts AS'],
  ['TRUNCATE posts', 'rewrites posts | contract rewrite | truncate | posts AX'],
  [
    'TRUNCATE orgs CASCADE',
    'rewrites orgs | contract rewrite | truncate | orgs AX',
    'rewrites users | contract rewrite | truncate | users AX',
    'rewrites posts | contract rewrite | truncate | posts AX',
  ],
  [
    'WITH gone AS (DELETE FROM posts RETURNING id) INSERT INTO events (id) SELECT id FROM gone',
    'rewrites posts | migrate scan | delete-all-rows | posts RX',
    'rewrites events | migrate scan | insert-query | events RX',
  ],
  ['SELECT 1', 'alters SELECT | neutral instant | query | -'],
  ['SELECT count(*) FROM users', 'alters users | neutral scan | read-rows | users AS'],
  ['SELECT name FROM users WHERE id = 1', 'alters users | neutral instant | query | users AS'],
  ['SELECT count(*) FROM pg_class', 'alters pg_class | neutral instant | query | pg_class AS'],
  [`SELECT set_config('search_path', '', false)`, 'alters SELECT | neutral instant | query | -'],
  [
    `SELECT setval('tickets', 5)`,
    'rewrites sequence:tickets | neutral instant | set-sequence-value | sequence:tickets RX',
  ],
  [
    `SELECT pg_catalog.setval('public.tickets', 5, true)`,
    'rewrites sequence:tickets | neutral instant | set-sequence-value | sequence:tickets RX',
  ],
  ['SELECT roll()', 'unknown function:roll | unknown instant | call-function | -'],
  [`SELECT shout('x')`, 'alters SELECT | neutral instant | query | -'],
  [
    `SELECT create_hypertable('posts', 'id')`,
    'unknown function:create_hypertable | unknown instant | call-function | -',
  ],
  ['SELECT pg_advisory_lock(1)', 'alters SELECT | neutral instant | query | -'],
  [
    `CREATE FUNCTION purge() RETURNS int LANGUAGE sql AS 'DROP TABLE users; SELECT 1'; SELECT purge()`,
    'unknown function:purge | unknown instant | run-acting-function | -',
  ],
  [
    'UPDATE pg_attribute SET attnotnull = true WHERE attrelid = 1',
    'rewrites pg_attribute.attnotnull | migrate scan | update-rows | pg_attribute RX',
    'unknown pg_attribute | unknown instant | write-system-catalog | -',
  ],
  ['CALL nightly()', 'unknown function:nightly | unknown instant | call-function | -'],
  ['EXECUTE plan', 'unknown EXECUTE | unknown instant | execute-prepared | -'],
  ['EXPLAIN ANALYZE DELETE FROM posts', 'rewrites posts | migrate scan | delete-all-rows | posts RX'],
  ['EXPLAIN DELETE FROM posts', 'alters EXPLAIN | neutral instant | change-session | -'],
  [`SET lock_timeout = '5s'`, 'alters lock_timeout | neutral instant | change-session | -'],
  ['RESET ALL', 'alters every setting | neutral instant | change-session | -'],
  ['BEGIN', 'alters Transaction | neutral instant | change-session | -'],
  ['PREPARE plan AS SELECT 1', 'alters Prepare | neutral instant | change-session | -'],
  [
    'IMPORT FOREIGN SCHEMA a FROM SERVER b INTO billing',
    'unknown ImportForeignSchema | unknown instant | unknown-statement | -',
  ],
  ['DROP OWNED BY app', 'unknown DropOwned | unknown instant | unknown-statement | -'],
  [
    'UPDATE posts SET body = nobody_knows(body)',
    'rewrites posts.body | migrate scan | update-rows | posts RX',
    'alters function:nobody_knows | unknown instant | call-function-on-rows | -',
  ],
];
