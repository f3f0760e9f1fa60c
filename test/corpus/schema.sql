-- What is there before every migration of this folder.
CREATE TYPE mood AS ENUM ('sad', 'fine');
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN plain_int AS int;
CREATE SCHEMA archive;
CREATE SEQUENCE ticket_numbers;
CREATE TABLE users (
  id bigint PRIMARY KEY, name varchar(40) NOT NULL, email text, age int, bio varchar(500), nick varchar,
  price numeric(10,2), code char(3), made timestamp, seen timestamptz(3), feeling mood, quota positive, ref uuid NOT NULL, alias text
);
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE UNIQUE INDEX users_ref_key ON users (ref);
CREATE INDEX users_age_idx ON users (age);
ALTER TABLE users ADD CONSTRAINT email_there CHECK (email IS NOT NULL);
ALTER TABLE users ADD CONSTRAINT age_there CHECK (age IS NOT NULL AND age > 0);
ALTER TABLE users ADD CONSTRAINT nick_or_alias CHECK (nick IS NOT NULL OR alias IS NOT NULL);
ALTER TABLE users ADD CONSTRAINT price_there CHECK (price IS NOT NULL) NOT VALID;
CREATE TABLE orders (
  id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), status text, total numeric(10,2), note json, number text,
  CONSTRAINT orders_number_key UNIQUE (number)
);
CREATE TABLE parcels (weight int, label text NOT NULL);
CREATE UNIQUE INDEX parcels_weight_key ON parcels (weight);
CREATE UNIQUE INDEX parcels_label_key ON parcels (label);
CREATE VIEW grown_ups AS SELECT id, name FROM users WHERE age >= 18;
CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
CREATE FUNCTION shout(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(t)';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE events_jan PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE events_feb (id bigint, day date);
CREATE TABLE events_mar (id bigint, day date, CONSTRAINT mar CHECK (day IS NOT NULL AND day >= '2026-03-01' AND day < '2026-04-01'));
CREATE TABLE visits (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE visits_rest PARTITION OF visits DEFAULT;
CREATE TABLE visits_mar (id bigint, day date, CONSTRAINT mar CHECK (day IS NOT NULL AND day >= '2026-03-01' AND day < '2026-04-01'));
