SET lock_timeout = '5s';
CREATE TABLE refunds (order_id bigint);
ALTER TABLE refunds ADD CONSTRAINT refunds_order FOREIGN KEY (order_id) REFERENCES orders (id);
