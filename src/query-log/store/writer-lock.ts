/**
 * One process writes a store. The lock is SQLite's own, on an empty file beside the store: the system lets go of it when the
 * process dies, however it dies, so that no lock is ever left behind.
 */
import { loadSqlite } from './load-sqlite.ts';

/** Long enough for a process that is just ending. */
const PATIENCE = 1000;

/** Throws SQLite's own error where another holds it. Returns what lets go. */
export function lockForWriting(path: string): () => void {
  const { DatabaseSync } = loadSqlite();
  const lock = new DatabaseSync(`${path}-writer`, { timeout: PATIENCE });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}
