SET lock_timeout = '5s';
BEGIN;
COMMIT AND CHAIN;
CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
COMMIT;
