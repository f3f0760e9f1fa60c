SET lock_timeout = '5s';
BEGIN;
LOCK TABLE users IN ACCESS EXCLUSIVE MODE;
UPDATE orders SET status = 'x';
COMMIT;
