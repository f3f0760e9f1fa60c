SET lock_timeout = '5s';
BEGIN;
DROP VIEW grown_ups;
CREATE VIEW grown_ups AS SELECT id FROM users WHERE age >= 18;
COMMIT;
