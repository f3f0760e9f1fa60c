-- migrate:up
SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN phone text;
-- migrate:down
ALTER TABLE users DROP COLUMN phone;
