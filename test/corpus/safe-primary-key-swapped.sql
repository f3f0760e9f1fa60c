SET lock_timeout = '5s';
CREATE UNIQUE INDEX CONCURRENTLY orders_pkey_next ON orders (id);
ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey_next;
