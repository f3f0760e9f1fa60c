SET lock_timeout = '5s';
BEGIN;
ALTER TABLE orders ADD COLUMN channel text;
COMMIT;
CREATE INDEX CONCURRENTLY orders_channel_idx ON orders (channel);
