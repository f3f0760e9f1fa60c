SET lock_timeout = '5s';
DROP TABLE U&"\0075sers";
