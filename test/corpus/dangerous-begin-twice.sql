SET lock_timeout = '5s';
BEGIN;
BEGIN;
ALTER TABLE users ADD COLUMN phone text;
COMMIT;
