SET lock_timeout = '5s';
EXPLAIN DELETE FROM orders;
