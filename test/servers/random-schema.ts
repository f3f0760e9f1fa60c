/** Random sequences of DDL over a few names, so that statements meet each other in orders that nobody thought of. */
import fc from 'fast-check';

const table = fc.constantFrom('a', 'b', 'users');
const column = fc.constantFrom('id', 'name', 'n', 'x');
const type = fc.constantFrom(
  'integer',
  'bigint',
  'text',
  'varchar(20)',
  'numeric(8,2)',
  'timestamptz',
  'mood',
);
const object = fc.constantFrom('i', 'k', 'v', 'w', 'a', 'users_pkey', 'a_x_key');
const cascade = fc.constantFrom('', ' CASCADE');
const there = fc.constantFrom('', 'IF EXISTS ');
const absent = fc.constantFrom('', 'IF NOT EXISTS ');

type Part = string | fc.Arbitrary<string>;

function sql(parts: TemplateStringsArray, ...values: Part[]): fc.Arbitrary<string> {
  const filled = values.map((value) => (typeof value === 'string' ? fc.constant(value) : value));
  return fc.tuple(...filled).map((texts) => parts.map((part, at) => part + (texts[at] ?? '')).join(''));
}

/** `other` is a second, independent draw. */
const [other, otherTable, otherName] = [column, table, object];

const statement = fc.oneof(
  {
    weight: 3,
    arbitrary: sql`CREATE TABLE ${absent}${table} (id serial PRIMARY KEY, ${fc.constantFrom('name', 'n')} ${type}, x ${type} NOT NULL)`,
  },
  sql`CREATE TABLE ${table} (x integer UNIQUE, n integer CHECK (n > 0), name text DEFAULT 'q', UNIQUE (x, n))`,
  sql`CREATE TABLE ${table} (LIKE ${otherTable} INCLUDING ALL)`,
  sql`CREATE TABLE ${table} AS SELECT * FROM ${otherTable}`,
  sql`CREATE TABLE ${table} (y integer) INHERITS (${otherTable})`,
  { weight: 3, arbitrary: sql`ALTER TABLE ${table} ADD COLUMN ${absent}${column} ${type}` },
  sql`ALTER TABLE ${table} ADD COLUMN ${column} integer UNIQUE`,
  sql`ALTER TABLE ${table} ADD COLUMN ${column} integer REFERENCES ${otherTable}`,
  sql`ALTER TABLE ${table} ADD COLUMN ${column} serial`,
  sql`ALTER TABLE ${table} ADD COLUMN ${column} integer NOT NULL DEFAULT 3 CHECK (${other} IS NOT NULL)`,
  { weight: 3, arbitrary: sql`ALTER TABLE ${table} DROP COLUMN ${there}${column}${cascade}` },
  { weight: 2, arbitrary: sql`ALTER TABLE ${table} RENAME COLUMN ${column} TO ${other}` },
  { weight: 2, arbitrary: sql`ALTER TABLE ${table} RENAME TO ${otherTable}` },
  { weight: 2, arbitrary: sql`ALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${type}` },
  sql`ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL`,
  sql`ALTER TABLE ${table} ALTER COLUMN ${column} DROP NOT NULL`,
  sql`ALTER TABLE ${table} ALTER COLUMN ${column} SET DEFAULT NULL`,
  sql`ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`,
  sql`ALTER TABLE ${table} ADD UNIQUE (${column})`,
  sql`ALTER TABLE ${table} ADD PRIMARY KEY (${column})`,
  sql`ALTER TABLE ${table} ADD CHECK (${column} IS NOT NULL)`,
  sql`ALTER TABLE ${table} ADD CONSTRAINT k CHECK (${column} IS NOT NULL) NOT VALID`,
  sql`ALTER TABLE ${table} VALIDATE CONSTRAINT k`,
  sql`ALTER TABLE ${table} ADD FOREIGN KEY (${column}) REFERENCES ${otherTable} (${other})`,
  sql`ALTER TABLE ${table} ADD FOREIGN KEY (${column}) REFERENCES ${otherTable} NOT VALID`,
  sql`ALTER TABLE ${table} DROP CONSTRAINT ${there}${object}${cascade}`,
  sql`ALTER TABLE ${table} RENAME CONSTRAINT ${object} TO ${otherName}`,
  sql`ALTER TABLE ${table} ADD CONSTRAINT k UNIQUE USING INDEX i`,
  { weight: 2, arbitrary: sql`CREATE INDEX ON ${table} (${column})` },
  sql`CREATE INDEX ON ${table} (${column}, ${other})`,
  sql`CREATE INDEX ${absent}i ON ${table} (${column})`,
  sql`CREATE UNIQUE INDEX i ON ${table} (${column}) WHERE ${other} IS NOT NULL`,
  sql`CREATE INDEX ON ${table} (coalesce(${column}, ${other}))`,
  sql`DROP INDEX ${there}${object}${cascade}`,
  sql`ALTER INDEX ${object} RENAME TO ${otherName}`,
  sql`CREATE VIEW ${fc.constantFrom('v', 'w')} AS SELECT ${column} FROM ${table}`,
  sql`CREATE VIEW ${fc.constantFrom('v', 'w')} AS SELECT * FROM ${table} WHERE ${column} IS NOT NULL`,
  sql`CREATE OR REPLACE VIEW v AS SELECT id FROM ${table}`,
  sql`CREATE MATERIALIZED VIEW w AS SELECT ${column} FROM ${fc.constantFrom('a', 'v')}`,
  sql`DROP VIEW ${there}v${cascade}`,
  sql`ALTER VIEW v RENAME TO w`,
  sql`DROP TABLE ${there}${table}${cascade}`,
  sql`DROP TABLE ${table}, ${otherTable}${cascade}`,
  sql`DROP TYPE mood${cascade}`,
  sql`CREATE TYPE mood AS ENUM ('sad', 'ok')`,
  sql`ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'`,
  sql`CREATE SCHEMA s`,
  sql`ALTER TABLE ${table} SET SCHEMA s`,
  sql`ALTER TABLE s.${table} SET SCHEMA public`,
  sql`ALTER SCHEMA s RENAME TO z`,
  sql`DROP SCHEMA s CASCADE`,
  sql`CREATE SEQUENCE q OWNED BY ${table}.${column}`,
  sql`ALTER TABLE ${table} INHERIT ${otherTable}`,
  sql`ALTER TABLE ${table} DROP COLUMN ${column}, ADD COLUMN ${other} ${type}`,
);

export const schemaChanges = fc.array(statement, { minLength: 6, maxLength: 16 });
