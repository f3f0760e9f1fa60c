SET lock_timeout = '5s';
BEGIN;
ALTER TABLE users RENAME TO accounts;
COMMIT;
BEGIN;
CREATE VIEW users AS SELECT * FROM accounts;
COMMIT;
