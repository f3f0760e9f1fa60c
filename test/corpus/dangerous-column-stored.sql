SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN shouted text GENERATED ALWAYS AS (upper(name)) STORED;
