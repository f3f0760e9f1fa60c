-- +goose Up
SET lock_timeout = '5s';
ALTER TABLE users DROP COLUMN bio;
-- +goose Down
ALTER TABLE users ADD COLUMN bio text;
