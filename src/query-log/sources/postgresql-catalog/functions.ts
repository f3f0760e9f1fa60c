/** Functions, procedures and aggregates with their bodies. */
import { definition, ofExtension, userSchema } from './scope.ts';

const functions =
  'FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang';

/** A range type brings the functions that make one. */
const ofType = `EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')`;

/** What an extension's C code does touches nothing of the schema; a body that can be read is read all the same. */
const readable = `(NOT ${ofExtension('pg_proc', 'p.oid')} OR l.lanname IN ('sql', 'plpgsql'))`;

function bodies(version: number): string {
  const plain = version >= 11 ? `p.prokind IN ('f', 'p', 'w')` : 'NOT p.proisagg';
  return `${definition('function', 'p.oid', 5, 'pg_get_functiondef(p.oid)')} ${functions} WHERE ${userSchema('n')} AND ${plain} AND ${readable} AND NOT ${ofType}`;
}

const aggregateDefinition = `'CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END
   || ') (SFUNC = ' || g.aggtransfn::regproc::text || ', STYPE = ' || format_type(g.aggtranstype, NULL)
   || CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || g.aggfinalfn::regproc::text ELSE '' END || ')'`;

function aggregates(version: number): string {
  const kind = version >= 11 ? `p.prokind = 'a'` : 'p.proisagg';
  return `${definition('function', 'p.oid', 5, aggregateDefinition)} ${functions} JOIN pg_aggregate g ON g.aggfnoid = p.oid
    WHERE ${userSchema('n')} AND ${kind} AND NOT ${ofExtension('pg_proc', 'p.oid')}`;
}

export const functionQueries = (version: number): string[] => [bodies(version), aggregates(version)];
