SET lock_timeout = '5s';
SET search_path = archive;
CREATE TABLE orders (id int);
SET search_path = public;
CREATE INDEX orders_status_idx ON orders (status);
