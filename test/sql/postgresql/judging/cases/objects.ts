/** Everything that is no table, column, index or constraint. */
import type { Case } from '../story.ts';

export const objectCases: Case[] = [
  ['CREATE SCHEMA app', 'adds schema:app | expand instant | create-object | -'],
  ['CREATE SCHEMA IF NOT EXISTS billing', 'alters schema:billing | neutral instant | already-there | -'],
  [
    'CREATE SCHEMA app CREATE TABLE a (id int)',
    'adds schema:app | expand instant | create-object | -',
    'adds app.a | expand instant | create-table | -',
  ],
  ['DROP SCHEMA billing', 'removes schema:billing | contract instant | drop-object | -'],
  [
    'DROP SCHEMA billing CASCADE',
    'removes schema:billing | contract instant | drop-object | -',
    'removes billing.invoices | contract instant | drop-cascaded | billing.invoices AX',
  ],
  ['ALTER SCHEMA billing RENAME TO money', 'renames schema:billing | in-place instant | rename-object | -'],
  ['CREATE VIEW v AS SELECT id FROM users', 'adds view:v | expand instant | create-object | users AS'],
  [
    'CREATE OR REPLACE VIEW people AS SELECT id, name, age FROM users',
    'alters view:people | expand instant | replace-view | users AS, view:people AX',
  ],
  [
    'CREATE MATERIALIZED VIEW m AS SELECT id FROM posts',
    'adds view:m | expand scan | create-materialized-view | posts AS',
  ],
  [
    'REFRESH MATERIALIZED VIEW totals',
    'rewrites view:totals | neutral rewrite | refresh-view | posts AS, view:totals AX',
  ],
  [
    'REFRESH MATERIALIZED VIEW CONCURRENTLY totals',
    'rewrites view:totals | neutral rewrite | refresh-view-concurrently | posts AS, view:totals X',
  ],
  ['DROP VIEW people', 'removes view:people | contract instant | drop-view | view:people AX'],
  ['DROP MATERIALIZED VIEW totals', 'removes view:totals | contract instant | drop-view | view:totals AX'],
  [
    'ALTER VIEW people RENAME TO persons',
    'renames view:people | in-place instant | rename-object | view:people AX',
  ],
  [
    'ALTER VIEW people SET (security_barrier)',
    'alters view:people | neutral instant | alter-view | view:people AX',
  ],
  [`CREATE TYPE color AS ENUM ('red')`, 'adds type:color | expand instant | create-object | -'],
  ['CREATE TYPE pair AS (a int, b int)', 'adds type:pair | expand instant | create-object | -'],
  ['CREATE TYPE span AS RANGE (subtype = integer)', 'adds type:span | expand instant | create-object | -'],
  [`ALTER TYPE mood ADD VALUE 'happy'`, 'adds type:mood.happy | expand instant | add-enum-value | -'],
  [
    `ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok'`,
    'alters type:mood.ok | neutral instant | already-there | -',
  ],
  [
    `ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'`,
    'renames type:mood.ok | in-place instant | rename-value | -',
  ],
  ['ALTER TYPE mood RENAME TO feeling', 'renames type:mood | in-place instant | rename-object | -'],
  ['DROP TYPE mood', 'removes type:mood | contract instant | drop-object | -'],
  [
    'DROP TYPE mood CASCADE',
    'removes type:mood | contract instant | drop-object | users AX',
    'removes users.current | contract instant | drop-cascaded | users AX',
  ],
  [
    'CREATE TYPE pair AS (a int); ALTER TYPE pair ADD ATTRIBUTE b int',
    'adds type:pair.b | expand instant | add-attribute | -',
  ],
  [
    'CREATE TYPE pair AS (a int); ALTER TYPE pair DROP ATTRIBUTE a',
    'removes type:pair.a | contract instant | drop-attribute | -',
  ],
  [
    'CREATE TYPE pair AS (a int); ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint',
    'retypes type:pair.a | in-place instant | retype-attribute | -',
  ],
  [
    `CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')`,
    'adds type:email | expand instant | create-object | -',
  ],
  [
    'ALTER DOMAIN label ADD CONSTRAINT short CHECK (length(VALUE) < 9)',
    'constrains type:label | tighten scan | constrain-domain | -',
  ],
  [
    'ALTER DOMAIN label ADD CONSTRAINT short CHECK (length(VALUE) < 9) NOT VALID',
    'constrains type:label | tighten instant | constrain-domain-not-valid | -',
  ],
  [
    'ALTER DOMAIN label VALIDATE CONSTRAINT short',
    'constrains type:label | migrate scan | validate-domain | -',
  ],
  ['ALTER DOMAIN label SET NOT NULL', 'constrains type:label | tighten scan | constrain-domain | -'],
  [
    'ALTER DOMAIN positive DROP CONSTRAINT positive_check',
    'relaxes type:positive | expand instant | relax-domain | -',
  ],
  [`ALTER DOMAIN label SET DEFAULT 'x'`, 'alters type:label | neutral instant | alter-object | -'],
  ['DROP DOMAIN label', 'removes type:label | contract instant | drop-object | -'],
  ['CREATE SEQUENCE s', 'adds sequence:s | expand instant | create-object | -'],
  ['CREATE SEQUENCE IF NOT EXISTS tickets', 'alters sequence:tickets | neutral instant | already-there | -'],
  [
    'ALTER SEQUENCE tickets RESTART WITH 100',
    'rewrites sequence:tickets | migrate rewrite | restart-sequence | sequence:tickets SRX',
  ],
  [
    'ALTER SEQUENCE tickets AS integer',
    'alters sequence:tickets | neutral rewrite | retype-sequence | sequence:tickets SRX',
  ],
  [
    'ALTER SEQUENCE tickets CACHE 10',
    'alters sequence:tickets | neutral rewrite | alter-sequence | sequence:tickets SRX',
  ],
  [
    'ALTER SEQUENCE tickets OWNED BY users.id',
    'alters sequence:tickets | neutral instant | own-sequence | sequence:tickets SRX',
  ],
  ['DROP SEQUENCE tickets', 'removes sequence:tickets | contract instant | drop-object | -'],
  [
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    'adds function:f | expand instant | create-object | -',
  ],
  [
    `CREATE OR REPLACE FUNCTION roll() RETURNS integer LANGUAGE sql AS 'SELECT 5'`,
    'alters function:roll | migrate instant | replace-function | -',
  ],
  [
    `CREATE OR REPLACE FUNCTION roll(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 5'`,
    'adds function:roll | expand instant | create-object | -',
  ],
  ['ALTER FUNCTION roll() STABLE', 'alters function:roll | migrate instant | replace-function | -'],
  ['ALTER FUNCTION roll() RENAME TO dice', 'renames function:roll | in-place instant | rename-object | -'],
  ['DROP FUNCTION roll()', 'removes function:roll | contract instant | drop-object | -'],
  ['DROP FUNCTION touch()', 'removes function:touch | contract instant | drop-object | -'],
  [`CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'`, 'adds function:p | expand instant | create-object | -'],
  [
    'CREATE TRIGGER t AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION touch()',
    'adds trigger:posts.t | migrate instant | create-trigger | posts SRX',
  ],
  [
    'DROP TRIGGER touch_users ON users',
    'removes trigger:users.touch_users | contract instant | drop-trigger | users AX',
  ],
  [
    'DROP TRIGGER IF EXISTS nobody ON users',
    'alters trigger:users.nobody | neutral instant | already-gone | -',
  ],
  [
    'ALTER TRIGGER touch_users ON users RENAME TO t',
    'renames trigger:users.touch_users | neutral instant | rename-internal | users AX',
  ],
  [
    'CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING',
    'alters users.r | in-place instant | create-rule-instead | users AX',
  ],
  ['ALTER TABLE users DISABLE RULE r', 'alters users | migrate instant | disable-rule | users AX'],
  [
    'CREATE INDEX CONCURRENTLY i ON events (at)',
    'indexes index:i | expand scan | create-index-concurrently-partitioned | events SUX',
  ],
  [
    'CREATE UNIQUE INDEX i ON ONLY events (at)',
    'indexes index:i | tighten instant | create-unique-index-only | events S',
  ],
  [
    'ALTER DOMAIN nobody_knows VALIDATE CONSTRAINT c',
    'constrains type:nobody_knows | migrate scan | validate-domain-unseen | every table with a column of nobody_knows S',
  ],
  [
    'CREATE UNIQUE INDEX CONCURRENTLY i ON events (at)',
    'indexes index:i | tighten scan | create-unique-index-concurrently-partitioned | events SUX',
  ],
  [
    'CREATE RULE r AS ON DELETE TO users DO ALSO NOTIFY gone',
    'adds users.r | migrate instant | create-rule | users AX',
  ],
  [
    'CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING; DROP RULE r ON users',
    'removes users.r | contract instant | drop-rule | users AX',
  ],
  [
    'CREATE POLICY p ON users USING (id = 1)',
    'relaxes policy:users.p | expand instant | create-permissive-policy | users AX',
  ],
  [
    'CREATE POLICY p ON users AS RESTRICTIVE USING (id = 1)',
    'constrains policy:users.p | tighten instant | create-policy | users AX',
  ],
  [
    'ALTER POLICY own ON posts USING (user_id = 2)',
    'constrains policy:posts.own | tighten instant | create-policy | posts AX',
  ],
  ['DROP POLICY own ON posts', 'removes policy:posts.own | contract instant | drop-policy | posts AX'],
  ['GRANT SELECT ON users TO app', 'relaxes users | expand instant | grant | -'],
  ['REVOKE SELECT ON users FROM app', 'constrains users | tighten instant | revoke | -'],
  ['REVOKE USAGE ON SCHEMA billing FROM app', 'constrains schema:billing | tighten instant | revoke | -'],
  [
    'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app',
    'relaxes default privileges | expand instant | grant | -',
  ],
  ['CREATE EXTENSION IF NOT EXISTS citext', 'adds extension:citext | expand instant | create-object | -'],
  ['ALTER EXTENSION citext UPDATE', 'alters extension:citext | migrate instant | alter-extension | -'],
  ['DROP EXTENSION citext', 'removes extension:citext | contract instant | drop-object | -'],
  [`COMMENT ON TABLE users IS 'x'`, 'alters users | neutral instant | comment-on | users SUX'],
  [`COMMENT ON COLUMN users.name IS 'x'`, 'alters users.name | neutral instant | comment-on | users SUX'],
  [`COMMENT ON FUNCTION roll() IS 'x'`, 'alters function:roll | neutral instant | alter-object | -'],
  ['CREATE STATISTICS st ON name, age FROM users', 'adds st | expand instant | create-object | users SUX'],
  ['CREATE ROLE app', 'alters app | neutral instant | change-server | -'],
  ['CREATE PUBLICATION pub FOR TABLE users', 'alters pub | neutral instant | change-server | users SUX'],
  [`ALTER SYSTEM SET work_mem = '1GB'`, 'alters AlterSystem | neutral instant | change-server | -'],
  ['CREATE DATABASE app', 'alters app | neutral instant | change-server | -'],
  ['DROP DATABASE app', 'removes app | contract instant | drop-database | -'],
  [
    'CREATE OR REPLACE VIEW people AS SELECT id FROM users',
    'alters view:people | in-place instant | replace-view-columns | users AS, view:people AX',
  ],
];
