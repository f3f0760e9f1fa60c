SET lock_timeout = '5s';
ALTER TABLE users ALTER COLUMN bio TYPE text USING upper(bio);
