SET lock_timeout = '5s';
VACUUM (ANALYZE) users;
