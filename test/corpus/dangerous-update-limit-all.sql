SET lock_timeout = '5s';
UPDATE users SET bio = '' WHERE id IN (SELECT id FROM users WHERE bio IS NULL LIMIT ALL);
