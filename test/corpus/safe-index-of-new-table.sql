SET lock_timeout = '5s';
CREATE TABLE refunds (id bigint, status text);
CREATE INDEX refunds_status_idx ON refunds (status);
