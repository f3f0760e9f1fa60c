SET lock_timeout = '5s';
ALTER TABLE users RENAME CONSTRAINT email_there TO mail_there;
