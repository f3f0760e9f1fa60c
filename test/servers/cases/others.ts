import { casesOf } from './case.ts';

const fn = "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";
const trigger = `${fn} CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE PROCEDURE touch();`;
const view = 'CREATE VIEW v AS SELECT id, name FROM users;';
const matview = 'CREATE MATERIALIZED VIEW m AS SELECT id, name FROM users; CREATE UNIQUE INDEX mi ON m (id);';

const programs = casesOf('program', '', {
  'create-function': 'CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
  'replace-function': {
    setup: 'CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 2 $$;',
    statement: 'CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
  },
  'drop-function': {
    setup: 'CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 2 $$;',
    statement: 'DROP FUNCTION one()',
  },
  'create-trigger': {
    setup: fn,
    statement: 'CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE PROCEDURE touch()',
  },
  'drop-trigger': { setup: trigger, statement: 'DROP TRIGGER t ON users' },
  'rename-trigger': { setup: trigger, statement: 'ALTER TRIGGER t ON users RENAME TO t2' },
  'disable-trigger': { setup: trigger, statement: 'ALTER TABLE users DISABLE TRIGGER t' },
  'disable-trigger-all': { setup: trigger, statement: 'ALTER TABLE users DISABLE TRIGGER ALL' },
  'enable-trigger': { setup: trigger, statement: 'ALTER TABLE users ENABLE TRIGGER t' },
  'create-rule': 'CREATE RULE r AS ON DELETE TO users DO ALSO NOTIFY gone',
  'create-rule-instead': 'CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING',
  'disable-rule': {
    setup: 'CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING;',
    statement: 'ALTER TABLE users DISABLE RULE r',
  },
  'drop-rule': {
    setup: 'CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING;',
    statement: 'DROP RULE r ON users',
  },
  'enable-security': 'ALTER TABLE users ENABLE ROW LEVEL SECURITY',
  'disable-security': 'ALTER TABLE users DISABLE ROW LEVEL SECURITY',
  'force-security': 'ALTER TABLE users FORCE ROW LEVEL SECURITY',
  'create-policy': 'CREATE POLICY own ON users USING (age > 1)',
  'create-restrictive-policy': 'CREATE POLICY own ON users AS RESTRICTIVE USING (age > 1)',
  'alter-policy': {
    setup: 'CREATE POLICY own ON users USING (age > 1);',
    statement: 'ALTER POLICY own ON users USING (age > 2)',
  },
  'drop-policy': {
    setup: 'CREATE POLICY own ON users USING (age > 1);',
    statement: 'DROP POLICY own ON users',
  },
  'create-extension': 'CREATE EXTENSION citext',
  'create-schema': 'CREATE SCHEMA shop',
  'drop-schema-cascade': {
    setup: 'CREATE SCHEMA shop; CREATE TABLE shop.orders (id integer REFERENCES accounts);',
    statement: 'DROP SCHEMA shop CASCADE',
  },
  publication: {
    statement: 'CREATE PUBLICATION lk FOR TABLE users',
  },
});

const views = casesOf('view', '', {
  create: 'CREATE VIEW v AS SELECT id, name FROM users',
  read: 'SELECT count(*) FROM users',
  'replace-with-fewer': {
    setup: view,
    statement: 'CREATE OR REPLACE VIEW v AS SELECT id FROM users',
    refused: '42P16',
  },
  'replace-appending': {
    setup: view,
    statement: 'CREATE OR REPLACE VIEW v AS SELECT id, name, email FROM users',
  },
  drop: { setup: view, statement: 'DROP VIEW v' },
  'drop-cascade': { setup: `${view} CREATE VIEW w AS SELECT * FROM v;`, statement: 'DROP VIEW v CASCADE' },
  'create-materialized': 'CREATE MATERIALIZED VIEW m AS SELECT id, name FROM users',
  'create-materialized-no-data': {
    statement: 'CREATE MATERIALIZED VIEW m AS SELECT id, name FROM users WITH NO DATA',
    differs: { load: 'WITH NO DATA is not looked at; nothing blocks while it reads' },
  },
  refresh: { setup: matview, statement: 'REFRESH MATERIALIZED VIEW m' },
  'refresh-concurrently': {
    setup: matview,
    statement: 'REFRESH MATERIALIZED VIEW CONCURRENTLY m',
    differs: { load: 'REFRESH is told as a rewrite in every form; this one changes the rows that differ' },
  },
  'drop-materialized': { setup: matview, statement: 'DROP MATERIALIZED VIEW m' },
  'drop-used-column-cascade': { setup: view, statement: 'ALTER TABLE users DROP COLUMN name CASCADE' },
  'drop-table-cascade': { setup: view, statement: 'DROP TABLE users CASCADE' },
  'set-option': { setup: view, statement: 'ALTER VIEW v SET (security_barrier = true)' },
});

const sequences = casesOf('sequence', 'CREATE SEQUENCE s;', {
  create: 'CREATE SEQUENCE s2',
  restart: 'ALTER SEQUENCE s RESTART WITH 100',
  increment: 'ALTER SEQUENCE s INCREMENT BY 2',
  'as-integer': 'ALTER SEQUENCE s AS integer',
  'owned-by': 'ALTER SEQUENCE s OWNED BY users.id',
  setval: "SELECT setval('s', 100)",
  nextval: "SELECT nextval('s')",
  drop: 'DROP SEQUENCE s',
  'drop-used-cascade': {
    setup: "ALTER TABLE users ALTER COLUMN id SET DEFAULT nextval('s');",
    statement: 'DROP SEQUENCE s CASCADE',
  },
});

const rows = casesOf('rows', '', {
  update: "UPDATE users SET name = 'x'",
  'update-where': "UPDATE users SET name = 'x' WHERE age > 3",
  'update-from': 'UPDATE users SET name = a.label FROM accounts a WHERE a.id = users.account_id',
  delete: 'DELETE FROM users',
  'delete-where': 'DELETE FROM users WHERE age > 3',
  insert: "INSERT INTO users (id, name) VALUES (100, 'x')",
  'insert-select': 'INSERT INTO accounts (id, label) SELECT id + 100, name FROM users',
  merge: {
    statement:
      'MERGE INTO accounts USING users ON accounts.id = users.id WHEN MATCHED THEN UPDATE SET label = users.name',
    from: 15,
  },
  'cte-delete': 'WITH gone AS (DELETE FROM users RETURNING id) SELECT count(*) FROM gone',
  'record-migration': {
    setup: 'CREATE TABLE schema_migrations (version text PRIMARY KEY);',
    statement: "INSERT INTO schema_migrations (version) VALUES ('1')",
  },
  'select-into': 'SELECT id, name INTO people FROM users',
});

export const otherCases = [...programs, ...views, ...sequences, ...rows];
