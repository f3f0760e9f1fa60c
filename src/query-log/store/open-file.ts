/** Opens the file of a store: for one writer, or for one of many readers. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../user-error.ts';
import { explainError } from './explain-error.ts';
import { type Database, loadSqlite } from './load-sqlite.ts';
import { bringUpToDate, requireFormat, requireOurs } from './schema.ts';
import { lockForWriting } from './writer-lock.ts';

export interface OpenFile {
  database: Database;
  path: string;
  /** Of the file that was opened. */
  inode: number;
  close(): void;
}

/** Readers and writers of one file wait this long for each other. */
const PATIENCE = 5000;

/** Once a commit returns, neither kill -9 nor a power cut takes it back; readers never wait for the writer. */
const WRITING =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA cache_size = -32000';

function openForWriting(path: string): OpenFile {
  mkdirSync(dirname(path), { recursive: true });
  const unlock = lockForWriting(path);
  try {
    const database = new (loadSqlite().DatabaseSync)(path, { timeout: PATIENCE });
    try {
      requireOurs(database, path);
      database.exec(WRITING);
      bringUpToDate(database, path);
    } catch (error) {
      database.close();
      throw error;
    }
    const close = (): void => {
      database.close();
      unlock();
    };
    return { database, path, inode: statSync(path).ino, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openForReading(path: string): OpenFile {
  if (!existsSync(path))
    throw new UserError(
      `there is no store at ${path}.`,
      'Name it with --store, or fill it first: lanekeeper query-log ingest | serve',
    );
  const database = new (loadSqlite().DatabaseSync)(path, { timeout: PATIENCE, readOnly: true });
  try {
    database.exec('PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -32000');
    requireFormat(database, path);
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, path, inode: statSync(path).ino, close: () => database.close() };
}

/** Throws `UserError`: no such file, no access, damaged, of another format, or another process writes it. */
export function openFile(path: string, readOnly: boolean): OpenFile {
  try {
    return readOnly ? openForReading(path) : openForWriting(path);
  } catch (error) {
    throw explainError(error, path);
  }
}
