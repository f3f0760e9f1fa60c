import { casesOf } from './case.ts';

const notNull = casesOf('not-null', '', {
  set: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  'set-on-not-null': 'ALTER TABLE users ALTER COLUMN id SET NOT NULL',
  drop: {
    setup: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL;',
    statement: 'ALTER TABLE users ALTER COLUMN name DROP NOT NULL',
  },
  'proved-by-check': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL);',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'proved-by-validated-check': {
    setup:
      'ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c;',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'not-proved-by-not-valid-check': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL) NOT VALID;',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'proved-by-and': {
    setup: "ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL AND name <> '');",
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'not-proved-by-or': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL OR age > 0);',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'not-proved-by-comparison': {
    setup: "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '');",
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'proved-by-not-is-null': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (NOT (name IS NULL));',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'not-proved-by-check-not-enforced': {
    setup: 'CREATE TABLE o (a integer, CHECK (a IS NOT NULL) NOT ENFORCED); INSERT INTO o VALUES (1);',
    statement: 'ALTER TABLE o ALTER COLUMN a SET NOT NULL',
    from: 18,
  },
  'check-of-another-column': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL);',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
  'two-one-proved': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL);',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL, ALTER COLUMN email SET NOT NULL',
  },
  'check-dropped-with-it': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL);',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL, DROP CONSTRAINT c',
  },
  'check-dropped-first': {
    setup: 'ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL);',
    statement: 'ALTER TABLE users DROP CONSTRAINT c, ALTER COLUMN name SET NOT NULL',
  },
  'as-constraint': {
    statement: 'ALTER TABLE users ADD CONSTRAINT name_there NOT NULL name',
    from: 18,
  },
  'as-constraint-not-valid': {
    statement: 'ALTER TABLE users ADD CONSTRAINT name_there NOT NULL name NOT VALID',
    from: 18,
    differs: { catalog: 'the server marks the column NOT NULL at once, though old rows may be NULL' },
  },
  'constraint-validated': {
    setup: 'ALTER TABLE users ADD CONSTRAINT name_there NOT NULL name NOT VALID;',
    statement: 'ALTER TABLE users VALIDATE CONSTRAINT name_there',
    from: 18,
  },
  'set-over-not-valid': {
    setup: 'ALTER TABLE users ADD CONSTRAINT name_there NOT NULL name NOT VALID;',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
    from: 18,
  },
  'constraint-dropped': {
    setup: 'ALTER TABLE users ADD CONSTRAINT name_there NOT NULL name;',
    statement: 'ALTER TABLE users DROP CONSTRAINT name_there',
    from: 18,
  },
  'of-parent': {
    setup: 'CREATE TABLE admins (level integer) INHERITS (users);',
    statement: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  },
});

const checks = casesOf('check', '', {
  add: "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '')",
  'add-unnamed': "ALTER TABLE users ADD CHECK (name <> '')",
  'add-unnamed-two-columns': 'ALTER TABLE users ADD CHECK (age >= account_id)',
  'add-not-valid': "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '') NOT VALID",
  validate: {
    setup: "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '') NOT VALID;",
    statement: 'ALTER TABLE users VALIDATE CONSTRAINT c',
  },
  'validate-valid': {
    setup: "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '');",
    statement: 'ALTER TABLE users VALIDATE CONSTRAINT c',
    differs: { load: 'a constraint that is valid already is looked at no more; its lock holds nothing up' },
  },
  'add-and-validate':
    "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '') NOT VALID, VALIDATE CONSTRAINT c",
  'not-enforced': {
    statement: "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '') NOT ENFORCED",
    from: 18,
  },
  drop: {
    setup: "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '');",
    statement: 'ALTER TABLE users DROP CONSTRAINT c',
  },
  'drop-if-exists-absent': 'ALTER TABLE users DROP CONSTRAINT IF EXISTS c',
  'drop-and-add': {
    setup: "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '');",
    statement: "ALTER TABLE users DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (name <> 'y') NOT VALID",
  },
  'no-inherit': "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '') NO INHERIT",
});

