SET lock_timeout = '5s';
ALTER TABLE visits ATTACH PARTITION visits_mar FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
