SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN number bigint DEFAULT nextval('ticket_numbers');
