SET lock_timeout = '5s';
INSERT INTO parcels (label) VALUES ('-- lanekeeper: allow undeclared-contract because I say so');
DROP TABLE users;
