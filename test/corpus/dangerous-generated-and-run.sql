SET lock_timeout = '5s';
SELECT 'DROP TABLE ' || relname FROM pg_class \gexec
