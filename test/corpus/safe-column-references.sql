SET lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN payer_id bigint REFERENCES users (id);
