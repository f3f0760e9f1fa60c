/** Single statements that fail, swallow writes, or wait for longer than they seem to. */
import { beforeAll, expect, test } from 'vitest';
import { type LintStory, lint, prepareStories, told } from './lint-story.ts';

const BEFORE = `
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, note text);
CREATE TABLE plans (id bigint PRIMARY KEY, label text);
CREATE VIEW people AS SELECT id, name FROM users;
CREATE DOMAIN used AS int;
CREATE DOMAIN over_used AS used;
CREATE DOMAIN unused AS int;
CREATE TABLE counts (n over_used);
CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
`;
const ONLINE = 'online-ddl block';
const IN_PLACE = 'in-place-change block';
const BATCHED = 'batched-data block';
const SCOPE = 'transaction-scope block';
const TIMEOUT = 'lock-timeout warn';

beforeAll(prepareStories);

const tell = (sql: string, story: LintStory = {}): string[] =>
  told(`SET lock_timeout = '5s';\n${sql}`, { before: BEFORE, rows: { plans: 12 }, ...story });
type Row = [sql: string, expected: string[], story?: LintStory];

const nothingKnown: LintStory = { before: '' };
const domains: Row[] = [
  ['ALTER DOMAIN used ADD CONSTRAINT c CHECK (VALUE > 0)', [ONLINE]],
  ['ALTER DOMAIN unused ADD CONSTRAINT c CHECK (VALUE > 0)', []],
  ['ALTER DOMAIN other ADD CONSTRAINT c CHECK (VALUE > 0)', [ONLINE]],
  ['ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0)', [ONLINE], nothingKnown],
  ['ALTER DOMAIN d SET NOT NULL', [ONLINE], nothingKnown],
  ['ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID', [], nothingKnown],
  ['ALTER DOMAIN d VALIDATE CONSTRAINT c', ['online-ddl warn'], nothingKnown],
  ['ALTER DOMAIN used VALIDATE CONSTRAINT c', [ONLINE]],
  ['ALTER DOMAIN d SET DEFAULT 1', [], nothingKnown],
  ['ALTER DOMAIN d DROP CONSTRAINT c', [], nothingKnown],
  ['CREATE DOMAIN d AS int; ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0)', [], nothingKnown],
];

const indexes: Row[] = [
  ['CREATE UNIQUE INDEX i ON ONLY events (id, day)', []],
  ['ALTER TABLE users ADD COLUMN t timestamptz DEFAULT now()', []],
  ['ALTER TABLE users ADD COLUMN t timestamptz DEFAULT now(3)', [ONLINE]],
  ['CREATE INDEX CONCURRENTLY i ON events (day)', [ONLINE]],
  ['CREATE UNIQUE INDEX CONCURRENTLY i ON events (id, day)', [ONLINE]],
  ['CREATE INDEX CONCURRENTLY i ON ONLY events (day)', [ONLINE]],
  ['CREATE INDEX CONCURRENTLY i ON events_1 (day)', []],
  ['CREATE TABLE e (a int) PARTITION BY LIST (a); CREATE INDEX CONCURRENTLY i ON e (a)', [ONLINE]],
];

const rules: Row[] = [
  ['CREATE RULE r AS ON INSERT TO users DO INSTEAD NOTHING', [IN_PLACE]],
  ['CREATE RULE r AS ON UPDATE TO users DO INSTEAD DELETE FROM orders', [IN_PLACE]],
  ['CREATE RULE r AS ON INSERT TO users DO ALSO NOTIFY made', []],
  ['CREATE RULE r AS ON INSERT TO people DO INSTEAD INSERT INTO users (id) VALUES (NEW.id)', []],
  ['CREATE TABLE t (a int); CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING', []],
  ['ALTER TABLE users DISABLE RULE r', [BATCHED]],
  ['ALTER TABLE users ENABLE RULE r', []],
  ['CREATE TABLE t (a int); ALTER TABLE t DISABLE RULE r', []],
];

const upserts: Row[] = [
  [
    'INSERT INTO users SELECT id, note FROM orders ON CONFLICT (id) DO UPDATE SET name = excluded.name',
    [BATCHED],
  ],
  [
    'INSERT INTO users SELECT id, note FROM orders WHERE user_id = 1 ON CONFLICT (id) DO UPDATE SET name = excluded.name',
    ['batched-data warn'],
  ],
  [
    'INSERT INTO users SELECT id, note FROM orders LIMIT 500 ON CONFLICT (id) DO UPDATE SET name = excluded.name',
    [],
  ],
  ["INSERT INTO users VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name", []],
  ['INSERT INTO users SELECT id, note FROM orders ON CONFLICT DO NOTHING', []],
];

