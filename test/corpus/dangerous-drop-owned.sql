SET lock_timeout = '5s';
DROP OWNED BY app;
