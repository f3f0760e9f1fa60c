SET lock_timeout = '5s';
ALTER TYPE mood ADD VALUE 'glad';
UPDATE users SET feeling = 'glad' WHERE id = 1;
