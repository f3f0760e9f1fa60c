/** A short text that is another one after every committed change of the schema, and the same where nothing changed. */
import type { ServerConnection } from '../postgresql-connection.ts';
import { userSchema } from './scope.ts';

/** Rows of system catalogs by what names them, with the relation, schema or object that tells whether they are of interest. */
const ofRelation: [catalog: string, key: string, relation: string][] = [
  ['pg_attribute', `t.attrelid || '.' || t.attnum`, 't.attrelid'],
  ['pg_attrdef', 't.oid::text', 't.adrelid'],
  ['pg_index', 't.indexrelid::text', 't.indrelid'],
  ['pg_trigger', 't.oid::text', 't.tgrelid'],
  ['pg_rewrite', 't.oid::text', 't.ev_class'],
  ['pg_policy', 't.oid::text', 't.polrelid'],
  ['pg_inherits', `t.inhrelid || '.' || t.inhparent`, 't.inhrelid'],
  ['pg_statistic_ext', 't.oid::text', 't.stxrelid'],
];
const ofSchema: [catalog: string, schema: string][] = [
  ['pg_class', 't.relnamespace'],
  ['pg_type', 't.typnamespace'],
  ['pg_proc', 't.pronamespace'],
  ['pg_constraint', 't.connamespace'],
];
const whole: [catalog: string, key: string][] = [
  ['pg_namespace', 't.oid::text'],
  ['pg_enum', 't.oid::text'],
  ['pg_extension', 't.oid::text'],
  ['pg_range', 't.rngtypid::text'],
  ['pg_aggregate', 't.aggfnoid::oid::text'],
  ['pg_db_role_setting', `t.setdatabase || '.' || t.setrole`],
];

/** Count and sum of a hash of each row's key and `xmin`, which is new after each change of the row; in no particular order. */
const sum = (catalog: string, key: string, rest: string): string =>
  `SELECT '${catalog}' AS catalog, count(*) || ':' || coalesce(sum(('x' || substr(md5(${key} || ':' || t.xmin::text), 1, 15))::bit(60)::bigint), 0) AS total
   FROM pg_catalog.${catalog} t ${rest}`;

/** Temporary tables come and go all day: they are left out, as are the server's own. */
const temporary = `n.nspname ~ '^pg_(?:toast_)?temp_' AND n.nspname !~ '_tables$'`;

const digestQuery = `SELECT md5(string_agg(catalog || '=' || total, ',' ORDER BY catalog COLLATE "C")) AS digest FROM (${[
  ...ofRelation.map(([catalog, key, relation]) =>
    sum(
      catalog,
      key,
      `JOIN pg_catalog.pg_class c ON c.oid = ${relation} JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${userSchema('n')}`,
    ),
  ),
  ...ofSchema.map(([catalog, schema]) =>
    sum(
      catalog,
      't.oid::text',
      `JOIN pg_catalog.pg_namespace n ON n.oid = ${schema} WHERE ${userSchema('n')}`,
    ),
  ),
  ...whole.map(([catalog, key]) =>
    sum(
      catalog,
      key,
      catalog === 'pg_namespace'
        ? `WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace n WHERE n.oid = t.oid AND ${temporary})`
        : '',
    ),
  ),
].join(' UNION ALL ')}) AS sums`;

/** Of the snapshot that the connection's transaction sees. */
export async function readDigest(connection: ServerConnection): Promise<string> {
  const [row] = await connection.query(digestQuery);
  return String(row?.digest);
}
