SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN joined timestamptz NOT NULL DEFAULT clock_timestamp();
