SET lock_timeout = '5s';
ALTER TABLE users DROP CONSTRAINT nick_or_alias;
