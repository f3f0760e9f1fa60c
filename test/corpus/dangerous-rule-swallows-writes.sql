SET lock_timeout = '5s';
CREATE RULE nothing AS ON INSERT TO orders DO INSTEAD NOTHING;
