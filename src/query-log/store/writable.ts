/** Whether a store that is open can still be written, for `/health`. */
import { statfsSync, statSync } from 'node:fs';
import type { OpenFile } from './open-file.ts';

/** Less than this and the next batches may not fit. */
const LEAST_FREE = 16 * 1024 * 1024;

function whyNotOnDisk({ path, inode }: OpenFile): string | null {
  const now = statSync(path, { throwIfNoEntry: false });
  if (now === undefined) return 'its file was taken away';
  if (now.ino !== inode) return 'its file was replaced by another one';
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize < LEAST_FREE ? 'its disk is full' : null;
}

/** Null: it can. Else why not, as half a sentence. */
export function whyNotWritable(file: OpenFile): string | null {
  try {
    const why = whyNotOnDisk(file);
    if (why !== null) return why;
    file.database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return null;
  } catch (error) {
    if (file.database.isOpen && file.database.isTransaction) file.database.exec('ROLLBACK');
    return error instanceof Error ? error.message : 'it does not answer';
  }
}
