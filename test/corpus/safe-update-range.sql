SET lock_timeout = '5s';
UPDATE users SET bio = '' WHERE id BETWEEN 1 AND 5000 AND bio IS NULL;
