SET lock_timeout = '5s';
SELECT count(*) FROM users WHERE made < now();
