SET lock_timeout = '5s';
DROP TYPE mood CASCADE;
