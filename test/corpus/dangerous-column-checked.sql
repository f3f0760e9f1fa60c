SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN height int CHECK (height > 0);
