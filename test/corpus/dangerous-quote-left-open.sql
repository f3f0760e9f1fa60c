SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN phone text DEFAULT 'none;
DROP TABLE users;
