SET lock_timeout = '5s';
ALTER TABLE IF EXISTS users ADD COLUMN IF NOT EXISTS phone text;
