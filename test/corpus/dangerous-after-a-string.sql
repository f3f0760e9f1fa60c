SET lock_timeout = '5s';
INSERT INTO parcels (label) VALUES ('/*'), ($a$ -- $a$); DROP TABLE users; -- */
