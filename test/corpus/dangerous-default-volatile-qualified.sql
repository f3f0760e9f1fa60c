SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN token uuid DEFAULT pg_catalog.gen_random_uuid();
