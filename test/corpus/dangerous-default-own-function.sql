SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN colour text DEFAULT next_colour();
