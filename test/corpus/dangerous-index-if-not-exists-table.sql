SET lock_timeout = '5s';
CREATE TABLE IF NOT EXISTS orders (id bigint);
CREATE INDEX orders_status_idx ON orders (status);
