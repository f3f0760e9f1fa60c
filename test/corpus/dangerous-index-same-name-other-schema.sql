SET lock_timeout = '5s';
CREATE TABLE archive.orders (id bigint, status text);
CREATE INDEX orders_status_idx ON public.orders (status);
