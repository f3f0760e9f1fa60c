SET lock_timeout = '5s';
UPDATE users SET bio = '' WHERE id = id;
