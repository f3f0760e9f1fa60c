SET lock_timeout = '5s';
CREATE TABLE visitors (id int);
ALTER TABLE visitors ALTER COLUMN id TYPE bigint;
