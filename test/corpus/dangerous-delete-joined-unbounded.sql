SET lock_timeout = '5s';
DELETE FROM orders USING users WHERE orders.user_id = users.id;
