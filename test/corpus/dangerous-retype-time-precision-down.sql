SET lock_timeout = '5s';
ALTER TABLE users ALTER COLUMN seen TYPE timestamptz(0);
