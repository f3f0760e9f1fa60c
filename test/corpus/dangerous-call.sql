SET lock_timeout = '5s';
CALL tidy_up();
