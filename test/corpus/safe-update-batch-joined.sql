SET lock_timeout = '5s';
WITH batch AS (SELECT id FROM users WHERE bio IS NULL ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)
UPDATE users SET bio = '' FROM batch WHERE users.id = batch.id;
