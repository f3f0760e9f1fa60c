SET lock_timeout = '5s';
CREATE TEMPORARY TABLE scratch (id int);
DROP TABLE scratch;
