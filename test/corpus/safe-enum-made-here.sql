SET lock_timeout = '5s';
CREATE TYPE shade AS ENUM ('dark', 'light');
ALTER TABLE users ADD COLUMN shade shade DEFAULT 'dark';
