SET lock_timeout = '5s';
ALTER TABLE users SET TABLESPACE fast;
