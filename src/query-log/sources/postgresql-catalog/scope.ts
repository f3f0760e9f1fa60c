/** Which objects of a server are of interest, as conditions in SQL. */

/** The aliased `pg_namespace` row is a schema of people or of an extension: no temporary one, none of the server's own. */
export const userSchema = (alias: string): string =>
  `${alias}.nspname NOT IN ('pg_catalog', 'information_schema') AND ${alias}.nspname !~ '^pg_(?:toast|temp)'`;

/** It came with an extension. */
export const ofExtension = (catalog: string, oid: string): string =>
  `EXISTS (SELECT 1 FROM pg_catalog.pg_depend member WHERE member.classid = 'pg_catalog.${catalog}'::regclass AND member.objid = ${oid} AND member.deptype = 'e')`;

/** A relation's name with its schema, from aliases of pg_namespace and pg_class. */
export const relationName = (space: string, relation: string): string =>
  `quote_ident(${space}.nspname) || '.' || quote_ident(${relation}.relname)`;

/**
 * One statement of DDL. `class` and `oid` name the object that it makes, so that others can come after it; '' and 0: nothing
 * depends on it. Lower stages come first where nothing else tells.
 */
export interface Definition {
  class: '' | 'relation' | 'type' | 'function';
  oid: number;
  stage: number;
  ddl: string;
}

/** What a query for definitions yields, as SQL. */
export const definition = (kind: Definition['class'], oid: string, stage: number, ddl: string): string =>
  `SELECT '${kind}' AS class, ${oid}::bigint AS oid, ${stage} AS stage, ${ddl} AS ddl`;
