SET lock_timeout = '5s';
ALTER TABLE users ADD CONSTRAINT users_alias_key UNIQUE (alias);
