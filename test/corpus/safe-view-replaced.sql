SET lock_timeout = '5s';
CREATE OR REPLACE VIEW grown_ups AS SELECT id, name, age FROM users WHERE age >= 18;
