SET lock_timeout = '5s';
alter table only public.users add phone text not null;
