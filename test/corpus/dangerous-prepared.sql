SET lock_timeout = '5s';
PREPARE tidy AS DELETE FROM orders;
EXECUTE tidy;
