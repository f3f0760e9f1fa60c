SET lock_timeout = '5s';
INSERT INTO users (id, name, ref) SELECT id, number, gen_random_uuid() FROM orders ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
