SET lock_timeout = '5s';
EXPLAIN (ANALYZE) DELETE FROM orders;
