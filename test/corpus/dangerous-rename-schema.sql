SET lock_timeout = '5s';
ALTER SCHEMA archive RENAME TO attic;
