SET lock_timeout = '5s';
ALTER TABLE strangers ALTER COLUMN x TYPE text;
