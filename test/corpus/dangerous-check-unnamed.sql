SET lock_timeout = '5s';
ALTER TABLE orders ADD CHECK (total > 0);
