/** A schema as the server's own catalogs tell it, in the few facts that the replayed catalog also holds. */
import type { Connection } from './connect.ts';

/** Names as keys, one short line of facts as values, so that a difference reads as one line. */
export interface SchemaFacts {
  tables: Record<
    string,
    {
      columns: Record<string, string>;
      constraints: Record<string, string>;
      parents: string[];
      triggers: Record<string, string>;
      policies: string[];
    }
  >;
  indexes: Record<string, string>;
  views: Record<string, string>;
  types: Record<string, string>;
  sequences: Record<string, string>;
}

const wanted = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'";
/** Objects that an extension brings are no part of the schema that migrations write. */
const own = (catalog: string, alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${alias}.oid AND e.deptype = 'e')`;
const named = (relation: string): string =>
  `(SELECT CASE WHEN space.nspname = 'public' THEN '' ELSE quote_ident(space.nspname) || '.' END || quote_ident(rel.relname)
     FROM pg_class rel JOIN pg_namespace space ON space.oid = rel.relnamespace WHERE rel.oid = ${relation})`;
const columnsOf = (relation: string, keys: string): string =>
  `coalesce((SELECT string_agg(att.attname, ',' ORDER BY entry.place) FROM unnest(${keys}) WITH ORDINALITY AS entry (number, place)
     JOIN pg_attribute att ON att.attrelid = ${relation} AND att.attnum = entry.number AND entry.number > 0), '')`;
const typed = `CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(t.typname)`;

const columns = `SELECT coalesce(json_object_agg(a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'not null' END, CASE WHEN a.atthasdef OR a.attidentity <> '' THEN 'defaulted' END) ORDER BY a.attnum), '{}')
  FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;
const constraints = `SELECT coalesce(json_object_agg(k.conname, concat_ws(' ',
    CASE k.contype WHEN 'p' THEN 'primary' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign' WHEN 'x' THEN 'exclude' WHEN 'n' THEN 'not-null' END,
    '(' || ${columnsOf('k.conrelid', 'k.conkey')} || ')',
    CASE WHEN k.contype = 'f' THEN 'references ' || ${named('k.confrelid')} || '(' || ${columnsOf('k.confrelid', 'k.confkey')} || ')' END,
    CASE WHEN NOT k.convalidated THEN 'not valid' END)), '{}')
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 't'`;
const parents = `SELECT coalesce(json_agg(${named('i.inhparent')} ORDER BY i.inhseqno), '[]') FROM pg_inherits i WHERE i.inhrelid = c.oid`;
const triggers = `SELECT coalesce(json_object_agg(g.tgname, p.proname || '(' || ${columnsOf('g.tgrelid', 'g.tgattr::int2[]')} || ')'), '{}')
  FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid WHERE g.tgrelid = c.oid AND NOT g.tgisinternal`;
const policies = `SELECT coalesce(json_agg(o.polname ORDER BY o.polname), '[]') FROM pg_policy o WHERE o.polrelid = c.oid`;

const tables = `SELECT coalesce(json_object_agg(${named('c.oid')}, json_build_object('columns', (${columns}), 'constraints', (${constraints}),
    'parents', (${parents}), 'triggers', (${triggers}), 'policies', (${policies}))), '{}')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${wanted} AND c.relkind IN ('r', 'p') AND ${own('pg_class', 'c')}`;
const views = `SELECT coalesce(json_object_agg(${named('c.oid')}, CASE c.relkind WHEN 'm' THEN 'materialized' ELSE '' END), '{}')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${wanted} AND c.relkind IN ('v', 'm') AND ${own('pg_class', 'c')}`;
const sequences = `SELECT coalesce(json_object_agg(${named('c.oid')}, coalesce((SELECT ${named('d.refobjid')} || '.' || quote_ident(a.attname) FROM pg_depend d
      JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')), '')), '{}')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${wanted} AND c.relkind = 'S'`;
/** `indnkeyatts` leaves out INCLUDE; version 10 has neither. */
const indexes = (
  keyCount: string,
): string => `SELECT coalesce(json_object_agg(${named('c.oid')}, concat_ws(' ', CASE WHEN x.indisunique THEN 'unique' END,
    'on', ${named('x.indrelid')}, '(' || ${columnsOf('x.indrelid', `(x.indkey::int2[])[0:${keyCount} - 1]`)} || ')',
    (SELECT 'for ' || k.conname FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')))), '{}')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_index x ON x.indexrelid = c.oid WHERE ${wanted}`;
const types = `SELECT coalesce(json_object_agg(${typed}, CASE t.typtype WHEN 'e' THEN 'enum ' || coalesce((SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '')
      WHEN 'd' THEN 'domain ' || format_type(t.typbasetype, t.typtypmod) || CASE WHEN t.typnotnull OR EXISTS (SELECT 1 FROM pg_constraint k WHERE k.contypid = t.oid) THEN ' constrained' ELSE '' END
      WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range' ELSE 'other' END), '{}')
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE ${wanted} AND (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c') AND ${own('pg_type', 't')}`;

export async function readServerCatalog(connection: Connection): Promise<SchemaFacts> {
  // Types are spelt as seen from here.
  await connection.query('SET search_path TO DEFAULT');
  const [version] = await connection.query(
    "SELECT current_setting('server_version_num')::int / 10000 AS major",
  );
  const keyCount = Number(version?.major) > 10 ? 'x.indnkeyatts' : 'x.indnatts';
  const [row] = await connection.query(
    `SELECT json_build_object('tables', (${tables}), 'indexes', (${indexes(keyCount)}), 'views', (${views}),
       'types', (${types}), 'sequences', (${sequences})) AS facts`,
  );
  return row?.facts as SchemaFacts;
}
