import { casesOf } from './case.ts';

const retype = casesOf('retype', '', {
  'integer-to-bigint': 'ALTER TABLE users ALTER COLUMN age TYPE bigint',
  'integer-to-integer': 'ALTER TABLE users ALTER COLUMN age TYPE int4',
  'key-to-bigint': 'ALTER TABLE users ALTER COLUMN id TYPE bigint',
  'bigint-to-integer': {
    setup: 'ALTER TABLE users ADD COLUMN b bigint;',
    statement: 'ALTER TABLE users ALTER COLUMN b TYPE integer',
  },
  'integer-to-text': 'ALTER TABLE users ALTER COLUMN age TYPE text',
  'integer-to-numeric': 'ALTER TABLE users ALTER COLUMN age TYPE numeric',
  'varchar-longer': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80)',
  'varchar-same': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(40)',
  'varchar-shorter': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(20)',
  'varchar-unbounded': 'ALTER TABLE users ALTER COLUMN email TYPE varchar',
  'varchar-to-text': 'ALTER TABLE users ALTER COLUMN email TYPE text',
  'varchar-longer-set-data': 'ALTER TABLE users ALTER email SET DATA TYPE character varying(80)',
  'text-to-varchar': 'ALTER TABLE users ALTER COLUMN name TYPE varchar',
  'text-to-varchar-bounded': 'ALTER TABLE users ALTER COLUMN name TYPE varchar(100)',
  'varchar-to-char': 'ALTER TABLE users ALTER COLUMN email TYPE char(40)',
  'text-using': 'ALTER TABLE users ALTER COLUMN name TYPE text USING lower(name)',
  'varchar-longer-using-itself': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80) USING email',
  'varchar-longer-using-cast':
    'ALTER TABLE users ALTER COLUMN email TYPE varchar(80) USING email::varchar(80)',
  'text-to-integer-using': 'ALTER TABLE users ALTER COLUMN doc TYPE integer USING 1',
  'numeric-wider': 'ALTER TABLE users ALTER COLUMN score TYPE numeric(12,2)',
  'numeric-narrower': 'ALTER TABLE users ALTER COLUMN score TYPE numeric(8,2)',
  'numeric-scale': 'ALTER TABLE users ALTER COLUMN score TYPE numeric(12,4)',
  'numeric-unbounded': 'ALTER TABLE users ALTER COLUMN score TYPE numeric',
  'numeric-bounded': {
    setup: 'ALTER TABLE users ADD COLUMN q numeric;',
    statement: 'ALTER TABLE users ALTER COLUMN q TYPE numeric(10,2)',
  },
  'timestamp-precision-up': 'ALTER TABLE users ALTER COLUMN made TYPE timestamp(6)',
  'timestamp-precision-none': 'ALTER TABLE users ALTER COLUMN made TYPE timestamp',
  'timestamp-precision-down': 'ALTER TABLE users ALTER COLUMN made TYPE timestamp(0)',
  'timestamp-to-timestamptz': {
    setup: 'ALTER TABLE users ADD COLUMN x timestamp;',
    statement: 'ALTER TABLE users ALTER COLUMN x TYPE timestamptz',
  },
  'timestamptz-to-timestamp': 'ALTER TABLE users ALTER COLUMN seen TYPE timestamp',
  'varbit-longer': 'ALTER TABLE users ALTER COLUMN bits TYPE bit varying(16)',
  'varbit-unbounded': 'ALTER TABLE users ALTER COLUMN bits TYPE bit varying',
  'varbit-shorter': 'ALTER TABLE users ALTER COLUMN bits TYPE bit varying(4)',
  'cidr-to-inet': 'ALTER TABLE users ALTER COLUMN net TYPE inet',
  'inet-to-cidr': {
    setup: 'ALTER TABLE users ADD COLUMN i inet;',
    statement: 'ALTER TABLE users ALTER COLUMN i TYPE cidr USING i::cidr',
  },
  'json-to-jsonb': 'ALTER TABLE users ALTER COLUMN doc TYPE jsonb',
  'enum-to-text': 'ALTER TABLE users ALTER COLUMN feeling TYPE text',
  'text-to-enum': "ALTER TABLE users ALTER COLUMN name TYPE mood USING 'ok'::mood",
  'integer-to-boolean': 'ALTER TABLE users ALTER COLUMN age TYPE boolean USING age > 1',
  'date-to-timestamp': {
    setup: 'ALTER TABLE users ADD COLUMN d date;',
    statement: 'ALTER TABLE users ALTER COLUMN d TYPE timestamp',
  },
  'array-longer': {
    setup: 'ALTER TABLE users ADD COLUMN tags varchar(10)[];',
    statement: 'ALTER TABLE users ALTER COLUMN tags TYPE varchar(20)[]',
  },
  'array-to-text': {
    setup: 'ALTER TABLE users ADD COLUMN tags varchar(10)[];',
    statement: 'ALTER TABLE users ALTER COLUMN tags TYPE text[]',
  },
  'interval-precision-up': {
    setup: 'ALTER TABLE users ADD COLUMN i interval(2);',
    statement: 'ALTER TABLE users ALTER COLUMN i TYPE interval(4)',
  },
  'time-precision-up': {
    setup: 'ALTER TABLE users ADD COLUMN i time(2);',
    statement: 'ALTER TABLE users ALTER COLUMN i TYPE time(4)',
  },
  'timestamptz-precision-up': {
    setup: 'ALTER TABLE users ADD COLUMN i timestamptz(2);',
    statement: 'ALTER TABLE users ALTER COLUMN i TYPE timestamptz(4)',
  },
  'domain-over-text': {
    setup: 'CREATE DOMAIN slug AS text;',
    statement: 'ALTER TABLE users ALTER COLUMN name TYPE slug',
  },
  'domain-with-check': {
    setup: "CREATE DOMAIN slug AS text CHECK (VALUE <> '');",
    statement: 'ALTER TABLE users ALTER COLUMN name TYPE slug',
  },
  'from-domain': {
    setup: "CREATE DOMAIN slug AS text CHECK (VALUE <> ''); ALTER TABLE users ADD COLUMN s slug;",
    statement: 'ALTER TABLE users ALTER COLUMN s TYPE text',
  },
  'text-to-citext': {
    setup: 'CREATE EXTENSION citext;',
    statement: 'ALTER TABLE users ALTER COLUMN name TYPE citext',
  },
  'varchar-to-citext-indexed': {
    setup: 'CREATE EXTENSION citext; CREATE INDEX i ON users (email);',
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE citext',
  },
  'varchar-longer-indexed': {
    setup: 'CREATE INDEX i ON users (email);',
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80)',
  },
  'varchar-to-text-indexed': {
    setup: 'CREATE UNIQUE INDEX i ON users (email);',
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE text',
  },
  'varchar-longer-in-partial-index': {
    setup: "CREATE INDEX i ON users (age) WHERE email <> '';",
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80)',
  },
  'varchar-longer-in-expression-index': {
    setup: 'CREATE INDEX i ON users (lower(email));',
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80)',
  },
  'varchar-longer-checked': {
    setup: "ALTER TABLE users ADD CONSTRAINT c CHECK (email <> 'x');",
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80)',
  },
  'varchar-longer-unique': {
    setup: 'ALTER TABLE users ADD CONSTRAINT u UNIQUE (email);',
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80)',
  },
  'integer-to-bigint-foreign-key': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts;',
    statement: 'ALTER TABLE users ALTER COLUMN account_id TYPE bigint',
  },
  'referenced-key-to-bigint': {
    setup: 'ALTER TABLE users ADD FOREIGN KEY (account_id) REFERENCES accounts;',
    statement: 'ALTER TABLE accounts ALTER COLUMN id TYPE bigint',
  },
  'widening-foreign-key': {
    setup:
      'CREATE TABLE p (k varchar(10) PRIMARY KEY); CREATE TABLE c (k varchar(10) REFERENCES p); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);',
    statement: 'ALTER TABLE c ALTER COLUMN k TYPE varchar(20)',
  },
  'used-by-view': {
    setup: 'CREATE VIEW v AS SELECT email FROM users;',
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE varchar(80)',
    refused: '0A000',
  },
  'two-widenings': 'ALTER TABLE users ALTER COLUMN email TYPE text, ALTER COLUMN score TYPE numeric(12,2)',
  'widening-and-rewrite': 'ALTER TABLE users ALTER COLUMN email TYPE text, ALTER COLUMN age TYPE bigint',
  'serial-to-bigint': {
    setup: 'CREATE TABLE o (id serial PRIMARY KEY);',
    statement: 'ALTER TABLE o ALTER COLUMN id TYPE bigint',
  },
  'with-default': {
    setup: "ALTER TABLE users ALTER COLUMN email SET DEFAULT 'x';",
    statement: 'ALTER TABLE users ALTER COLUMN email TYPE text',
  },
  collation: {
    statement: 'ALTER TABLE users ALTER COLUMN name TYPE text COLLATE "C"',
    differs: { load: 'an index on the column, or on an expression of it, would be built anew' },
  },
  'collation-indexed': {
    setup: 'CREATE INDEX i ON users (name);',
    statement: 'ALTER TABLE users ALTER COLUMN name TYPE text COLLATE "POSIX"',
  },
});

