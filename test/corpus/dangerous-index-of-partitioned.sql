SET lock_timeout = '5s';
CREATE INDEX events_day_idx ON events (day);
