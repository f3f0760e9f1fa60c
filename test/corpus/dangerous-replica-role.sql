SET lock_timeout = '5s';
SET session_replication_role = replica;
UPDATE users SET bio = '' WHERE id = 7;
