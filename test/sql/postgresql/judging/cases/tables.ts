/** Tables, partitions, storage, locks. */
import type { Case } from '../story.ts';

export const tableCases: Case[] = [
  [
    'CREATE TABLE a (id bigint PRIMARY KEY, user_id bigint REFERENCES users, org bigint REFERENCES orgs (id))',
    'adds a | expand instant | create-table | orgs SRX, users SRX',
  ],
  ['CREATE TABLE IF NOT EXISTS a (id int)', 'adds a | expand instant | create-table | -'],
  ['CREATE TABLE IF NOT EXISTS users (id int)', 'alters users | neutral instant | already-there | -'],
  ['CREATE TABLE billing.a (id int)', 'adds billing.a | expand instant | create-table | -'],
  ['CREATE TABLE "Odd Name" ("fullName" text)', 'adds "Odd Name" | expand instant | create-table | -'],
  ['CREATE TEMPORARY TABLE a (id int)', 'adds pg_temp.a | neutral instant | create-temporary-table | -'],
  ['CREATE UNLOGGED TABLE a (id int)', 'adds a | expand instant | create-table | -'],
  ['CREATE TABLE a (LIKE users INCLUDING ALL)', 'adds a | expand instant | create-table | users AS'],
  ['CREATE TABLE a AS SELECT id, name FROM users', 'adds a | expand scan | create-table-as | users AS'],
  [
    'CREATE TABLE a AS SELECT id FROM users WITH NO DATA',
    'adds a | expand scan | create-table-as | users AS',
  ],
  ['SELECT id INTO a FROM users', 'adds a | expand scan | create-table-as | users AS'],
  [
    `CREATE TABLE a PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
    'adds a | expand instant | create-partition | events AX',
  ],
  [
    `CREATE TABLE a PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
    'adds a | expand scan | create-partition-beside-default | logs AX, logs_rest AX',
  ],
  [
    'CREATE TABLE a PARTITION OF nobody FOR VALUES FROM (1) TO (2)',
    'adds a | expand scan | create-partition-beside-default | nobody AX',
  ],
  ['CREATE TABLE a PARTITION OF events DEFAULT', 'adds a | expand instant | create-partition | events AX'],
  ['CREATE TABLE a (b int) INHERITS (posts)', 'adds a | expand instant | create-table | posts SUX'],
  [
    `ALTER TABLE events ATTACH PARTITION posts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
    'alters posts | expand scan | attach-partition | events SUX, posts AX',
  ],
  [
    `CREATE TABLE a (id bigint, at date NOT NULL); ALTER TABLE events ATTACH PARTITION a FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
    'alters a | expand instant | attach-proven-partition | a AX, events SUX',
  ],
  [
    `CREATE TABLE a (at date NOT NULL); ALTER TABLE logs ATTACH PARTITION a FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
    'alters a | expand scan | attach-partition | a AX, logs SUX, logs_rest AX',
  ],
  [
    'ALTER TABLE events DETACH PARTITION events_2025',
    'removes events_2025 | contract instant | detach-partition | events AX, events_2025 AX',
  ],
  [
    'ALTER TABLE events DETACH PARTITION events_2025 CONCURRENTLY',
    'alters events_2025 | neutral instant | detach-partition-concurrently | events SUX, events_2025 AX',
  ],
  [
    'ALTER TABLE billing.invoices INHERIT posts',
    'alters billing.invoices | expand instant | inherit | billing.invoices AX, posts SUX',
  ],
  [
    'ALTER TABLE billing.invoices NO INHERIT posts',
    'removes billing.invoices | contract instant | end-inheritance | billing.invoices AX, posts AS',
  ],
  ['DROP TABLE users', 'removes users | contract instant | drop-table | orgs AX, users AX'],
  ['DROP TABLE posts', 'removes posts | contract instant | drop-table | posts AX, users AX'],
  ['DROP TABLE IF EXISTS nobody', 'alters nobody | neutral instant | already-gone | -'],
  [
    'DROP TABLE users CASCADE',
    'removes users | contract instant | drop-table | orgs AX, posts AX, users AX',
    'removes view:people | contract instant | drop-cascaded | view:people AX',
    'relaxes constraint:posts.posts_user_fkey | expand instant | drop-cascaded-constraint | posts AX',
  ],
  [
    'DROP TABLE posts, billing.invoices',
    'removes posts | contract instant | drop-table | posts AX, users AX',
    'removes billing.invoices | contract instant | drop-table | billing.invoices AX',
  ],
  ['DROP TABLE events', 'removes events | contract instant | drop-table | events AX, events_2025 AX'],
  ['ALTER TABLE users RENAME TO people2', 'renames users | in-place instant | rename-table | users AX'],
  [
    'ALTER TABLE people RENAME TO persons',
    'renames view:people | in-place instant | rename-object | view:people AX',
  ],
  [
    'ALTER TABLE users RENAME COLUMN name TO full_name',
    'renames users.name | in-place instant | rename-column | users AX',
  ],
  [
    'ALTER TABLE users RENAME name TO "fullName"',
    'renames users.name | in-place instant | rename-column | users AX',
  ],
  [
    'CREATE SCHEMA AUTHORIZATION joe CREATE TABLE a (id int)',
    'adds schema:joe | expand instant | create-object | -',
    'adds joe.a | expand instant | create-table | -',
  ],
  [
    'ALTER EXTENSION hstore SET SCHEMA billing',
    'renames extension:hstore | in-place instant | rename-object | -',
  ],
  ['ALTER COLLATION c SET SCHEMA billing', 'renames c | in-place instant | rename-object | -'],
  ['ALTER TABLE users SET SCHEMA billing', 'renames users | in-place instant | set-schema | users AX'],
  [
    'ALTER TABLE users SET (fillfactor = 70)',
    'alters users | neutral instant | set-storage-parameters | users SUX',
  ],
  [
    'ALTER TABLE users RESET (fillfactor)',
    'alters users | neutral instant | set-storage-parameters | users SUX',
  ],
  ['ALTER TABLE users OWNER TO app', 'alters users | neutral instant | alter-table-attribute | users AX'],
  [
    'ALTER TABLE users REPLICA IDENTITY FULL',
    'alters users | neutral instant | alter-table-attribute | users AX',
  ],
  [
    'ALTER TABLE users CLUSTER ON users_name_idx',
    'alters users | neutral instant | set-clustering | users SUX',
  ],
  ['ALTER TABLE users SET UNLOGGED', 'rewrites users | neutral rewrite | rewrite-table | users AX'],
  ['ALTER TABLE users SET TABLESPACE fast', 'rewrites users | neutral rewrite | rewrite-table | users AX'],
  [
    'ALTER TABLE users ENABLE ROW LEVEL SECURITY',
    'constrains users | tighten instant | enable-row-security | users AX',
  ],
  [
    'ALTER TABLE users FORCE ROW LEVEL SECURITY',
    'constrains users | tighten instant | enable-row-security | users AX',
  ],
  [
    'ALTER TABLE users DISABLE ROW LEVEL SECURITY',
    'relaxes users | expand instant | disable-row-security | users AX',
  ],
  ['ALTER TABLE users DISABLE TRIGGER ALL', 'alters users | migrate instant | disable-trigger | users SRX'],
  [
    'ALTER TABLE users DISABLE TRIGGER touch_users',
    'alters users | migrate instant | disable-trigger | users SRX',
  ],
  ['ALTER TABLE users ENABLE TRIGGER ALL', 'alters users | migrate instant | enable-trigger | users SRX'],
  ['VACUUM users', 'alters users | neutral scan | vacuum | users SUX'],
  ['VACUUM (FULL) users', 'rewrites users | neutral rewrite | rewrite-table | users AX'],
  ['VACUUM FULL', 'rewrites every table | neutral rewrite | rewrite-table | every table AX'],
  ['ANALYZE users', 'alters users | neutral scan | analyze | users SUX'],
  ['CLUSTER users USING users_name_idx', 'rewrites users | neutral rewrite | rewrite-table | users AX'],
  ['LOCK TABLE users IN SHARE MODE', 'alters users | neutral instant | lock-table | users S'],
  ['LOCK users', 'alters users | neutral instant | lock-table | users AX'],
];
