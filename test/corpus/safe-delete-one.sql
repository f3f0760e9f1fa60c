SET lock_timeout = '5s';
DELETE FROM orders WHERE id = 7;
