SET lock_timeout = '5s';
SELECT tidy_up();
