SET lock_timeout = '5s';
\i other.sql
