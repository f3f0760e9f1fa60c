SET lock_timeout = '5s';
WITH gone AS (DELETE FROM orders RETURNING id) SELECT count(*) FROM gone;
