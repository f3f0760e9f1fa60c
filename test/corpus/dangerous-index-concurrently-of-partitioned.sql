SET lock_timeout = '5s';
CREATE INDEX CONCURRENTLY events_day_idx ON events (day);
