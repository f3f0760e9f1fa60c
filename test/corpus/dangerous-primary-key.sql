SET lock_timeout = '5s';
ALTER TABLE parcels ADD PRIMARY KEY (label);
