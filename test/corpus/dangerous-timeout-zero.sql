SET lock_timeout TO 0;
ALTER TABLE users ADD COLUMN phone text;
