SET lock_timeout = '5s';
UPDATE users SET bio = o.status FROM orders o WHERE o.user_id = users.id;
