/** The schema that statements are labelled on: shared column names, views, partitions, children, a second schema, odd names. */
export const schema = `
CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, email text UNIQUE, org_id integer, age integer, tags text[], data jsonb, created_at timestamptz DEFAULT now());
CREATE TABLE orgs (id serial PRIMARY KEY, name text, plan text, parent_id integer REFERENCES orgs, age integer);
CREATE TABLE posts (id integer PRIMARY KEY, user_id integer REFERENCES users, title text, body text, org_id integer);
CREATE TABLE a (id integer PRIMARY KEY, x integer, y integer, z integer);
CREATE TABLE b (id integer PRIMARY KEY, x integer, w integer, z integer);
CREATE TABLE c (x integer, y integer, v integer, UNIQUE (x, y));
CREATE TABLE d (id integer, k integer, x integer, PRIMARY KEY (id));
CREATE TABLE "Odd Names" ("Id" integer PRIMARY KEY, "select" integer, "a.b" integer, x integer);
CREATE TABLE wide (c1 integer, c2 integer, c3 integer, g integer GENERATED ALWAYS AS (c1 + c2) STORED);
CREATE TABLE events (id integer, at timestamptz NOT NULL, kind text, x integer) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE base (id integer, x integer);
CREATE TABLE child (extra integer) INHERITS (base);
CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id integer PRIMARY KEY, user_id integer, total integer, name text);
CREATE TABLE billing.a (id integer, total integer);
CREATE VIEW active_users AS SELECT id, name, org_id FROM users WHERE age > 18;
CREATE VIEW named AS SELECT u.id AS user_id, u.name || o.name AS label, o.plan FROM users u JOIN orgs o ON o.id = u.org_id;
CREATE VIEW over_views AS SELECT n.label, v.name AS own FROM named n JOIN active_users v ON v.id = n.user_id;
CREATE VIEW va AS SELECT * FROM a;
CREATE VIEW vb (one, two) AS SELECT x, w FROM b WHERE z > 0;
CREATE TYPE point2 AS (px integer, py integer);
CREATE TABLE places (id integer PRIMARY KEY, at point2, owner integer);
`;

/** As pgbench makes them. */
export const pgbenchSchema = `
CREATE TABLE pgbench_accounts (aid integer PRIMARY KEY, bid integer, abalance integer, filler char(84));
CREATE TABLE pgbench_branches (bid integer PRIMARY KEY, bbalance integer, filler char(88));
CREATE TABLE pgbench_tellers (tid integer PRIMARY KEY, bid integer, tbalance integer, filler char(84));
CREATE TABLE pgbench_history (tid integer, bid integer, aid integer, delta integer, mtime timestamp, filler char(22));
`;

/** The statements of pgbench's built-in scripts, with parameters in the place of its variables. */
export const pgbenchStatements = [
  'UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2',
  'SELECT abalance FROM pgbench_accounts WHERE aid = $1',
  'UPDATE pgbench_tellers SET tbalance = tbalance + $1 WHERE tid = $2',
  'UPDATE pgbench_branches SET bbalance = bbalance + $1 WHERE bid = $2',
  'INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES ($1, $2, $3, $4, CURRENT_TIMESTAMP)',
  'SELECT count(*) FROM pgbench_branches',
  'SELECT o.n, p.partstrat, pg_catalog.count(i.inhparent) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON (n.oid = c.relnamespace) CROSS JOIN LATERAL (SELECT pg_catalog.array_position(pg_catalog.current_schemas(true), n.nspname)) AS o(n) LEFT JOIN pg_catalog.pg_partitioned_table AS p ON (p.partrelid = c.oid) LEFT JOIN pg_catalog.pg_inherits AS i ON (c.oid = i.inhparent) WHERE c.relname = $1 AND o.n IS NOT NULL GROUP BY 1, 2 ORDER BY 1 ASC LIMIT 1',
];
