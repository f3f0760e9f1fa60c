SET lock_timeout = '5s';
BEGIN;
DROP INDEX CONCURRENTLY users_age_idx;
COMMIT;
