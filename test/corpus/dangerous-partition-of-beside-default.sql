SET lock_timeout = '5s';
CREATE TABLE visits_apr PARTITION OF visits FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');
