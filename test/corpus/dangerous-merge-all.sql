SET lock_timeout = '5s';
MERGE INTO users u USING orders o ON o.user_id = u.id WHEN MATCHED THEN UPDATE SET bio = o.status;
