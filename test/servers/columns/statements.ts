/** Statements of our own, one for each way in which a name comes to mean a column. */
export const statements = `
SELECT id, name FROM users
SELECT * FROM users
SELECT u.* FROM users u
SELECT u FROM users u
SELECT users FROM users
SELECT row_to_json(u) FROM users u
SELECT row_to_json(u.*) FROM users u
SELECT count(*) FROM users
SELECT count(u) FROM users u
SELECT count(*) FROM users WHERE age > 3
SELECT 1
SELECT (u).name FROM users u
SELECT (u).* FROM users u
SELECT name(u), email(u) FROM users u
SELECT public.users.name FROM public.users
SELECT users.name FROM public.users
SELECT u.ctid, u.tableoid FROM users u
SELECT name AS email FROM users ORDER BY email
SELECT name AS email FROM users ORDER BY lower(email)
SELECT name AS email, count(*) FROM users GROUP BY email, name
SELECT age AS org_id, count(*) FROM users GROUP BY org_id, age
SELECT age + 1 AS later FROM users GROUP BY later
SELECT age + 1 AS later FROM users GROUP BY 1 ORDER BY 1
SELECT DISTINCT ON (email) name AS email FROM users
SELECT DISTINCT ON (org_id) name FROM users ORDER BY org_id, age DESC
SELECT DISTINCT name FROM users
SELECT name FROM users GROUP BY id
SELECT age FROM users GROUP BY GROUPING SETS ((age, name), (org_id), ())  HAVING max(id) > 3
SELECT age, name FROM users GROUP BY ROLLUP (age, name)
SELECT name FROM users LIMIT (SELECT max(age) FROM orgs)
SELECT sum(age) FILTER (WHERE name = 'a') FROM users
SELECT string_agg(name, ',' ORDER BY created_at) FROM users
SELECT rank() OVER w FROM users WINDOW w AS (PARTITION BY org_id ORDER BY age)
SELECT sum(id) OVER (PARTITION BY name ORDER BY created_at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM users
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY age) FROM users
SELECT CASE WHEN age > 3 THEN name ELSE email END FROM users
SELECT tags[1], data ->> 'k' FROM users
SELECT (at).px FROM places
SELECT (p.at).py, (p).owner FROM places p
SELECT ARRAY(SELECT name FROM orgs), ARRAY[age] FROM users
SELECT ROW(u.*) FROM users u
SELECT ROW(u.name, 3) = ROW('a', 3) FROM users u
SELECT u = v FROM users u, users v
SELECT u IS NULL FROM users u
SELECT coalesce(u.name, u.email), greatest(age, 3), nullif(org_id, 4) FROM users u
SELECT name COLLATE "C", age::text, CAST(org_id AS bigint) FROM users
SELECT extract(year FROM created_at), created_at AT TIME ZONE 'UTC' FROM users
SELECT name FROM users WHERE age BETWEEN org_id AND id
SELECT name FROM users WHERE age IN (1, 2, org_id) OR email LIKE 'a%' OR tags @> ARRAY['a']
SELECT name FROM users WHERE EXISTS (SELECT * FROM orgs WHERE orgs.id = org_id)
SELECT name FROM users WHERE EXISTS (SELECT 1 FROM orgs WHERE id = org_id)
SELECT name FROM users u WHERE NOT EXISTS (SELECT FROM orgs o WHERE o.id = u.org_id AND plan = 'x')
SELECT name FROM users WHERE org_id IN (SELECT id FROM orgs)
SELECT name FROM users WHERE (org_id, age) IN (SELECT id, age FROM orgs)
SELECT name FROM users WHERE org_id = ANY (SELECT parent_id FROM orgs WHERE age > users.age)
SELECT name FROM users WHERE org_id = ALL (ARRAY[1, 2])
SELECT (SELECT plan FROM orgs WHERE id = org_id) FROM users
SELECT (SELECT plan FROM orgs WHERE orgs.id = users.org_id) AS plan FROM users ORDER BY plan
SELECT (SELECT (SELECT title FROM posts WHERE user_id = users.id AND plan = body LIMIT 1) FROM orgs LIMIT 1) FROM users
SELECT (SELECT u) FROM users u
SELECT (SELECT u.name) FROM users u
SELECT (SELECT count(*) FROM orgs WHERE email IS NOT NULL) FROM users
SELECT s.n FROM (SELECT name AS n, email FROM users) s
SELECT * FROM (SELECT name AS n FROM users) s WHERE n > 'a'
SELECT s FROM (SELECT id, name FROM users) s
SELECT s.a FROM (SELECT id, name FROM users) s (a, b)
SELECT t.one FROM users AS t (one, two) WHERE two = 'x' AND email = 'y'
SELECT * FROM (SELECT * FROM (SELECT * FROM orgs) a1) b1
SELECT x FROM a UNION SELECT w FROM b ORDER BY x
SELECT x FROM a UNION ALL SELECT x FROM c INTERSECT SELECT x FROM d
(SELECT x FROM a ORDER BY y LIMIT 1) UNION ALL (SELECT x FROM b ORDER BY w LIMIT 1)
SELECT x FROM a EXCEPT (SELECT id FROM b)
SELECT u.x FROM (SELECT x FROM a UNION SELECT w FROM b) u
SELECT * FROM (VALUES (1, 2), (3, 4)) v (p, q)
SELECT column1 FROM (VALUES (1)) v
VALUES (1), (2)
VALUES ((SELECT max(age) FROM users))
TABLE users
TABLE orgs LIMIT 3
SELECT * FROM ONLY base
SELECT x FROM base
SELECT extra, x FROM child
SELECT kind FROM events
SELECT kind FROM events_2025 WHERE at > now()
SELECT * FROM events_2026
SELECT a.x FROM a JOIN b ON a.id = b.id
SELECT a.x FROM a JOIN b USING (id)
SELECT id FROM a JOIN b USING (id)
SELECT * FROM a JOIN b USING (id, x)
SELECT * FROM a NATURAL JOIN b
SELECT id FROM a NATURAL JOIN d
SELECT * FROM a NATURAL LEFT JOIN b NATURAL JOIN c
SELECT x, z FROM a FULL JOIN b USING (x, z)
SELECT a.x, b.x FROM a LEFT JOIN b USING (x)
SELECT * FROM a LEFT JOIN b ON a.x = b.x AND b.w > 3
SELECT * FROM a CROSS JOIN c
SELECT a.* FROM a, b WHERE a.id = b.id
SELECT j.id, j.w FROM (a JOIN b USING (id)) j
SELECT j.* FROM (a JOIN b USING (id)) AS j
SELECT j FROM (a JOIN b USING (id)) AS j
SELECT p, q FROM (a JOIN c USING (x)) AS j (p, q)
SELECT a.y FROM (a JOIN b USING (id)) JOIN c ON c.x = a.x
SELECT * FROM a JOIN (b JOIN d USING (id)) USING (id)
SELECT o.* FROM users u, LATERAL (SELECT * FROM orgs WHERE id = u.org_id) o
SELECT o.plan FROM users u LEFT JOIN LATERAL (SELECT plan, name FROM orgs WHERE id = u.org_id AND age > u.age) o ON true
SELECT p.title FROM users u CROSS JOIN LATERAL (SELECT title FROM posts WHERE user_id = u.id ORDER BY body LIMIT 1) p
SELECT t FROM users, unnest(tags) t
SELECT t.tag FROM users u, unnest(u.tags) AS t (tag)
SELECT t.tag, t.ordinality FROM users u, unnest(u.tags) WITH ORDINALITY AS t (tag)
SELECT e.key, e.value FROM users, jsonb_each(data) e
SELECT value FROM users, jsonb_array_elements(data)
SELECT value ->> 'a' FROM users CROSS JOIN jsonb_array_elements(data -> 'x') AS e
SELECT g FROM generate_series(1, 3) g
SELECT g.g, name FROM generate_series(1, 3) g, users WHERE id = g
SELECT r.a FROM users, jsonb_to_record(data) AS r (a integer, b text)
SELECT r.a FROM users, jsonb_to_recordset(data) AS r (a integer, b text) WHERE b = name
SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS s (p, q)
SELECT s.p FROM users u, ROWS FROM (unnest(u.tags), generate_series(1, u.age)) AS s (p, q)
SELECT x FROM users, XMLTABLE('/a' PASSING (email::xml) COLUMNS x integer PATH 'b') t
SELECT name FROM users TABLESAMPLE bernoulli (3)
WITH t AS (SELECT name, age FROM users) SELECT age FROM t
WITH t AS (SELECT * FROM users) SELECT 1 FROM t
WITH t (p, q) AS (SELECT name, age FROM users) SELECT p FROM t WHERE q > 3
WITH users AS (SELECT 1 AS name) SELECT name FROM users
WITH users AS (SELECT * FROM orgs) SELECT plan FROM users
WITH users AS (SELECT name FROM users) SELECT name FROM users
WITH users AS (SELECT 1 AS q) SELECT name FROM public.users
WITH one AS (SELECT x FROM a), two AS (SELECT x FROM one JOIN b USING (x)) SELECT * FROM two
WITH RECURSIVE t (n) AS (SELECT parent_id FROM orgs UNION ALL SELECT o.parent_id FROM orgs o JOIN t ON o.id = t.n) SELECT n FROM t
WITH RECURSIVE t AS (SELECT id, parent_id FROM orgs WHERE plan = 'a' UNION SELECT o.id, o.parent_id FROM orgs o, t WHERE o.parent_id = t.id) SELECT * FROM t
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT max(age) FROM users)) SELECT sum(n) FROM t
WITH RECURSIVE late AS (SELECT x FROM early), early AS (SELECT x FROM c) SELECT * FROM late
WITH outside AS (SELECT x FROM a) SELECT (SELECT max(x) FROM outside) FROM b
SELECT * FROM (WITH t AS (SELECT x FROM a) SELECT x FROM t) s
SELECT (WITH t AS (SELECT w FROM b) SELECT max(w) FROM t)
WITH t AS MATERIALIZED (SELECT z FROM b) SELECT t FROM t
WITH gone AS (DELETE FROM posts WHERE user_id = 3 RETURNING id, title) SELECT title FROM gone
WITH gone AS (DELETE FROM posts RETURNING *) SELECT count(*) FROM gone
WITH new AS (INSERT INTO a (id, x) SELECT id, w FROM b RETURNING *) UPDATE d SET x = new.x FROM new WHERE d.id = new.id
WITH moved AS (UPDATE a SET x = y RETURNING id, x) INSERT INTO d (id, x) SELECT id, x FROM moved
WITH unused AS (INSERT INTO c VALUES (1, 2)) SELECT 1
WITH u AS (SELECT id FROM users) DELETE FROM posts USING u WHERE u.id = user_id
WITH a AS (SELECT 1 AS id, 2 AS x) INSERT INTO a (id, x) SELECT id, x FROM a
SELECT id FROM active_users
SELECT * FROM active_users
SELECT v FROM active_users v
SELECT count(*) FROM named
SELECT label FROM named WHERE user_id = 3
SELECT own FROM over_views
SELECT x FROM va
SELECT one FROM vb
SELECT id FROM billing.invoices
SELECT billing.invoices.total FROM billing.invoices
SELECT i.total, a.x FROM billing.invoices i JOIN a ON a.id = i.id
SELECT billing.a.total, public.a.x FROM billing.a, public.a
SELECT a.id FROM billing.a
SELECT "Id", "a.b" FROM "Odd Names"
SELECT "Odd Names"."select" FROM "Odd Names" ORDER BY "select"
SELECT o FROM "Odd Names" o
SELECT name FROM users FOR UPDATE
SELECT u.name FROM users u, orgs o FOR SHARE OF u SKIP LOCKED
SELECT relname, name FROM pg_class, users
SELECT table_name FROM information_schema.columns
SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_attribute t ON t.attrelid = c.oid
SELECT (SELECT relname FROM pg_class WHERE oid = org_id) FROM users
INSERT INTO users (name, email) VALUES ('a', 'b')
INSERT INTO users (name, email) VALUES ($1, $2) RETURNING id
INSERT INTO users (name) VALUES (DEFAULT)
INSERT INTO users DEFAULT VALUES
INSERT INTO users DEFAULT VALUES RETURNING *
INSERT INTO users VALUES (1, 'a')
INSERT INTO a VALUES (1, 2, 3, 4), (5, 6, 7, 8)
INSERT INTO a SELECT * FROM b
INSERT INTO a SELECT id, w FROM b
INSERT INTO a (id, x) SELECT id, (SELECT max(k) FROM d WHERE d.id = b.id) FROM b
INSERT INTO a AS t (id, x) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET x = excluded.x + t.x WHERE t.y > 3 RETURNING t.z
INSERT INTO a (id, x) VALUES (1, 2) ON CONFLICT (id) DO NOTHING
INSERT INTO a (id, x) VALUES (1, 2) ON CONFLICT DO NOTHING
INSERT INTO a (id, x) VALUES (1, 2) ON CONFLICT ON CONSTRAINT a_pkey DO UPDATE SET y = excluded.z
INSERT INTO c VALUES (1, 2, 3) ON CONFLICT (x, y) DO UPDATE SET (v, y) = (SELECT w, z FROM b WHERE b.id = excluded.x)
INSERT INTO users (tags[1], name) VALUES ('a', 'b')
INSERT INTO places (id, at.px) VALUES (1, 2)
INSERT INTO active_users (id, name) VALUES (1, 'a')
INSERT INTO vb VALUES (1, 2)
INSERT INTO events VALUES (1, now(), 'a', 2)
INSERT INTO events_2025 (id, at) VALUES (1, '2025-03-03')
INSERT INTO child (id, extra) VALUES (1, 2)
INSERT INTO billing.invoices (id, total) SELECT id, x FROM a
INSERT INTO wide VALUES (1, 2)
UPDATE users SET name = 'a' WHERE id = 1
UPDATE users SET name = email, age = age + 1
UPDATE users AS u SET name = o.name FROM orgs o WHERE o.id = u.org_id RETURNING u.email, o.plan
UPDATE users SET (name, email) = ('a', 'b') WHERE age = 3
UPDATE users SET (name, age) = (SELECT plan, age FROM orgs WHERE orgs.id = users.org_id)
UPDATE users SET name = DEFAULT
UPDATE users SET tags[2] = 'x' WHERE id = 4
UPDATE places SET at.px = 4
UPDATE a SET x = b.x FROM b JOIN d USING (id) WHERE a.id = b.id RETURNING *
UPDATE a SET x = s.m FROM (SELECT max(w) AS m FROM b) s
UPDATE ONLY base SET x = 3
UPDATE active_users SET name = 'x' WHERE org_id = 3
UPDATE vb SET two = 3
UPDATE events SET kind = 'b' WHERE x = 4
UPDATE wide SET c1 = 4
UPDATE a SET x = 1 WHERE EXISTS (SELECT * FROM c WHERE c.x = a.y)
DELETE FROM users
DELETE FROM users WHERE name = 'a'
DELETE FROM users u USING orgs o WHERE o.id = u.org_id AND plan = 'x' RETURNING u.*
DELETE FROM a WHERE x IN (SELECT x FROM c) RETURNING id
DELETE FROM active_users WHERE id = 3
DELETE FROM posts WHERE user_id = (SELECT id FROM users WHERE email = 'e')
MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN UPDATE SET x = b.w WHEN NOT MATCHED THEN INSERT (id, x) VALUES (b.id, b.z)
MERGE INTO a t USING (SELECT id, k FROM d) s ON s.id = t.id WHEN MATCHED AND t.y > 3 THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (id, k)
MERGE INTO a USING c ON a.x = c.x WHEN MATCHED THEN DO NOTHING
MERGE INTO c USING a ON c.x = a.x WHEN NOT MATCHED AND z > 3 THEN INSERT (x, y) VALUES (id, z) WHEN MATCHED AND c.v = 3 THEN UPDATE SET (v, y) = (a.y, a.z)
`
  .trim()
  .split('\n');