const linked = 'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts;';
const foreign = casesOf('foreign-key', '', {
  add: 'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts (id)',
  'add-unnamed': 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts',
  'add-cascade': 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts ON DELETE CASCADE',
  'add-to-itself': 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES users (id)',
  'add-not-valid':
    'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts NOT VALID',
  validate: {
    setup: 'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts NOT VALID;',
    statement: 'ALTER TABLE users VALIDATE CONSTRAINT fk',
  },
  'add-and-validate':
    'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts NOT VALID, VALIDATE CONSTRAINT fk',
  drop: { setup: linked, statement: 'ALTER TABLE users DROP CONSTRAINT fk' },
  defer: { setup: linked, statement: 'ALTER TABLE users ALTER CONSTRAINT fk DEFERRABLE INITIALLY DEFERRED' },
  'not-enforced': {
    statement:
      'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts NOT ENFORCED',
    from: 18,
  },
  enforce: {
    setup: 'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts NOT ENFORCED;',
    statement: 'ALTER TABLE users ALTER CONSTRAINT fk ENFORCED',
    from: 18,
  },
  unenforce: {
    setup: linked,
    statement: 'ALTER TABLE users ALTER CONSTRAINT fk NOT ENFORCED',
    from: 18,
  },
  'create-table-not-enforced': {
    statement:
      'CREATE TABLE orders (a integer CHECK (a IS NOT NULL) NOT ENFORCED, b integer REFERENCES accounts NOT ENFORCED)',
    from: 18,
  },
  'create-table': 'CREATE TABLE orders (id integer PRIMARY KEY, account_id integer REFERENCES accounts)',
  'create-table-two':
    'CREATE TABLE orders (a integer REFERENCES accounts, u integer, FOREIGN KEY (u) REFERENCES users (id))',
  'drop-child-table': { setup: linked, statement: 'DROP TABLE users' },
  'drop-parent-cascade': { setup: linked, statement: 'DROP TABLE accounts CASCADE' },
  'drop-parent-key-cascade': {
    setup: linked,
    statement: 'ALTER TABLE accounts DROP CONSTRAINT accounts_pkey CASCADE',
  },
  'drop-parent-column-cascade': { setup: linked, statement: 'ALTER TABLE accounts DROP COLUMN id CASCADE' },
  'truncate-parent-cascade': { setup: linked, statement: 'TRUNCATE accounts CASCADE' },
  rename: { setup: linked, statement: 'ALTER TABLE users RENAME CONSTRAINT fk TO account_fk' },
});

const keys = casesOf('key', '', {
  unique: 'ALTER TABLE users ADD CONSTRAINT u UNIQUE (name)',
  'unique-unnamed': 'ALTER TABLE users ADD UNIQUE (name, email)',
  'unique-using-index': {
    setup: 'CREATE UNIQUE INDEX i ON users (name);',
    statement: 'ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX i',
  },
  'unique-using-index-same-name': {
    setup: 'CREATE UNIQUE INDEX u ON users (name);',
    statement: 'ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX u',
  },
  'unique-unnamed-using-index': {
    setup: 'CREATE UNIQUE INDEX i ON users (name);',
    statement: 'ALTER TABLE users ADD UNIQUE USING INDEX i',
  },
  'primary-key': {
    setup: 'ALTER TABLE users DROP CONSTRAINT users_pkey;',
    statement: 'ALTER TABLE users ADD PRIMARY KEY (id)',
  },
  'primary-key-nullable': {
    setup: 'CREATE TABLE bare (a integer); INSERT INTO bare VALUES (1);',
    statement: 'ALTER TABLE bare ADD CONSTRAINT bare_key PRIMARY KEY (a)',
  },
  'primary-key-using-index': {
    setup:
      'CREATE TABLE bare (a integer NOT NULL); INSERT INTO bare VALUES (1); CREATE UNIQUE INDEX i ON bare (a);',
    statement: 'ALTER TABLE bare ADD CONSTRAINT bare_pkey PRIMARY KEY USING INDEX i',
  },
  'primary-key-using-index-nullable': {
    setup: 'CREATE TABLE bare (a integer); INSERT INTO bare VALUES (1); CREATE UNIQUE INDEX i ON bare (a);',
    statement: 'ALTER TABLE bare ADD CONSTRAINT bare_pkey PRIMARY KEY USING INDEX i',
  },
  exclude: 'ALTER TABLE users ADD CONSTRAINT x EXCLUDE USING btree (id WITH =)',
  'drop-unique': {
    setup: 'ALTER TABLE users ADD CONSTRAINT u UNIQUE (name);',
    statement: 'ALTER TABLE users DROP CONSTRAINT u',
  },
  'drop-exclusion': {
    setup: 'ALTER TABLE users ADD CONSTRAINT x EXCLUDE USING btree (id WITH =);',
    statement: 'ALTER TABLE users DROP CONSTRAINT x',
  },
  'drop-primary-key': 'ALTER TABLE users DROP CONSTRAINT users_pkey',
  'unique-nulls-not-distinct': {
    statement: 'ALTER TABLE users ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (name)',
    from: 15,
  },
  deferrable: 'ALTER TABLE users ADD CONSTRAINT u UNIQUE (name) DEFERRABLE',
  without_overlaps: {
    setup: 'CREATE EXTENSION btree_gist; CREATE TABLE r (a integer, d int4range);',
    statement: 'ALTER TABLE r ADD CONSTRAINT k PRIMARY KEY (a, d WITHOUT OVERLAPS)',
    from: 18,
  },
});

export const constraintCases = [...notNull, ...checks, ...foreign, ...keys];
