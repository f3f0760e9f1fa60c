/** The schema of a live server, from its system catalogs: no client program is needed, and nobody is held up. */
import type { Time } from '../../../model.ts';
import { formatObject } from '../../../names.ts';
import type { CatalogObject } from '../../words.ts';
import type { Row, ServerConnection } from '../postgresql-connection.ts';
import { attachmentQueries } from './attachments.ts';
import { dependencyQuery, orderDefinitions } from './dependencies.ts';
import { readDigest } from './digest.ts';
import { functionQueries } from './functions.ts';
import { relationQueries } from './relations.ts';
import { type Definition, userSchema } from './scope.ts';
import { readSearchPaths } from './search-paths.ts';
import { typeQueries } from './types.ts';

/** What one look at the schema saw. `from`: it may have begun to hold later than this; `to`: it held at this time. */
export interface Look {
  digest: string;
  /** The server's clock just before the snapshot was taken: nothing committed before it is missing. */
  before: Time;
  /** The server's clock just after: nothing in it was committed later. */
  after: Time;
}

export interface ReadSchema extends Look {
  ddl: string;
  objects: CatalogObject[];
}

const TRIES = 3;

const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = ''`;

/** Everything of `work` sees one snapshot; no error leaves the transaction open. */
async function inSnapshot<T>(
  connection: ServerConnection,
  work: (times: { before: Time; after: Time }) => Promise<T>,
): Promise<T> {
  await connection.query(begin);
  try {
    const [row] = await connection.query(
      `SELECT floor(extract(epoch FROM transaction_timestamp()) * 1000)::text AS before, ceil(extract(epoch FROM clock_timestamp()) * 1000)::text AS after`,
    );
    return await work({ before: Number(row?.before), after: Number(row?.after) });
  } finally {
    await connection.query('ROLLBACK').catch(() => {});
  }
}

/** A cheap look: whether anything changed since another. Reads no schema. */
export function lookAtSchema(connection: ServerConnection): Promise<Look> {
  return inSnapshot(connection, async (times) => ({ ...times, digest: await readDigest(connection) }));
}

/**
 * The whole schema. The server's functions that write definitions out look at the newest schema, not at the snapshot's: so
 * a second look must see what the first did, or all is read again. Throws where the schema is being changed all the time.
 */
export async function readSchema(connection: ServerConnection): Promise<ReadSchema> {
  for (let left = TRIES; left > 0; left--) {
    const read = await inSnapshot(connection, async (times) => {
      const digest = await readDigest(connection);
      const ddl = await readDdl(connection);
      return { ...times, digest, ddl, objects: await readObjects(connection) };
    });
    if ((await lookAtSchema(connection)).digest === read.digest) return read;
  }
  throw new Error(`the schema changed each of ${TRIES} times while it was read`);
}

async function readDdl(connection: ServerConnection): Promise<string> {
  const { version } = connection;
  const queries = [
    ...typeQueries(),
    ...relationQueries(version),
    ...functionQueries(version),
    ...attachmentQueries(version),
  ];
  const definitions: Definition[] = [];
  for (const query of queries) definitions.push(...(await connection.query(query)).map(definitionFrom));
  const needs = new Map<string, string[]>();
  for (const { item, needs: needed } of await connection.query(dependencyQuery)) {
    if (item === null || needed === null || item === needed) continue;
    needs.set(String(item), [...(needs.get(String(item)) ?? []), String(needed)]);
  }
  const statements = orderDefinitions(definitions, needs).map(({ ddl }) => ddl);
  const paths = await readSearchPaths(connection);
  return [
    `-- Dumped from database version ${version}`,
    "SELECT pg_catalog.set_config('search_path', '', false)",
    ...statements,
    ...paths,
  ]
    .map((statement, at) => (at === 0 ? `${statement}\n` : `${statement.trimEnd()};\n`))
    .join('');
}

function definitionFrom({ class: kind, oid, stage, ddl }: Row): Definition {
  return { class: kind as Definition['class'], oid: Number(oid), stage: Number(stage), ddl: String(ddl) };
}

const objectQuery = `SELECT n.nspname::text AS space, c.relname::text AS relation, c.relkind IN ('v', 'm') AS view, c.oid::bigint::text AS oid,
    (SELECT json_agg(json_build_array(a.attnum, a.attname) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${userSchema('n')} AND c.relkind IN ('r', 'p', 'f', 'v', 'm') ORDER BY c.oid`;

/** Tables with their columns, and views: what the resolver tells apart. A view's own columns are those of its tables to it. */
async function readObjects(connection: ServerConnection): Promise<CatalogObject[]> {
  return (await connection.query(objectQuery)).flatMap(({ space, relation, view, oid, columns }) => {
    const path = space === 'public' ? [String(relation)] : [String(space), String(relation)];
    if (view === true) return [{ object: formatObject({ kind: 'view', path }), identity: String(oid) }];
    const own = ((columns ?? []) as [number, string][]).map(([number, column]) => ({
      object: formatObject({ kind: 'column', path: [...path, column] }),
      identity: `${oid}.${number}`,
    }));
    return [{ object: formatObject({ kind: 'table', path }), identity: String(oid) }, ...own];
  });
}
