SET lock_timeout = '5s';
DROP FUNCTION shout(text);
