SET lock_timeout = '5s';
BEGIN;
ALTER TABLE orders ADD COLUMN channel text;
UPDATE orders SET channel = 'web';
COMMIT;
