SET lock_timeout = '5s';
BEGIN;
ALTER TABLE users ADD COLUMN phone text;
SELECT count(*) FROM orders WHERE note IS NOT NULL;
COMMIT;
