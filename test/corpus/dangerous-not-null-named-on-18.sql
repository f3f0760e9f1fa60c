SET lock_timeout = '5s';
ALTER TABLE users ADD CONSTRAINT bio_there NOT NULL bio;
