SET lock_timeout = '5s';
-- DROP TABLE users;
/* ALTER TABLE users RENAME TO accounts; /* within */ DROP TABLE orders; */
