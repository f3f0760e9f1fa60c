SET lock_timeout = '5s';
ALTER TABLE orders ALTER COLUMN note TYPE jsonb USING note::jsonb;
