SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN bucket int DEFAULT 2 + 40;
