SET lock_timeout = '5s';
REINDEX (CONCURRENTLY) INDEX users_age_idx;
