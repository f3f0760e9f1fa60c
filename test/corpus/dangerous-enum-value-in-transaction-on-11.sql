SET lock_timeout = '5s';
BEGIN;
ALTER TYPE mood ADD VALUE 'glad';
COMMIT;
