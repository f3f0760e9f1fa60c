SET lock_timeout = '5s';
ALTER INDEX users_age_idx RENAME TO users_by_age;
