SET lock_timeout = '5s';
ALTER TABLE users SET (fillfactor = 80);
ALTER TABLE users ALTER COLUMN bio SET STATISTICS 500;
COMMENT ON TABLE users IS 'people';
