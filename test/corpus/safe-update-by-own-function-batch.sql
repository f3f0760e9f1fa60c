SET lock_timeout = '5s';
UPDATE users SET bio = shout(bio) WHERE id = 7;
