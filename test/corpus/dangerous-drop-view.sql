SET lock_timeout = '5s';
DROP VIEW grown_ups;
