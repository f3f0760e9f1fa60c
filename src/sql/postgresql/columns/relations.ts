/** From a relation's name in a statement to what it is. */
import type { RangeVar } from 'libpg-query';
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import { nameIn, partsOf } from '../identify.ts';
import { type Reading, TEMPORARY } from './reading.ts';

export interface Relation {
  /** `server`: its own catalogs, a sequence: no column of it is an object of the schema. */
  kind: 'table' | 'view' | 'server' | 'unknown';
  name: ObjectName;
  /** Tables and views that it may be as well: nobody knows the search path. */
  maybe: ObjectName[];
}

const SERVER_SCHEMAS = new Set(['pg_catalog', 'information_schema', 'pg_toast']);

function findIn(reading: Reading, schema: string, name: string): Relation | null {
  const { session } = reading;
  const { tables, views, sequences } = session.catalog;
  const table = nameIn(session, 'table', schema, name);
  if (lookup(tables, table)) return { kind: 'table', name: table, maybe: [] };
  const view = nameIn(session, 'view', schema, name);
  if (lookup(views, view)) return { kind: 'view', name: view, maybe: [] };
  const sequence = nameIn(session, 'sequence', schema, name);
  return lookup(sequences, sequence) ? { kind: 'server', name: sequence, maybe: [] } : null;
}

/** Tables and views of that name in any schema, but not the one that was found. */
function namesakes(reading: Reading, name: string, found: ObjectName): ObjectName[] {
  const { session } = reading;
  const all = [...Object.keys(session.catalog.tables), ...Object.keys(session.catalog.views)];
  return all.filter((other) => other !== found && partsOf(session, other).own === name);
}

/** Finds what a name in a statement means; a name that nobody knows may be any relation that bears it. */
export function resolveRelation(reading: Reading, range: RangeVar | undefined): Relation {
  const name = range?.relname ?? '';
  const written = range?.schemaname;
  if (written !== undefined && SERVER_SCHEMAS.has(written)) return { kind: 'server', name, maybe: [] };
  const { session } = reading;
  const schemas = written === undefined ? [TEMPORARY, ...session.searchPath] : [written];
  for (const schema of schemas) {
    const found = findIn(reading, schema, name);
    if (!found) continue;
    const sure = written !== undefined || !reading.anyPath || schema === TEMPORARY;
    return sure ? found : { ...found, maybe: namesakes(reading, name, found.name) };
  }
  if (written === undefined && /^pg_|^sql_/.test(name)) return { kind: 'server', name, maybe: [] };
  const [schema = session.defaultSchema, ...others] = written === undefined ? session.searchPath : [written];
  const unknown = nameIn(session, 'table', schema, name);
  if (written !== undefined) return { kind: 'unknown', name: unknown, maybe: [] };
  const elsewhere = reading.anyPath ? [session.defaultSchema, ...session.catalog.schemas] : others;
  const maybe = [
    ...namesakes(reading, name, unknown),
    ...elsewhere.map((other) => nameIn(session, 'table', other, name)),
  ];
  return { kind: 'unknown', name: unknown, maybe: [...new Set(maybe)].filter((other) => other !== unknown) };
}
