SET lock_timeout = '5s';
UPDATE orders SET status = nobody_knows(status) WHERE id IN (SELECT id FROM orders WHERE status IS NULL ORDER BY id LIMIT 5000);
