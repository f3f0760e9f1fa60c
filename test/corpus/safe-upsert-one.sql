SET lock_timeout = '5s';
INSERT INTO parcels (weight, label) VALUES (1, 'a') ON CONFLICT (label) DO UPDATE SET weight = EXCLUDED.weight;
