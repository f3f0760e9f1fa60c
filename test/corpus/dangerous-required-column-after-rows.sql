SET lock_timeout = '5s';
CREATE TABLE colours (name text);
INSERT INTO colours VALUES ('red');
ALTER TABLE colours ADD COLUMN code text NOT NULL;
