/** Schemas, extensions and types as DDL. */
import { definition, ofExtension, userSchema } from './scope.ts';

const typeName = `quote_ident(n.nspname) || '.' || quote_ident(t.typname)`;
const types = `FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace`;

const schemas = `${definition('', '0', 0, `'CREATE SCHEMA ' || quote_ident(n.nspname)`)}
  FROM pg_namespace n WHERE ${userSchema('n')} AND n.nspname <> 'public'`;

const extensions = `${definition('', '0', 1, `'CREATE EXTENSION IF NOT EXISTS ' || quote_ident(e.extname) || ' WITH SCHEMA ' || quote_ident(n.nspname)`)}
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'`;

const enums = `${definition(
  'type',
  't.oid',
  1,
  `'CREATE TYPE ' || ${typeName} || ' AS ENUM (' || coalesce((SELECT string_agg(quote_literal(v.enumlabel), ', ' ORDER BY v.enumsortorder)
    FROM pg_enum v WHERE v.enumtypid = t.oid), '') || ')'`,
)} ${types} WHERE ${userSchema('n')} AND t.typtype = 'e'`;

const domainChecks = (
  kinds: string,
): string => `coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype IN (${kinds})), '')`;

/** From 17 on a domain's NOT NULL is a constraint, too; it is told once. */
const domains = `${definition(
  'type',
  't.oid',
  1,
  `'CREATE DOMAIN ' || ${typeName} || ' AS ' || format_type(t.typbasetype, t.typtypmod)
    || coalesce(' DEFAULT ' || t.typdefault, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END || ${domainChecks(`'c'`)}`,
)}
  ${types} WHERE ${userSchema('n')} AND t.typtype = 'd'`;

const composites = `${definition(
  'relation',
  't.typrelid',
  1,
  `'CREATE TYPE ' || ${typeName} || ' AS (' || coalesce((SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'`,
)}
  ${types} JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE ${userSchema('n')}`;

const ranges = `${definition('type', 't.oid', 1, `'CREATE TYPE ' || ${typeName} || ' AS RANGE (subtype = ' || format_type(r.rngsubtype, NULL) || ')'`)}
  ${types} JOIN pg_range r ON r.rngtypid = t.oid WHERE ${userSchema('n')}`;

/** A type that is written in C: its name alone. Array types and those of extensions come by themselves. */
const bases = `${definition('type', 't.oid', 1, `'CREATE TYPE ' || ${typeName}`)} ${types} WHERE ${userSchema('n')} AND t.typtype = 'b'
  AND NOT (t.typelem <> 0 AND t.typlen = -1 AND EXISTS (SELECT 1 FROM pg_type el WHERE el.typarray = t.oid)) AND NOT ${ofExtension('pg_type', 't.oid')}`;

export const typeQueries = (): string[] => [schemas, extensions, enums, domains, composites, ranges, bases];
