SET lock_timeout = '2s';
RESET lock_timeout;
ALTER TABLE users ADD COLUMN phone text;
