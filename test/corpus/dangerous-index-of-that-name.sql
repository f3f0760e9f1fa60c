SET lock_timeout = '5s';
CREATE INDEX "concurrently" ON orders (status);
