/** What is known of PostgreSQL's own functions by name. Whatever is not named here may do anything. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** `provolatile` of `pg_proc` is `i` or `s` for every overload of these: one value for one statement, and no effect. */
export const STEADY_FUNCTIONS = words(`
  now transaction_timestamp statement_timestamp current_setting current_schema current_schemas current_database version
  current_catalog current_user session_user user pg_backend_pid inet_client_addr inet_server_addr txid_current_if_assigned
  pg_get_userbyid pg_get_expr pg_get_serial_sequence pg_table_is_visible to_regclass to_regtype to_regrole has_table_privilege has_schema_privilege
  obj_description col_description format_type pg_typeof pg_get_constraintdef pg_get_indexdef pg_get_viewdef pg_get_functiondef
  lower upper initcap length char_length character_length octet_length bit_length substr substring left right trim btrim
  ltrim rtrim lpad rpad repeat replace reverse translate split_part strpos position concat concat_ws format md5 sha224
  sha256 sha384 sha512 encode decode digest hmac ascii chr quote_ident quote_literal quote_nullable to_hex to_char to_date
  to_number to_timestamp regexp_replace regexp_match regexp_matches regexp_split_to_array regexp_split_to_table
  regexp_like regexp_count regexp_substr regexp_instr overlay starts_with string_to_array array_to_string unaccent
  abs ceil ceiling floor round trunc sign sqrt cbrt exp ln log log10 power pow mod div degrees radians pi sin cos tan asin
  acos atan atan2 greatest least gcd lcm width_bucket factorial numeric int4 int8 int2 float4 float8 text varchar bool date time timestamp timestamptz interval
  date_trunc date_part date_bin extract age make_date make_time make_timestamp make_timestamptz make_interval
  justify_days justify_hours justify_interval timezone isfinite overlaps
  coalesce nullif row_to_json to_json to_jsonb json_build_object jsonb_build_object json_build_array jsonb_build_array
  json_object jsonb_object array_to_json jsonb_set jsonb_insert jsonb_strip_nulls json_strip_nulls jsonb_typeof json_typeof
  jsonb_array_length json_array_length jsonb_array_elements json_array_elements jsonb_array_elements_text
  json_array_elements_text jsonb_each json_each jsonb_each_text json_each_text jsonb_object_keys json_object_keys
  jsonb_extract_path jsonb_extract_path_text json_extract_path json_extract_path_text jsonb_populate_record
  jsonb_to_record jsonb_to_recordset json_to_recordset jsonb_path_query jsonb_path_exists jsonb_pretty
  array_append array_prepend array_cat array_remove array_replace array_length array_upper array_lower array_ndims
  array_position array_positions array_fill cardinality unnest generate_series generate_subscripts
  to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery setweight ts_rank ts_rank_cd ts_headline
  tsvector_to_array strip array_to_tsvector numnode querytree similarity word_similarity
  int4range int8range numrange tsrange tstzrange daterange lower_inc upper_inc isempty range_merge
  uuid_nil uuid_ns_dns uuid_ns_url uuid_generate_v3 uuid_generate_v5 hashtext hashtextextended
  host network masklen family broadcast netmask set_masklen abbrev
  count sum avg min max string_agg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg bool_and bool_or every
  bit_and bit_or stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp mode percentile_cont
  percentile_disc row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  grouping point line box circle polygon path lseg st_makepoint st_setsrid st_geomfromtext st_point st_geogfromtext hstore
  pg_size_pretty pg_relation_size pg_total_relation_size pg_table_size pg_column_size pg_is_in_recovery
  like ilike notlike similar_to_escape xmlconcat crypt
`);

/** These change nothing that an application sees: locks on numbers, notices, waits, values drawn. */
export const HARMLESS_FUNCTIONS = words(`
  set_config nextval currval lastval random setseed clock_timestamp timeofday gen_random_uuid gen_random_bytes gen_salt
  uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuidv4 uuidv7 random_normal txid_current pg_current_xact_id
  pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock
  pg_advisory_lock_shared pg_advisory_unlock_shared pg_advisory_xact_lock_shared pg_advisory_unlock_all pg_notify pg_sleep
  pg_stat_reset pg_stat_clear_snapshot pg_reload_conf
`);
