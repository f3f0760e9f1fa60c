SET lock_timeout = '5s';
BEGIN;
ALTER TYPE mood ADD VALUE 'glad';
UPDATE users SET feeling = 'glad' WHERE id = 1;
COMMIT;
