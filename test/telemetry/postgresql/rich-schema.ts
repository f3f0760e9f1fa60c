/** A schema with everything that changes what a statement's names mean, as people write it. */
export function richSchema(version: number): string {
  const generated = version >= 12 ? ' GENERATED ALWAYS AS (upper(name)) STORED' : '';
  const atomic =
    version >= 14
      ? 'CREATE FUNCTION emails_of(org integer) RETURNS SETOF text LANGUAGE sql STABLE BEGIN ATOMIC SELECT email::text FROM people WHERE org_id = org; END;'
      : '';
  const procedure =
    version >= 11
      ? `CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM sales."Line Items" WHERE "Qty" = 0; END $$;`
      : '';
  // A rename makes the reader forget the texts of views: where no dump is compared with, it comes before them.
  const renamed = 'ALTER TABLE people RENAME COLUMN feeling TO state_of_mind;';
  return `
CREATE SCHEMA sales; CREATE SCHEMA "Odd ""Schema""";
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
CREATE DOMAIN email_address AS text DEFAULT 'none' CONSTRAINT has_at CHECK (VALUE ~ '@' OR VALUE = 'none');
CREATE DOMAIN sales.amount AS numeric(12,2) NOT NULL;
CREATE TYPE address AS (street text, city varchar(40));
CREATE TYPE span_of_int AS RANGE (subtype = integer);
CREATE SEQUENCE sales.number_seq;
CREATE TABLE orgs (id serial PRIMARY KEY, name text NOT NULL, parent_id integer REFERENCES orgs, home address);
CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, gone text, name text NOT NULL, upper_name text${generated},
  email email_address UNIQUE, feeling mood DEFAULT 'happy', org_id integer REFERENCES orgs (id), tags text[] DEFAULT '{}', CHECK (length(name) > 0));
ALTER TABLE people DROP COLUMN gone;
ALTER TABLE people ADD COLUMN "camelCase" varchar(10) COLLATE "C";
CREATE TABLE sales.invoices (id integer DEFAULT nextval('sales.number_seq') PRIMARY KEY, person_id bigint NOT NULL REFERENCES people, total sales.amount, issued date) ;
CREATE TABLE sales."Line Items" ("Id" integer PRIMARY KEY, invoice_id integer REFERENCES sales.invoices ON DELETE CASCADE, "Qty" integer, "select" text);
CREATE TABLE "Odd ""Schema"""."T" ("a.b" integer, x integer);
CREATE TABLE events (id integer NOT NULL, at timestamptz NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
CREATE TABLE base (id integer, x integer);
CREATE TABLE child (extra integer) INHERITS (base);
ALTER TABLE base ADD COLUMN late text;
CREATE UNLOGGED TABLE scratch (id integer, note text);
CREATE TABLE nothing ();
${version <= 15 ? '' : renamed}
CREATE VIEW adults AS SELECT p.id, p.name, p.email, o.name AS org FROM people p LEFT JOIN orgs o ON o.id = p.org_id;
CREATE VIEW sales.totals (person, total) AS SELECT person_id, sum(total) FROM sales.invoices GROUP BY person_id;
CREATE VIEW over_both AS SELECT a.name, t.total FROM adults a JOIN sales.totals t ON t.person = a.id;
${version <= 15 ? renamed : ''}
CREATE MATERIALIZED VIEW monthly AS SELECT date_trunc('month', issued) AS month, sum(total) AS total FROM sales.invoices GROUP BY 1;
CREATE FUNCTION org_name(integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT name FROM orgs WHERE id = $1';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN NEW.name := trim(NEW.name); INSERT INTO scratch (note) VALUES (OLD.email); RETURN NEW; END $body$;
CREATE FUNCTION fullness(p people) RETURNS integer LANGUAGE sql AS 'SELECT length($1.name) + cardinality($1.tags)';
${atomic} ${procedure}
CREATE TRIGGER touched BEFORE UPDATE OF name ON people FOR EACH ROW EXECUTE PROCEDURE touch();
CREATE INDEX people_lower ON people (lower(name)) WHERE email IS NOT NULL;
CREATE INDEX events_at ON events_2025 (at);
CREATE RULE no_delete AS ON DELETE TO scratch DO INSTEAD UPDATE scratch SET note = NULL WHERE id = OLD.id;
ALTER TABLE orgs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_org ON orgs FOR SELECT USING (name <> 'secret');
`;
}

/** What both ways of reading must say the same of. */
export const richStatements = [
  'SELECT * FROM people',
  'SELECT name, "camelCase" FROM people WHERE state_of_mind = $1',
  'SELECT p FROM people p',
  'SELECT * FROM adults',
  'SELECT total FROM over_both WHERE name = $1',
  'SELECT month FROM monthly',
  'SELECT org_name(3)',
  'SELECT fullness(p) FROM people p',
  'SELECT x FROM child',
  'SELECT x, late FROM base',
  'SELECT kind FROM events WHERE at > now()',
  'SELECT id FROM events_2026',
  'INSERT INTO people (name, email) VALUES ($1, $2) RETURNING id',
  'INSERT INTO sales.invoices VALUES (1, 2, 3, now())',
  'UPDATE people SET name = upper(name) WHERE id = $1',
  'UPDATE sales."Line Items" SET "Qty" = 0 WHERE "select" = $1',
  'DELETE FROM scratch WHERE id = 1',
  'DELETE FROM orgs USING people WHERE people.org_id = orgs.id',
  'SELECT (home).city FROM orgs',
  'SELECT "a.b" FROM "Odd ""Schema"""."T"',
  'COPY people (name, email) TO STDOUT',
  'SELECT invoices.total, "Line Items".* FROM sales.invoices JOIN sales."Line Items" ON invoice_id = invoices.id',
];
