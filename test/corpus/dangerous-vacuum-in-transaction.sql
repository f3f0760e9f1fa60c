SET lock_timeout = '5s';
BEGIN;
VACUUM users;
COMMIT;
