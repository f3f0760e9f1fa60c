SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN joined timestamptz DEFAULT date_trunc('day', clock_timestamp());
