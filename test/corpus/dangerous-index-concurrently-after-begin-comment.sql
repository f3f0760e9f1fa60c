SET lock_timeout = '5s';
/* a note
   before it */ BEGIN /* work */;
-- one more
CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
END;
