SET lock_timeout = '5s';
create INDEX Concurrently orders_status_idx on orders (status);
