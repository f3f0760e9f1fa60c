import { casesOf } from './case.ts';

const fn = "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";

/** Removals without CASCADE. Whether the server refuses them (2BP01) must be what `dependents` says; nothing is written here. */
export const dependentCases = casesOf('dependents', '', {
  'column-of-view': {
    setup: 'CREATE VIEW v AS SELECT name FROM users;',
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'column-beside-view': {
    setup: 'CREATE VIEW v AS SELECT name FROM users;',
    statement: 'ALTER TABLE users DROP COLUMN email',
  },
  'column-of-star-view': {
    setup: 'CREATE VIEW v AS SELECT * FROM users;',
    statement: 'ALTER TABLE users DROP COLUMN email',
  },
  'column-added-after-star-view': {
    setup: 'CREATE VIEW v AS SELECT * FROM users; ALTER TABLE users ADD COLUMN late text;',
    statement: 'ALTER TABLE users DROP COLUMN late',
  },
  'column-of-view-predicate': {
    setup: 'CREATE VIEW v AS SELECT u.name FROM users u WHERE u.age > 3;',
    statement: 'ALTER TABLE users DROP COLUMN age',
  },
  'column-of-join': {
    setup: 'CREATE VIEW v AS SELECT u.name, a.label FROM users u JOIN accounts a ON a.id = u.account_id;',
    statement: 'ALTER TABLE users DROP COLUMN account_id',
  },
  'unqualified-column-of-join': {
    setup: 'CREATE VIEW v AS SELECT name, label FROM users u JOIN accounts a ON a.id = u.account_id;',
    statement: 'ALTER TABLE accounts DROP COLUMN label',
  },
  'column-of-subquery': {
    setup: 'CREATE VIEW v AS SELECT id FROM accounts WHERE id IN (SELECT account_id FROM users);',
    statement: 'ALTER TABLE users DROP COLUMN account_id',
  },
  'column-of-cte': {
    setup: 'CREATE VIEW v AS WITH x AS (SELECT email AS e FROM users) SELECT e FROM x;',
    statement: 'ALTER TABLE users DROP COLUMN email',
  },
  'column-of-materialized-view': {
    setup: 'CREATE MATERIALIZED VIEW m AS SELECT name FROM users;',
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'table-of-view': { setup: 'CREATE VIEW v AS SELECT name FROM users;', statement: 'DROP TABLE users' },
  'table-of-counting-view': {
    setup: 'CREATE VIEW v AS SELECT count(*) FROM users;',
    statement: 'DROP TABLE users',
  },
  'column-of-counting-view': {
    setup: 'CREATE VIEW v AS SELECT count(*) FROM users;',
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'view-of-view': {
    setup: 'CREATE VIEW v AS SELECT name FROM users; CREATE VIEW w AS SELECT name FROM v;',
    statement: 'DROP VIEW v',
  },
  'view-dropped-before': {
    setup: 'CREATE VIEW v AS SELECT name FROM users; DROP VIEW v;',
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'view-replaced-before': {
    setup:
      'CREATE VIEW v AS SELECT id FROM users WHERE age > 1; CREATE OR REPLACE VIEW v AS SELECT id FROM users;',
    statement: 'ALTER TABLE users DROP COLUMN age',
  },
  'view-of-renamed-column': {
    setup: 'CREATE VIEW v AS SELECT name FROM users; ALTER TABLE users RENAME COLUMN name TO full_name;',
    statement: 'ALTER TABLE users DROP COLUMN full_name',
  },
  'view-of-renamed-table': {
    setup: 'CREATE VIEW v AS SELECT name FROM users; ALTER TABLE users RENAME TO people;',
    statement: 'DROP TABLE people',
  },
  'referenced-table': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts;',
    statement: 'DROP TABLE accounts',
  },
  'referenced-table-with-child': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts;',
    statement: 'DROP TABLE accounts, users',
  },
  'table-referenced-by-itself': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES users (id);',
    statement: 'DROP TABLE users',
  },
  'referenced-column': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts (id);',
    statement: 'ALTER TABLE accounts DROP COLUMN id',
  },
  'referenced-key': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts (id);',
    statement: 'ALTER TABLE accounts DROP CONSTRAINT accounts_pkey',
  },
  'referenced-unique-index': {
    setup:
      'CREATE UNIQUE INDEX i ON accounts (label); ALTER TABLE users ADD FOREIGN KEY (name) REFERENCES accounts (label) NOT VALID;',
    statement: 'DROP INDEX i',
  },
  'foreign-key-dropped-before': {
    setup:
      'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts; ALTER TABLE users DROP CONSTRAINT fk;',
    statement: 'DROP TABLE accounts',
  },
  'referencing-column': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts;',
    statement: 'ALTER TABLE users DROP COLUMN account_id',
  },
  'column-of-generated': {
    setup: 'ALTER TABLE users ADD COLUMN twice integer GENERATED ALWAYS AS (age * 2) STORED;',
    statement: 'ALTER TABLE users DROP COLUMN age',
    from: 12,
    tellsMore: { why: 'up to 14 the generated column silently goes with it', to: 14 },
  },
  'generated-column': {
    setup: 'ALTER TABLE users ADD COLUMN twice integer GENERATED ALWAYS AS (age * 2) STORED;',
    statement: 'ALTER TABLE users DROP COLUMN twice',
    from: 12,
  },
  'column-of-trigger': {
    setup: `${fn} CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE PROCEDURE touch();`,
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'column-of-trigger-condition': {
    setup: `${fn} CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE PROCEDURE touch();`,
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'column-beside-trigger': {
    setup: `${fn} CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE PROCEDURE touch();`,
    statement: 'ALTER TABLE users DROP COLUMN email',
  },
  'function-of-trigger': {
    setup: `${fn} CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE PROCEDURE touch();`,
    statement: 'DROP FUNCTION touch()',
  },
  'table-of-trigger': {
    setup: `${fn} CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE PROCEDURE touch();`,
    statement: 'DROP TABLE users',
  },
  'column-of-policy': {
    setup: 'CREATE POLICY own ON users USING (age > 1);',
    statement: 'ALTER TABLE users DROP COLUMN age',
  },
  'column-beside-policy': {
    setup: 'CREATE POLICY own ON users USING (age > 1);',
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'table-of-policy': {
    setup: 'CREATE POLICY own ON users USING (age > 1);',
    statement: 'DROP TABLE users',
  },
  'table-of-other-policy': {
    setup: 'CREATE POLICY own ON users USING (EXISTS (SELECT 1 FROM accounts a WHERE a.id = account_id));',
    statement: 'DROP TABLE accounts',
  },
  'column-of-index': {
    setup: 'CREATE INDEX i ON users (name);',
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'type-of-column': 'DROP TYPE mood',
  'type-unused': { setup: 'ALTER TABLE users DROP COLUMN feeling;', statement: 'DROP TYPE mood' },
  'domain-of-column': {
    setup: 'CREATE DOMAIN slug AS text; ALTER TABLE users ADD COLUMN s slug;',
    statement: 'DROP DOMAIN slug',
  },
  'type-of-function': {
    setup:
      'ALTER TABLE users DROP COLUMN feeling; CREATE FUNCTION f(m mood) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;',
    statement: 'DROP TYPE mood',
  },
  'function-of-view': {
    setup:
      'CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE VIEW v AS SELECT one();',
    statement: 'DROP FUNCTION one()',
  },
  'function-of-default': {
    setup:
      'CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; ALTER TABLE users ALTER COLUMN age SET DEFAULT one();',
    statement: 'DROP FUNCTION one()',
  },
  'function-of-check': {
    setup:
      'CREATE FUNCTION big(integer) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$; ALTER TABLE users ADD CHECK (big(age));',
    statement: 'DROP FUNCTION big(integer)',
  },
  'column-of-string-function': {
    setup: 'CREATE FUNCTION names() RETURNS SETOF text LANGUAGE sql AS $$ SELECT name FROM users $$;',
    statement: 'ALTER TABLE users DROP COLUMN name',
    tellsMore: { why: 'the server does not look into a body that is a string; it breaks when it is called' },
  },
  'column-of-atomic-function': {
    setup:
      'CREATE FUNCTION names() RETURNS SETOF text LANGUAGE sql BEGIN ATOMIC SELECT name FROM users; END;',
    statement: 'ALTER TABLE users DROP COLUMN name',
    from: 14,
  },
  'function-with-row-type': {
    setup: 'CREATE FUNCTION f(u users) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;',
    statement: 'DROP TABLE users',
  },
  'sequence-of-default': {
    setup: "CREATE SEQUENCE s; ALTER TABLE users ALTER COLUMN id SET DEFAULT nextval('s');",
    statement: 'DROP SEQUENCE s',
  },
  'schema-with-table': {
    setup: 'CREATE SCHEMA shop; CREATE TABLE shop.orders (id integer);',
    statement: 'DROP SCHEMA shop',
  },
  'schema-empty': { setup: 'CREATE SCHEMA shop;', statement: 'DROP SCHEMA shop' },
  'parent-table': {
    setup: 'CREATE TABLE admins (level integer) INHERITS (users);',
    statement: 'DROP TABLE users',
  },
  'column-of-parent': {
    setup: 'CREATE TABLE admins (level integer) INHERITS (users);',
    statement: 'ALTER TABLE users DROP COLUMN name',
  },
  'column-of-grouped-view': {
    setup: 'CREATE VIEW v AS SELECT id, name FROM users GROUP BY id;',
    statement: 'ALTER TABLE users DROP CONSTRAINT users_pkey',
  },
  'column-of-rule': {
    setup: 'CREATE RULE r AS ON UPDATE TO users WHERE OLD.age > 3 DO INSTEAD NOTHING;',
    statement: 'ALTER TABLE users DROP COLUMN age',
  },
});
