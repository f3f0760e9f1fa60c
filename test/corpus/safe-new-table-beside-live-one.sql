SET lock_timeout = '5s';
BEGIN;
CREATE TABLE refunds (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN phone text;
COMMIT;
