SET lock_timeout = '5s';
BEGIN;
ALTER TABLE users ADD COLUMN phone text;
COMMIT;
BEGIN;
ALTER TABLE orders ADD COLUMN phone text;
COMMIT;
