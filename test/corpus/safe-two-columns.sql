SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN phone text, ADD COLUMN height int DEFAULT 0;
