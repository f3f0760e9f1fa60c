/** Node's own SQLite, without the one warning that it prints when it is loaded; every other warning is let through. */
import type { DatabaseSync } from 'node:sqlite';

type Sqlite = typeof import('node:sqlite');
export type Database = DatabaseSync;

const isAboutSqlite = (warning: string | Error, rest: readonly unknown[]): boolean =>
  String(warning).includes('SQLite') && rest.some((word) => word === 'ExperimentalWarning');

let loaded: Sqlite | null = null;

export function loadSqlite(): Sqlite {
  if (loaded) return loaded;
  const emit = process.emitWarning;
  const filter = (warning: string | Error, ...rest: unknown[]): void => {
    if (!isAboutSqlite(warning, rest)) Reflect.apply(emit, process, [warning, ...rest]);
  };
  process.emitWarning = filter as typeof process.emitWarning;
  try {
    loaded = process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emit;
  }
  return loaded;
}
