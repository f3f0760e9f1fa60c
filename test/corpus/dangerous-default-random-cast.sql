SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN bucket int DEFAULT (random() * 10)::int;
