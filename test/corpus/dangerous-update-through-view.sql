SET lock_timeout = '5s';
UPDATE grown_ups SET name = 'x';
