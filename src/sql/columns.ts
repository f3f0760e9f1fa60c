/** Which columns a statement reads and writes: PostgreSQL's own grammar, names looked up in the schema. */
import type { Catalog } from '../model.ts';
import { emptyCatalog } from './catalog.ts';
import { readMigrations } from './index.ts';
import { type Definitions, noDefinitions } from './postgresql/columns/bodies.ts';
import {
  type ColumnOptions,
  type ColumnSchema,
  ColumnSession,
  type StatementColumns,
  sessionOn,
} from './postgresql/columns/column-session.ts';
import { noteDefinition, pruneDefinitions } from './postgresql/columns/definitions.ts';
import { type Items, itemsOf } from './postgresql/items.ts';
import { applySettings, Settings } from './postgresql/settings.ts';

export type { Definitions } from './postgresql/columns/bodies.ts';
export type { ColumnOptions, ColumnSchema, StatementColumns } from './postgresql/columns/column-session.ts';
export { ColumnSession } from './postgresql/columns/column-session.ts';

function definitionsIn({ items }: Items, catalog: Catalog, options: ColumnOptions): Definitions {
  const definitions = noDefinitions();
  const session = sessionOn(catalog, options);
  const settings = new Settings(options.defaultSchema);
  for (const { node } of items) {
    if (!node) continue;
    session.searchPath = settings.searchPath;
    noteDefinition(definitions, session, node as Parameters<typeof noteDefinition>[2]);
    applySettings(node, settings, true);
  }
  pruneDefinitions(definitions, session);
  return definitions;
}

/**
 * The schema that a dump (or a file of DDL) makes, with the bodies of its views and functions. `problems` are what of it could
 * not be read: then absence from the schema proves nothing.
 */
export function readColumnSchema(
  text: string,
  options: ColumnOptions,
  path = 'schema.sql',
): ColumnSchema & { problems: { line: number; column: number; message: string }[] } {
  const dump = { path, up: text, transaction: 'none' } as const;
  const items = itemsOf(text);
  const reading = { engine: 'postgresql', ...options, items } as const;
  const { after, migrations } = readMigrations([dump], emptyCatalog(), reading);
  const problems = migrations.flatMap((migration) => migration.problems);
  return { catalog: after, definitions: definitionsIn(items, after, options), problems };
}

/**
 * What one statement touches, in a session in which nothing ran before. Several in one text are told apart. `definitions`:
 * the bodies of views and functions; without them, what the catalog says of them. Needs the parser: `prepareSql` first.
 */
export function columnsOf(
  statement: string,
  catalog: Catalog,
  options: ColumnOptions & { definitions?: Definitions },
): StatementColumns[] {
  const definitions = options.definitions ?? noDefinitions();
  return new ColumnSession({ catalog, definitions }, options).read(statement);
}
