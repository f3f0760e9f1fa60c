SET lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN payer_id bigint DEFAULT 1 REFERENCES users (id);
