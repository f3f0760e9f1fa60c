/** The room's door: migrations as text in, statements with their effects and the schema after them out. */
import type { Catalog, Engine, MigrationText, ReadMigration } from '../model.ts';
import { copyCatalog, emptyCatalog } from './catalog.ts';
import type { Items } from './postgresql/items.ts';
import { judgeStatement } from './postgresql/judge.ts';
import { loadParser } from './postgresql/parse.ts';
import { readMigration } from './postgresql/read.ts';
import type { Session } from './postgresql/session.ts';

export interface ReadOptions {
  engine: Engine;
  /** Major version, e.g. 16. */
  version: number;
  defaultSchema: string;
  /** Files of the history that the proposal takes away. */
  gone?: ReadonlySet<string>;
  /** The files are history, not one proposal: what one of them makes is fresh for that file alone. */
  apart?: boolean;
  /** The one text that is read, taken apart already: parsing takes most of the time. */
  items?: Items;
}

/** Loads what an engine's migrations are read with; must have ended before the first of them is read. */
export async function prepareSql(engine: Engine): Promise<void> {
  if (engine === 'postgresql') await loadParser();
}

/**
 * Reads migrations in the order in which they run, each in a session of its own, and replays them on a copy of the
 * schema before them. Total: what cannot be read is a problem of its file, and marks the schema incomplete.
 * What one of these files makes is fresh for the rest of them, unless they are read apart.
 */
export function readMigrations(
  texts: readonly MigrationText[],
  before: Catalog,
  options: ReadOptions,
): { migrations: ReadMigration[]; after: Catalog } {
  const after = copyCatalog(before);
  if (options.engine !== 'postgresql') {
    if (texts.length > 0) after.incomplete = true;
    return { migrations: texts.map((text) => notReadYet(text, options.engine)), after };
  }
  const session = openSession(after, options);
  const migrations = texts.map((text) => {
    if (options.apart) {
      session.fresh.clear();
      session.addedColumns?.clear();
    }
    return readMigration(text, session, judgeStatement, options.items);
  });
  return { migrations, after };
}

/** The schema that a dump makes (pg_dump's or psql's plain format). What of it cannot be read marks it incomplete. */
export function readSchema(text: string, options: ReadOptions): Catalog {
  const dump: MigrationText = { path: 'schema.sql', up: text, transaction: 'none' };
  return readMigrations([dump], emptyCatalog(), options).after;
}

function openSession(catalog: Catalog, { version, defaultSchema, gone }: ReadOptions): Session {
  return {
    catalog,
    place: { path: '', line: 1, column: 1 },
    version,
    defaultSchema,
    searchPath: [defaultSchema],
    fresh: new Set(),
    ...(gone && { gone }),
    enumValuesOfTransaction: new Set(),
    typesOfTransaction: new Set(),
    temporaries: new Map(),
    settings: new Map(),
  };
}

const ENGINE_NAMES: Record<Engine, string> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
};

function notReadYet({ path, problems = [] }: MigrationText, engine: Engine): ReadMigration {
  const message = `${engine} migrations are not read yet: nothing is known of what this ${ENGINE_NAMES[engine]} migration does; only postgresql is`;
  const problem = { path, line: 1, column: 1, message };
  return { path, statements: [], problems: [...problems, problem], strayAllows: [] };
}
