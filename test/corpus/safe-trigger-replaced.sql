SET lock_timeout = '5s';
BEGIN;
DROP TRIGGER orders_touch ON orders;
CREATE TRIGGER orders_touch BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
COMMIT;
