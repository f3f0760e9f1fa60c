/** Tables and columns that a dump makes, by name: a dump has no identities. */
import type { CatalogObject } from '../../../query-log/words.ts';
import { readColumnSchema } from '../../../sql/columns.ts';
import { prepareSql } from '../../../sql/index.ts';
import { columnName } from '../../../sql/postgresql/identify.ts';

export async function objectsOfDump(ddl: string): Promise<CatalogObject[]> {
  await prepareSql('postgresql');
  const { catalog } = readColumnSchema(ddl, { version: 18, defaultSchema: 'public' });
  const tables = Object.entries(catalog.tables).flatMap(([table, { columns }]) => [
    table,
    ...Object.keys(columns).map((column) => columnName(table, column)),
  ]);
  const names = [...tables, ...Object.keys(catalog.views)];
  return names.map((object) => ({ object, identity: null }));
}
