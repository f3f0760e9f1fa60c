SET lock_timeout = '5s';
INSERT INTO parcels (label) VALUES ('; DROP TABLE users; --'), (E'it\'s; TRUNCATE users;'), ($x$ DELETE FROM users; $x$);
