SET lock_timeout = '5s';
UPDATE users SET bio = '' WHERE 1 = 1 OR id = 7;
