/**
 * The schema of a live MariaDB or MySQL, from information_schema. These servers have no ids that outlive a name: `identity` is
 * null, and a column that was dropped and made again between two looks is taken for the same one.
 */
import type { ObjectName } from '../../../model.ts';
import { emptyMysqlSchema, type MysqlSchema, type MysqlTable } from '../../../sql/mysql/index.ts';
import { columnNameOf, routineName, tableName, viewName } from '../../../sql/mysql/schema.ts';
import { writeMysqlDump } from '../../../sql/mysql/write-dump.ts';
import type { KnownCatalog } from '../../words.ts';
import type { MysqlServer, Row } from '../mysql-digests/connect.ts';

const OWN = "('information_schema', 'performance_schema', 'mysql', 'sys')";

const text = (value: unknown): string => String(value ?? '');
/** What the server does not tell to this user is null or ''. */
const told = (value: unknown): string | null => (value === null || value === '' ? null : String(value));

/** All databases that the user may see; `database` is the one whose names are left out. Throws what the driver throws. */
export async function readMysqlCatalog(server: MysqlServer, database: string): Promise<MysqlSchema> {
  const schema = emptyMysqlSchema(database);
  const of = (row: Row): string => (text(row.db) === database ? '' : text(row.db));
  const columns = await server.query(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS name, COLUMN_NAME AS col FROM information_schema.COLUMNS WHERE TABLE_SCHEMA NOT IN ${OWN} ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION`,
  );
  const byTable = new Map<string, string[]>();
  for (const row of columns) {
    const key = JSON.stringify([text(row.db), text(row.name)]);
    byTable.set(key, [...(byTable.get(key) ?? []), text(row.col)]);
  }
  const columnsOf = (row: Row): string[] => byTable.get(JSON.stringify([text(row.db), text(row.name)])) ?? [];
  const views = await server.query(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS name, VIEW_DEFINITION AS body FROM information_schema.VIEWS WHERE TABLE_SCHEMA NOT IN ${OWN}`,
  );
  schema.views = views.map((row) => ({
    database: of(row),
    name: text(row.name),
    query: told(row.body),
    columns: columnsOf(row),
  }));
  const tables = await server.query(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN ${OWN} AND TABLE_TYPE NOT IN ('VIEW', 'SYSTEM VIEW', 'TEMPORARY')`,
  );
  schema.tables = tables.map((row) => tableOf(of(row), text(row.name), columnsOf(row)));
  schema.routines = await readRoutines(server, of);
  const triggers = await server.query(
    `SELECT TRIGGER_SCHEMA AS db, TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS tab, EVENT_MANIPULATION AS event, ACTION_STATEMENT AS body FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA NOT IN ${OWN}`,
  );
  schema.triggers = triggers.map((row) => ({
    database: of(row),
    name: text(row.name),
    table: text(row.tab),
    event: text(row.event).toLowerCase() as 'insert' | 'update' | 'delete',
    body: told(row.body),
  }));
  return schema;
}

const tableOf = (database: string, name: string, columns: string[]): MysqlTable =>
  columns.length > 0 ? { database, name, columns } : { database, name, columns, incomplete: true };

async function readRoutines(server: MysqlServer, of: (row: Row) => string): Promise<MysqlSchema['routines']> {
  const routines = await server.query(
    `SELECT ROUTINE_SCHEMA AS db, ROUTINE_NAME AS name, ROUTINE_TYPE AS kind, ROUTINE_DEFINITION AS body FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA NOT IN ${OWN} AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')`,
  );
  const parameters = await server.query(
    `SELECT SPECIFIC_SCHEMA AS db, SPECIFIC_NAME AS name, ROUTINE_TYPE AS kind, PARAMETER_NAME AS parameter FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA NOT IN ${OWN} AND PARAMETER_NAME IS NOT NULL ORDER BY ORDINAL_POSITION`,
  );
  return routines.map((row) => ({
    database: of(row),
    name: text(row.name),
    kind: text(row.kind) === 'FUNCTION' ? ('function' as const) : ('procedure' as const),
    parameters: parameters
      .filter((one) => one.db === row.db && one.name === row.name && one.kind === row.kind)
      .map((one) => text(one.parameter)),
    body: told(row.body),
  }));
}

/** The names of a schema, as manifests write them. */
export function objectsOf({ tables, views, routines }: MysqlSchema): ObjectName[] {
  return [
    ...tables.flatMap((table) => [
      tableName(table),
      ...table.columns.map((column) => columnNameOf(table, column)),
    ]),
    ...views.map(viewName),
    ...routines.map(routineName),
  ].sort();
}

/** As the store keeps it. `from`: since when it holds. */
export function knownMysqlCatalog(schema: MysqlSchema, database: string, from: number | null): KnownCatalog {
  const objects = objectsOf(schema).map((object) => ({ object, identity: null }));
  return { database, from, ddl: writeMysqlDump(schema), objects };
}