const types = casesOf('type', '', {
  'create-enum': "CREATE TYPE colour AS ENUM ('red')",
  'create-composite': 'CREATE TYPE pair AS (a integer, b text)',
  'create-domain': "CREATE DOMAIN slug AS text CHECK (VALUE <> '')",
  'create-range': 'CREATE TYPE span AS RANGE (subtype = integer)',
  'add-value': "ALTER TYPE mood ADD VALUE 'happy'",
  'add-value-before': "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'meh' BEFORE 'ok'",
  'drop-domain-unused': { setup: 'CREATE DOMAIN slug AS text;', statement: 'DROP DOMAIN slug' },
  'drop-type-cascade': 'DROP TYPE mood CASCADE',
  'drop-unused-type': { setup: "CREATE TYPE colour AS ENUM ('red');", statement: 'DROP TYPE colour' },
  'domain-add-check': {
    setup: 'CREATE DOMAIN slug AS text; ALTER TABLE users ADD COLUMN s slug;',
    statement: "ALTER DOMAIN slug ADD CONSTRAINT c CHECK (VALUE <> '')",
  },
  'domain-add-check-not-valid': {
    setup: 'CREATE DOMAIN slug AS text; ALTER TABLE users ADD COLUMN s slug;',
    statement: "ALTER DOMAIN slug ADD CONSTRAINT c CHECK (VALUE <> '') NOT VALID",
  },
  'domain-validate': {
    setup:
      "CREATE DOMAIN slug AS text; ALTER TABLE users ADD COLUMN s slug; ALTER DOMAIN slug ADD CONSTRAINT c CHECK (VALUE <> '') NOT VALID;",
    statement: 'ALTER DOMAIN slug VALIDATE CONSTRAINT c',
  },
  'domain-drop-constraint': {
    setup: "CREATE DOMAIN slug AS text CONSTRAINT c CHECK (VALUE <> '');",
    statement: 'ALTER DOMAIN slug DROP CONSTRAINT c',
  },
  'domain-set-not-null': {
    setup: "CREATE DOMAIN slug AS text; CREATE TABLE s (a slug); INSERT INTO s VALUES ('x');",
    statement: 'ALTER DOMAIN slug SET NOT NULL',
  },
  'domain-set-default': {
    setup: 'CREATE DOMAIN slug AS text;',
    statement: "ALTER DOMAIN slug SET DEFAULT 'x'",
  },
  'composite-drop-attribute': {
    setup: 'CREATE TYPE pair AS (a integer, b text);',
    statement: 'ALTER TYPE pair DROP ATTRIBUTE b',
  },
  'composite-retype-attribute': {
    setup: 'CREATE TYPE pair AS (a integer, b text);',
    statement: 'ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint',
  },
  'composite-add-attribute': {
    setup: 'CREATE TYPE pair AS (a integer, b text);',
    statement: 'ALTER TYPE pair ADD ATTRIBUTE c integer',
  },
});

export const typeCases = [...retype, ...types];
