SET lock_timeout = '5s';
CREATE TABLE visitors (id int, bio text);
ALTER TABLE visitors DROP COLUMN bio;
