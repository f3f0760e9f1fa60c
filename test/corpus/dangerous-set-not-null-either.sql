SET lock_timeout = '5s';
ALTER TABLE users ALTER COLUMN nick SET NOT NULL;
