CREATE TABLE refunds (id bigint PRIMARY KEY);
INSERT INTO refunds VALUES (1);
