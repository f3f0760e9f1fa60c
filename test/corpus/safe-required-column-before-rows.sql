SET lock_timeout = '5s';
CREATE TABLE colours (name text);
ALTER TABLE colours ADD COLUMN code text NOT NULL;
INSERT INTO colours VALUES ('red', 'f00');
