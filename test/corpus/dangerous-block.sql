SET lock_timeout = '5s';
DO $$ BEGIN EXECUTE 'ALTER TABLE users DROP COLUMN ' || 'bio'; END $$;
