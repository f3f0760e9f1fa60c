SET lock_timeout = '5s';
ALTER TABLE events ATTACH PARTITION events_mar FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
