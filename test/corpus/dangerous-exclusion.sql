SET lock_timeout = '5s';
ALTER TABLE parcels ADD CONSTRAINT one_label EXCLUDE USING btree (label WITH =);
