SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN bucket int NOT NULL DEFAULT 0;
