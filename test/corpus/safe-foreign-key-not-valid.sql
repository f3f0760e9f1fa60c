SET lock_timeout = '5s';
ALTER TABLE parcels ADD COLUMN order_id bigint;
ALTER TABLE parcels ADD CONSTRAINT parcels_order FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID;
