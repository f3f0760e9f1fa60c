SET lock_timeout = '5s';
ALTER TABLE users ADD CONSTRAINT bio_there NOT NULL bio NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT bio_there;
