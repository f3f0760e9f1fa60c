SET lock_timeout = '5s';
ALTER TABLE users ALTER COLUMN price SET NOT NULL;
