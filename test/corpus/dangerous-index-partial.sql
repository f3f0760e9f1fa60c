SET lock_timeout = '5s';
CREATE UNIQUE INDEX orders_open_idx ON orders (status) WHERE status = 'open';
