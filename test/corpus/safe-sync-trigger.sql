SET lock_timeout = '5s';
CREATE FUNCTION keep_alias() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.alias := NEW.nick; RETURN NEW; END $$;
CREATE TRIGGER users_keep_alias BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION keep_alias();
