SET lock_timeout = '5s';
DROP TRIGGER orders_touch ON orders;
