/** Migrations as people write them, dangerous ones beside their safe twins, and what lint says of each. */
import { beforeAll, expect, test } from 'vitest';
import { type LintStory, lint, prepareStories, told } from './lint-story.ts';

const PARTS = `
CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE events_2 (id bigint, day date);
CREATE TABLE events_3 (id bigint, day date, CONSTRAINT b CHECK (day IS NOT NULL AND day >= '2026-03-01' AND day < '2026-04-01'));
`;
const PARTS_AND_REST = `${PARTS}CREATE TABLE events_rest PARTITION OF events DEFAULT;`;

const BEFORE = `
CREATE TYPE mood AS ENUM ('sad', 'fine');
CREATE TABLE users (
  id bigint PRIMARY KEY, name varchar(40) NOT NULL, email text, age int, active boolean,
  balance numeric(10,2), feeling mood, created_at timestamptz DEFAULT now()
);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric(10,2), status text);
CREATE TABLE plans (id int PRIMARY KEY, code text, label text);
CREATE INDEX users_email_idx ON users (email);
CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
ALTER TABLE users ADD CONSTRAINT email_there CHECK (email IS NOT NULL);
ALTER TABLE orders ADD CONSTRAINT total_there CHECK (total IS NOT NULL) NOT VALID;
`;

beforeAll(prepareStories);

/** Every story has a lock timeout, and `plans` alone is known to be small. */
const tell = (sql: string, story: LintStory = {}): string[] =>
  told(`SET lock_timeout = '5s';\n${sql}`, { before: BEFORE, rows: { plans: 12 }, ...story });

const runner: LintStory = { transaction: 'runner', framework: 'flyway' };
const implicit: LintStory = { transaction: 'implicit', framework: 'prisma' };

const ONLINE = 'online-ddl block';
const IN_PLACE = 'in-place-change block';
const SCOPE = 'transaction-scope block';
const SCOPE_WARN = 'transaction-scope warn';
const BATCHED = 'batched-data block';
const UNREADABLE = 'unreadable-migration block';
const CONTRACT = 'undeclared-contract block';

type Row = [name: string, sql: string, expected: string[], story?: LintStory];

