SET lock_timeout = '5s';
ALTER TABLE users ALTER age SET DATA TYPE bigint;
