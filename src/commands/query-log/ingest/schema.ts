/** The schema that statements are read against: given as a file, or what the store knows of that time. */
import { readFileSync } from 'node:fs';
import type { Time } from '../../../model.ts';
import { SessionMemory } from '../../../query-log/resolve/memory.ts';
import { PostgresqlResolver } from '../../../query-log/resolve/postgresql.ts';
import type { Resolver } from '../../../query-log/resolve.ts';
import type { Store } from '../../../query-log/store.ts';
import type { CatalogObject, KnownCatalog, Run, Shape } from '../../../query-log/words.ts';
import { cleanLine } from '../../../report/clean.ts';
import { type ColumnSchema, readColumnSchema } from '../../../sql/columns.ts';
import { columnName } from '../../../sql/postgresql/identify.ts';
import { UserError } from '../../../user-error.ts';
import { quoted } from '../../options.ts';

const VERSION = { version: 18, defaultSchema: 'public' } as const;

function objectsOf({ catalog }: ColumnSchema): CatalogObject[] {
  const names = Object.entries(catalog.tables).flatMap(([table, { columns }]) => [
    table,
    ...Object.keys(columns).map((column) => columnName(table, column)),
  ]);
  return [...names, ...Object.keys(catalog.views), ...Object.keys(catalog.functions)].map((object) => ({
    object,
    identity: null,
  }));
}

export function readSchemaFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `--schema ${quoted(path)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Give a file as pg_dump --schema-only (or mysqldump --no-data) writes it.',
    );
  }
}

function warn(path: string, schema: ReturnType<typeof readColumnSchema>): void {
  for (const { line, column, message } of schema.problems.slice(0, 20))
    process.stderr.write(`lanekeeper: ${cleanLine(`${path}:${line}:${column} ${message}`)}\n`);
  if (schema.catalog.incomplete)
    process.stderr.write(
      `lanekeeper: ${cleanLine(path)} could not be read whole: what it does not show may be there all the same.\n  Do: give a dump of the schema alone: pg_dump --schema-only\n`,
    );
}

/** Puts the schema of a file into the store, where it is another one than the store has; a resolver over it. */
export function takeSchema(path: string, database: string, store: Store): Resolver {
  const ddl = readSchemaFile(path);
  const schema = readColumnSchema(ddl, VERSION, path);
  warn(path, schema);
  if (Object.keys(schema.catalog.tables).length === 0)
    throw new UserError(
      `--schema ${quoted(path)} makes no table.`,
      'Give a file as pg_dump --schema-only writes it.',
    );
  store.putCatalog({ database, from: null, ddl, objects: objectsOf(schema) });
  return new PostgresqlResolver({ ddl }, VERSION, schema);
}

const HOUR = 3_600_000;

type Maker = (catalog: KnownCatalog | null) => Resolver;

/** A session goes on when the schema changes: all that are made share what is known of sessions. */
export function postgresqlMaker(): Maker {
  const sessions = new SessionMemory();
  return (catalog) => new PostgresqlResolver(catalog, { ...VERSION, sessions });
}

/** Resolves by what the store knows of the schema at each time, looked up once an hour of the log. */
export class StoredSchemas implements Resolver {
  private readonly store: Store;
  private readonly database: string;
  private readonly make: Maker;
  private readonly resolvers = new Map<string, Resolver>();
  private hour = Number.NaN;
  private current: Resolver | null = null;
  /** Some statement ran when a schema was known. */
  found = false;

  constructor(store: Store, database: string, make: Maker) {
    this.store = store;
    this.database = database;
    this.make = make;
  }

  take(run: Run): Shape {
    const hour = Math.floor(run.at / HOUR);
    if (hour !== this.hour || this.current === null) this.current = this.resolverAt(run.at);
    this.hour = hour;
    return this.current.take(run);
  }

  private resolverAt(at: Time): Resolver {
    const catalog = this.store.catalogAt(this.database, at);
    this.found ||= catalog !== null;
    const key = catalog?.ddl ?? '';
    const made = this.resolvers.get(key) ?? this.make(catalog);
    this.resolvers.set(key, made);
    return made;
  }
}