const indexes: Row[] = [
  ['index', 'CREATE INDEX i ON users (name);', [ONLINE]],
  ['index, concurrently', 'CREATE INDEX CONCURRENTLY i ON users (name);', []],
  ['index of a small table', 'CREATE INDEX i ON plans (code);', ['online-ddl warn']],
  ['index of a table made here', 'CREATE TABLE t (a int);\nCREATE INDEX i ON t (a);', []],
  [
    'index of a table that may have been there',
    'CREATE TABLE IF NOT EXISTS orders (id int);\nCREATE INDEX i ON orders (status);',
    [ONLINE],
  ],
  ['unique index', 'CREATE UNIQUE INDEX i ON users (name);', [ONLINE]],
  ['unique index, concurrently', 'CREATE UNIQUE INDEX CONCURRENTLY i ON users (name);', []],
  ['index dropped', 'DROP INDEX users_email_idx;', []],
  ['index dropped, concurrently', 'DROP INDEX CONCURRENTLY users_email_idx;', []],
  ['reindex', 'REINDEX INDEX users_email_idx;', [ONLINE]],
  ['reindex, concurrently', 'REINDEX INDEX CONCURRENTLY users_email_idx;', []],
  ['index renamed', 'ALTER INDEX users_email_idx RENAME TO users_mail_idx;', []],
  ['retry over an invalid index', 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (name);', [SCOPE_WARN]],
  [
    'retry that drops it first',
    'DROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE INDEX CONCURRENTLY i ON users (name);',
    [],
  ],
];

const columns: Row[] = [
  ['column', 'ALTER TABLE users ADD COLUMN x text;', []],
  ['column, constant default', "ALTER TABLE users ADD COLUMN x text NOT NULL DEFAULT '';", []],
  [
    'column, constant default, PostgreSQL 10',
    "ALTER TABLE users ADD COLUMN x text NOT NULL DEFAULT '';",
    [ONLINE],
    { version: 10 },
  ],
  ['column, now()', 'ALTER TABLE users ADD COLUMN x timestamptz NOT NULL DEFAULT now();', []],
  [
    'column, clock_timestamp()',
    'ALTER TABLE users ADD COLUMN x timestamptz DEFAULT clock_timestamp();',
    [ONLINE],
  ],
  ['column, random uuid', 'ALTER TABLE users ADD COLUMN x uuid DEFAULT gen_random_uuid();', [ONLINE]],
  [
    'column, default set after',
    'ALTER TABLE users ADD COLUMN x uuid;\nALTER TABLE users ALTER COLUMN x SET DEFAULT gen_random_uuid();',
    [],
  ],
  [
    'column, small table',
    'ALTER TABLE plans ADD COLUMN x uuid DEFAULT gen_random_uuid();',
    ['online-ddl warn'],
  ],
  ['serial column', 'ALTER TABLE users ADD COLUMN x bigserial;', [ONLINE]],
  [
    'stored generated column',
    'ALTER TABLE users ADD COLUMN x text GENERATED ALWAYS AS (name) STORED;',
    [ONLINE],
  ],
  ['not null without default', 'ALTER TABLE users ADD COLUMN x text NOT NULL;', [IN_PLACE]],
  [
    'not null without default, made here',
    'CREATE TABLE t (a int);\nALTER TABLE t ADD COLUMN x text NOT NULL;',
    [],
  ],
  ['column with a check', 'ALTER TABLE users ADD COLUMN x int CHECK (x > 0);', [ONLINE]],
  ['column that references', 'ALTER TABLE users ADD COLUMN x bigint REFERENCES orders;', []],
  ['column that is unique', 'ALTER TABLE users ADD COLUMN x text UNIQUE;', [ONLINE]],
  ['drop column', 'ALTER TABLE users DROP COLUMN age;', [CONTRACT]],
  [
    'drop and add',
    'ALTER TABLE users DROP COLUMN age;\nALTER TABLE users ADD COLUMN age text;',
    [IN_PLACE, CONTRACT],
  ],
  [
    'drop and add, one statement',
    'ALTER TABLE users DROP COLUMN age, ADD COLUMN age text;',
    [IN_PLACE, CONTRACT],
  ],
  [
    'drop one, add another',
    'ALTER TABLE users DROP COLUMN age;\nALTER TABLE users ADD COLUMN years int;',
    [CONTRACT],
  ],
  ['set default', "ALTER TABLE users ALTER COLUMN email SET DEFAULT '';", []],
  ['set not null', 'ALTER TABLE users ALTER COLUMN age SET NOT NULL;', [ONLINE]],
  ['set not null, proved', 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;', []],
  [
    'set not null, proved, PostgreSQL 11',
    'ALTER TABLE users ALTER COLUMN email SET NOT NULL;',
    [ONLINE],
    { version: 11 },
  ],
  ['set not null, check not valid', 'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;', [ONLINE]],
  ['drop not null', 'ALTER TABLE users ALTER COLUMN name DROP NOT NULL;', []],
];

const retypes: Row[] = [
  ['int to bigint', 'ALTER TABLE users ALTER COLUMN age TYPE bigint;', [IN_PLACE, ONLINE]],
  ['varchar longer', 'ALTER TABLE users ALTER COLUMN name TYPE varchar(80);', []],
  ['varchar to text', 'ALTER TABLE users ALTER COLUMN name TYPE text;', []],
  ['varchar shorter', 'ALTER TABLE users ALTER COLUMN name TYPE varchar(20);', [IN_PLACE, ONLINE]],
  ['numeric wider', 'ALTER TABLE users ALTER COLUMN balance TYPE numeric(20,2);', []],
  [
    'numeric of another scale',
    'ALTER TABLE users ALTER COLUMN balance TYPE numeric(20,4);',
    [IN_PLACE, ONLINE],
  ],
  ['of a type that nobody knows', 'ALTER TABLE others ALTER COLUMN x TYPE text;', [IN_PLACE, ONLINE]],
  ['of a small table', 'ALTER TABLE plans ALTER COLUMN id TYPE bigint;', [IN_PLACE, 'online-ddl warn']],
  ['of a table made here', 'CREATE TABLE t (a int);\nALTER TABLE t ALTER COLUMN a TYPE bigint;', []],
  ['rename column', 'ALTER TABLE users RENAME COLUMN name TO full_name;', [IN_PLACE]],
  ['rename table', 'ALTER TABLE users RENAME TO accounts;', [IN_PLACE]],
  [
    'rename table beside a view',
    'BEGIN;\nALTER TABLE users RENAME TO accounts;\nCREATE VIEW users AS SELECT * FROM accounts;\nCOMMIT;',
    [],
  ],
  [
    'rename table, view after',
    'ALTER TABLE users RENAME TO accounts;\nCREATE VIEW users AS SELECT * FROM accounts;',
    [IN_PLACE],
  ],
  [
    'rename table, view of others',
    'BEGIN;\nALTER TABLE users RENAME TO accounts;\nCREATE VIEW users AS SELECT * FROM orders;\nCOMMIT;',
    [IN_PLACE],
  ],
  ['rename value', "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';", [IN_PLACE]],
  ['rename constraint', 'ALTER TABLE users RENAME CONSTRAINT email_there TO mail_there;', []],
  ['move to another schema', 'CREATE SCHEMA old;\nALTER TABLE users SET SCHEMA old;', [IN_PLACE]],
];

const swap = (view: string): string =>
  `BEGIN;\nALTER TABLE plans RENAME TO offers;\nCREATE VIEW plans AS ${view};\nCOMMIT;`;
const views: Row[] = [
  ['all columns by name', swap('SELECT id, code, label FROM offers'), []],
  ['a column is missing', swap('SELECT id, code FROM offers'), [IN_PLACE]],
  ['rows are missing', swap('SELECT * FROM offers WHERE id > 1'), [IN_PLACE]],
  ['a column has another name', swap('SELECT id, code AS mark, label FROM offers'), [IN_PLACE]],
  ['grouped', swap('SELECT DISTINCT * FROM offers'), [IN_PLACE]],
  ['computed', swap('SELECT id, code, upper(label) AS label FROM offers'), [IN_PLACE]],
  ['joined', swap('SELECT o.* FROM offers o, users'), [IN_PLACE]],
  ['dropped again', swap('SELECT * FROM offers').replace('COMMIT', 'DROP VIEW plans;\nCOMMIT'), [IN_PLACE]],
  [
    'of a table that nobody knows',
    'BEGIN;\nALTER TABLE a RENAME TO b;\nCREATE VIEW a AS SELECT * FROM b;\nCOMMIT;',
    [],
  ],
  [
    'of a table that nobody knows, by columns',
    'BEGIN;\nALTER TABLE a RENAME TO b;\nCREATE VIEW a AS SELECT id FROM b;\nCOMMIT;',
    [IN_PLACE],
  ],
];

const constraints: Row[] = [
  ['check', 'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0);', [ONLINE]],
  ['check, not valid', 'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;', []],
  ['validate', 'ALTER TABLE orders VALIDATE CONSTRAINT total_there;', []],
  [
    'not valid and validate, one transaction',
    'BEGIN;\nALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT c;\nCOMMIT;',
    [SCOPE],
  ],
  [
    'not valid and validate, apart',
    'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT c;',
    [],
  ],
  [
    'not valid and validate, one statement',
    'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID, VALIDATE CONSTRAINT email_there;',
    [ONLINE],
  ],
  ['foreign key', 'ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users;', [ONLINE]],
  [
    'foreign key, not valid',
    'ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID;',
    [],
  ],
  [
    'foreign key of a small table',
    'ALTER TABLE plans ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES users;',
    ['online-ddl warn'],
  ],
  [
    'foreign key of a table made here',
    'CREATE TABLE t (user_id bigint);\nALTER TABLE t ADD FOREIGN KEY (user_id) REFERENCES users;',
    [],
  ],
  ['table that references', 'CREATE TABLE t (user_id bigint REFERENCES users);', []],
  ['unique', 'ALTER TABLE users ADD CONSTRAINT u UNIQUE (email);', [ONLINE]],
  [
    'unique by an index',
    'CREATE UNIQUE INDEX CONCURRENTLY u ON users (email);\nALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX u;',
    [],
  ],
  ['exclusion', 'ALTER TABLE users ADD EXCLUDE USING gist (age WITH =);', [ONLINE]],
  ['drop check', 'ALTER TABLE users DROP CONSTRAINT email_there;', []],
];

const transactions: Row[] = [
  ['concurrently in BEGIN', 'BEGIN;\nCREATE INDEX CONCURRENTLY i ON users (name);\nCOMMIT;', [SCOPE]],
  [
    'concurrently, a comment before BEGIN',
    '-- a note\nBEGIN;\nCREATE INDEX CONCURRENTLY i ON users (name);\nCOMMIT;',
    [SCOPE],
  ],
  ["concurrently in the runner's", 'CREATE INDEX CONCURRENTLY i ON users (name);', [SCOPE], runner],
  [
    'concurrently in one string with others',
    'CREATE INDEX CONCURRENTLY i ON users (name);',
    [SCOPE],
    implicit,
  ],
  [
    'column and backfill',
    'BEGIN;\nALTER TABLE users ADD COLUMN x text;\nUPDATE users SET x = name;\nCOMMIT;',
    [BATCHED, SCOPE],
  ],
  [
    "column and backfill, the runner's",
    'ALTER TABLE users ADD COLUMN x text;\nUPDATE users SET x = name;',
    [BATCHED, SCOPE],
    runner,
  ],
  [
    'column and one row',
    'ALTER TABLE users ADD COLUMN x text;\nUPDATE users SET x = name WHERE id = 1;',
    [],
    runner,
  ],
  [
    'column and one seed',
    "ALTER TABLE users ADD COLUMN x text;\nINSERT INTO plans VALUES (1, 'a', 'b');",
    [],
    runner,
  ],
  [
    'column and copy to a new table',
    'ALTER TABLE users ADD COLUMN x text;\nCREATE TABLE t AS SELECT * FROM orders;',
    [SCOPE],
    runner,
  ],
  [
    'two tables',
    'ALTER TABLE users ADD COLUMN x text;\nALTER TABLE orders ADD COLUMN x text;',
    [SCOPE_WARN],
    runner,
  ],
  ['two tables, apart', 'ALTER TABLE users ADD COLUMN x text;\nALTER TABLE orders ADD COLUMN x text;', []],
  [
    'one of two made here',
    'CREATE TABLE t (a int);\nALTER TABLE t ADD COLUMN x text;\nALTER TABLE orders ADD COLUMN x text;',
    [],
    runner,
  ],
  [
    'enum value used at once',
    "ALTER TYPE mood ADD VALUE 'glad';\nUPDATE users SET feeling = 'glad' WHERE id = 1;",
    [SCOPE],
    runner,
  ],
  ['enum value added', "ALTER TYPE mood ADD VALUE 'glad';", [], runner],
  [
    'enum value added, PostgreSQL 11',
    "ALTER TYPE mood ADD VALUE 'glad';",
    [SCOPE],
    { ...runner, version: 11 },
  ],
  ['vacuum', 'VACUUM users;', [SCOPE], runner],
];

const rows: Row[] = [
  ['update all', 'UPDATE users SET active = true;', [BATCHED]],
  ['update all of a small table', "UPDATE plans SET label = 'x';", ['batched-data warn']],
  ['update what is missing', "UPDATE users SET email = '' WHERE email IS NULL;", [BATCHED]],
  ['update by key', 'UPDATE users SET active = true WHERE id = 7;', []],
  ['update by range', 'UPDATE users SET active = true WHERE id BETWEEN 1 AND 10000;', []],
  ['update WHERE true', 'UPDATE users SET active = true WHERE 1 = 1;', [BATCHED]],
  ['delete all', 'DELETE FROM orders;', [BATCHED]],
  ['delete by key', 'DELETE FROM orders WHERE id = 7;', []],
  ['truncate', 'TRUNCATE orders;', [BATCHED]],
  ['insert', "INSERT INTO plans VALUES (1, 'a', 'b');", []],
  [
    'fill a table made here',
    'CREATE TABLE t (a bigint);\nINSERT INTO t VALUES (1);\nUPDATE t SET a = 2;',
    [],
  ],
  ['triggers off', 'ALTER TABLE users DISABLE TRIGGER ALL;', [BATCHED]],
  ['replication role', 'SET session_replication_role = replica;', [BATCHED]],
  ['vacuum full', 'VACUUM FULL users;', [ONLINE]],
  ['refresh', 'REFRESH MATERIALIZED VIEW totals;', [ONLINE]],
  [
    'refresh of a small one',
    'REFRESH MATERIALIZED VIEW totals;',
    ['online-ddl warn'],
    { rows: { totals: 50 } },
  ],
  ['sequence restarted', 'CREATE SEQUENCE s;\nALTER SEQUENCE s RESTART;', []],
];

const unseen: Row[] = [
  ['syntax error', 'ALTER TABEL users ADD COLUMN x int;', [UNREADABLE]],
  ['computed SQL', "DO $$ BEGIN EXECUTE 'DROP TABLE ' || current_user; END $$;", [UNREADABLE]],
  ['a plain block', 'DO $$ BEGIN ALTER TABLE users ADD COLUMN x int; END $$;', ['unreadable-migration warn']],
  [
    'a block that does two things',
    'DO $$ BEGIN ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c; END $$;',
    [SCOPE, 'unreadable-migration warn'],
  ],
  ['a function that nobody knows', 'SELECT do_it();', [UNREADABLE]],
  ['call', 'CALL do_it();', [UNREADABLE]],
  ['include', '\\i other.sql', [UNREADABLE]],
  ['comments alone', '-- nothing to do', []],
];

const parts: Row[] = [
  [
    'new partition',
    "CREATE TABLE p PARTITION OF events FOR VALUES FROM ('2026-05-01') TO ('2026-06-01');",
    [],
    { before: PARTS },
  ],
  [
    'new partition beside the rest',
    "CREATE TABLE p PARTITION OF events FOR VALUES FROM ('2026-05-01') TO ('2026-06-01');",
    [ONLINE],
    { before: PARTS_AND_REST },
  ],
  [
    'attach',
    "ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');",
    [ONLINE],
    { before: PARTS },
  ],
  [
    'attach what is new',
    "CREATE TABLE p (id bigint, day date);\nALTER TABLE events ATTACH PARTITION p FOR VALUES FROM ('2026-05-01') TO ('2026-06-01');",
    [],
    { before: PARTS },
  ],
  [
    'attach what is new, beside the rest',
    "CREATE TABLE p (id bigint, day date);\nALTER TABLE events ATTACH PARTITION p FOR VALUES FROM ('2026-05-01') TO ('2026-06-01');",
    [ONLINE],
    { before: PARTS_AND_REST },
  ],
  ['detach', 'ALTER TABLE events DETACH PARTITION events_1;', [CONTRACT], { before: PARTS }],
  [
    'detach, concurrently',
    'ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY;',
    [],
    { before: PARTS },
  ],
  [
    'detach, concurrently, in a transaction',
    'ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY;',
    [SCOPE],
    { before: PARTS, ...runner },
  ],
  ['index of all partitions', 'CREATE INDEX i ON events (day);', [ONLINE], { before: PARTS }],
];

const others: Row[] = [
  [
    'two columns, one rewritten',
    'ALTER TABLE users ADD COLUMN x int, ALTER COLUMN age TYPE bigint;',
    [IN_PLACE, ONLINE],
  ],
  [
    'drop a foreign key',
    'ALTER TABLE orders DROP CONSTRAINT f;',
    [],
    { before: `${BEFORE}ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users;` },
  ],
  ['drop a constraint that nobody knows', 'ALTER TABLE others DROP CONSTRAINT f;', [CONTRACT]],
  ['drop a table', 'DROP TABLE orders CASCADE;', [CONTRACT]],
  ['drop a table made here', 'CREATE TABLE t (a int);\nDROP TABLE t;', []],
  [
    'domain',
    'ALTER DOMAIN d ADD CHECK (VALUE > 0);',
    [ONLINE],
    { before: 'CREATE DOMAIN d AS int;\nCREATE TABLE users (a d);' },
  ],
  [
    'domain, not valid',
    'ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;',
    [],
    { before: 'CREATE DOMAIN d AS int;\nCREATE TABLE users (a d);' },
  ],
  [
    'trigger',
    'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\nCREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f();',
    [],
  ],
  [
    'comment and statistics',
    "COMMENT ON COLUMN users.name IS 'x';\nALTER TABLE users ALTER COLUMN name SET STATISTICS 500;\nANALYZE users;",
    [],
  ],
  ['cluster', 'CLUSTER users USING users_email_idx;', [ONLINE]],
  ['set logged', 'ALTER TABLE users SET UNLOGGED;', [ONLINE]],
  [
    'lock by hand, then work',
    'BEGIN;\nLOCK TABLE users IN ACCESS EXCLUSIVE MODE;\nUPDATE orders SET status = total::text;\nCOMMIT;',
    [BATCHED, SCOPE],
  ],
  [
    'merge',
    'MERGE INTO users u USING orders o ON o.user_id = u.id WHEN MATCHED THEN UPDATE SET age = 1;',
    [BATCHED],
  ],
  [
    'written in a WITH',
    'WITH gone AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM gone;',
    [BATCHED],
  ],
  ['taken back', 'BEGIN;\nALTER TABLE users ALTER COLUMN age TYPE bigint;\nROLLBACK;', []],
  ['quoted names', 'CREATE TABLE "Odd Name" ("a.b" int);\nCREATE INDEX "x y" ON "Odd Name" ("a.b");', []],
  ['of another engine', 'ALTER TABLE users ADD COLUMN x int;', [UNREADABLE], { engine: 'mysql', before: '' }],
];

const ALL = [
  ...indexes,
  ...columns,
  ...retypes,
  ...views,
  ...constraints,
  ...transactions,
  ...rows,
  ...unseen,
  ...parts,
  ...others,
];

test.each(ALL)('%s: %s', (_, sql, expected, story) => {
  expect(tell(sql, story)).toEqual(expected.toSorted());
});

test('without a lock timeout each blocking statement would wait for ever: told once per file', () => {
  const sql = 'ALTER TABLE users ADD COLUMN x int;\nALTER TABLE users ADD COLUMN y int;';
  const found = lint(sql, { before: BEFORE }).filter(
    ({ rule, status }) => rule === 'lock-timeout' && status !== 'ok',
  );
  expect(found.map(({ status, line }) => [status, line])).toEqual([['warn', 1]]);
  expect(told(`SET LOCAL lock_timeout = '1s';\n${sql}`, { before: BEFORE })).toEqual(['lock-timeout warn']);
  expect(told(`SET LOCAL lock_timeout = '1s';\n${sql}`, { before: BEFORE, transaction: 'runner' })).toEqual(
    [],
  );
});

test('steps are written with the names, keys and types of this very schema', () => {
  const next = (sql: string, rule: string): string | undefined =>
    lint(sql, { before: 'CREATE TABLE t ("Key" uuid PRIMARY KEY, a int, b int);' }).find(
      (found) => found.rule === rule,
    )?.next;
  expect(next('UPDATE t SET a = b;', 'batched-data')).toMatch(
    /\nUPDATE t SET a = b\nWHERE "Key" IN \(SELECT "Key" FROM t WHERE "Key" > :last ORDER BY "Key" LIMIT 10000\);$/,
  );
  expect(
    next('ALTER TABLE t DROP COLUMN a;\nALTER TABLE t ADD COLUMN a numeric(4,1);', 'in-place-change'),
  ).toContain('ALTER TABLE t ADD COLUMN a_new numeric(4,1);');
});

test('every finding that holds something up says what, why and what to do, in words of this very schema', () => {
  for (const [, sql, , story] of ALL) {
    const found = lint(sql, { before: BEFORE, ...story }).filter(({ status }) => status !== 'ok');
    for (const { rule, message, why, next, path, line } of found) {
      expect({ rule, sql, message }).toMatchObject({ message: expect.stringMatching(/\S.*\.$|\S: .+/s) });
      expect(why, `${rule} on ${sql}`).not.toBe('');
      expect(next, `${rule} on ${sql}`).not.toBe('');
      expect([path, line !== null && line > 0]).toEqual(['m/0002_next.sql', true]);
    }
  }
});
