SET lock_timeout = '5s';
BEGIN;
DROP TABLE users;
ROLLBACK;
