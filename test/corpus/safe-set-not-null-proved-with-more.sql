SET lock_timeout = '5s';
ALTER TABLE users ALTER COLUMN age SET NOT NULL;