const required = 'ALTER TABLE t ADD COLUMN b text NOT NULL';
const filled: Row[] = [
  [`CREATE TABLE t (a int); INSERT INTO t VALUES (1); ${required}`, [IN_PLACE]],
  [`CREATE TABLE t (a int); INSERT INTO t SELECT 1; ${required}`, [IN_PLACE]],
  [`CREATE TABLE t AS SELECT id AS a FROM plans; ${required}`, [IN_PLACE]],
  [`CREATE TABLE t AS SELECT id AS a FROM plans WITH NO DATA; ${required}`, []],
  [`CREATE TABLE t (a int); ${required}; INSERT INTO t VALUES (1, 'b')`, []],
  [`CREATE TABLE t (a int); INSERT INTO t VALUES (1); TRUNCATE t; ${required}`, []],
  [`CREATE TABLE t (a int); INSERT INTO t VALUES (1); ${required} DEFAULT ''`, []],
  [`CREATE TABLE t (a int); CREATE TABLE s (a int); INSERT INTO s VALUES (1); ${required}`, []],
];

const add = 'ALTER TABLE users ADD COLUMN x text';
const after = (query: string): string => `BEGIN; ${add}; ${query}; COMMIT`;
const reads: Row[] = [
  [after('SELECT count(*) FROM orders'), [SCOPE]],
  [after('SELECT * FROM orders WHERE note IS NOT NULL LIMIT 1'), [SCOPE]],
  [after('SELECT * FROM orders LIMIT 1'), []],
  [after('SELECT count(*) FROM plans'), ['transaction-scope warn']],
  [after('SELECT note FROM orders WHERE id = 5'), []],
  [after('SELECT 1'), []],
  [after("SELECT count(*) FROM information_schema.columns WHERE table_name = 'users'"), []],
  [after("SELECT oid FROM pg_class WHERE relname = 'users'"), []],
  [after('CREATE TABLE t (a int); SELECT count(*) FROM t'), []],
  [`BEGIN; SELECT count(*) FROM orders; ${add}; COMMIT`, []],
  [`SELECT count(*) FROM orders; ${add}`, []],
];

const SEEN = 'unreadable-migration warn';
const inBlock = (body: string): string => `DO $$ DECLARE r record; BEGIN ${body}; END $$`;
const blocks: Row[] = [
  [inBlock('UPDATE users SET name = id::text'), [BATCHED, SEEN]],
  [inBlock('IF true THEN DELETE FROM orders; END IF'), [BATCHED, SEEN]],
  [
    inBlock('FOR r IN SELECT * FROM users LOOP UPDATE users SET name = r.id WHERE id = r.id; END LOOP'),
    [BATCHED, SEEN],
  ],
  [inBlock("EXECUTE 'TRUNCATE orders'"), [BATCHED, SEEN]],
  [inBlock('CREATE RULE r AS ON INSERT TO users DO INSTEAD NOTHING'), [IN_PLACE, SEEN]],
  [inBlock('ALTER DOMAIN used ADD CONSTRAINT c CHECK (VALUE < 5)'), [ONLINE, SEEN]],
  [inBlock(`${add}; PERFORM count(*) FROM orders`), [SCOPE, SEEN]],
  [
    inBlock('CREATE TABLE t (a int); INSERT INTO t VALUES (1); ALTER TABLE t ADD COLUMN b int NOT NULL'),
    [IN_PLACE, SEEN],
  ],
  [
    inBlock('BEGIN DROP TABLE orders; EXCEPTION WHEN others THEN NULL; END'),
    ['undeclared-contract block', SEEN],
  ],
  [
    inBlock('DROP VIEW people; CREATE VIEW people AS SELECT id, name FROM users'),
    ['undeclared-contract block', SEEN],
  ],
];

const timeouts: Row[] = [
  [`SET lock_timeout = '10min'; ${add}`, [TIMEOUT]],
  [`SET lock_timeout = '61s'; ${add}`, [TIMEOUT]],
  [`SET lock_timeout = '1min'; ${add}`, []],
  [`SET lock_timeout = '1h'; SET lock_timeout = '2s'; ${add}`, []],
  [`SET lock_timeout = '1h'; CREATE INDEX CONCURRENTLY i ON users (name)`, []],
];

test.each([...domains, ...indexes, ...rules, ...upserts, ...filled, ...reads, ...blocks, ...timeouts])(
  '%s',
  (sql, expected, story) => {
    expect(tell(sql, story)).toEqual(expected.toSorted());
  },
);

test('says how long it would wait', () => {
  const [found] = lint(`SET lock_timeout = '10min';\n${add};`, { before: BEFORE }).filter(
    ({ rule }) => rule === 'lock-timeout',
  );
  expect(found).toMatchObject({
    message: `${add} would wait for ACCESS EXCLUSIVE on users for up to 10 minutes.`,
    seen: 'lock_timeout is 10 minutes here',
  });
});
