/** SQLite's errors in words that say which file and what to do; what it cannot read is an error, never a zero. */
import { UserError } from '../../user-error.ts';

const CODES: Record<number, (path: string, message: string) => UserError> = {
  5: (path) => busy(path),
  6: (path) => busy(path),
  8: (path) =>
    new UserError(
      `${path} cannot be written to.`,
      'Give write access to the file and its folder, or name another with --store.',
    ),
  11: (path, message) => damaged(path, message),
  13: (path) =>
    new UserError(
      `the disk is full: ${path} cannot take more.`,
      'Free some space; what was counted so far is kept.',
    ),
  14: (path) => cannotOpen(path),
  26: (path, message) => damaged(path, message),
};

function cannotOpen(path: string): UserError {
  return new UserError(
    `${path} cannot be opened.`,
    'Check that its folder is there and may be read and written, or name another file with --store.',
  );
}

function busy(path: string): UserError {
  return new UserError(
    `${path} is being written by another process.`,
    'One process writes a store: end the other one, or name another file with --store.',
  );
}

function damaged(path: string, message: string): UserError {
  return new UserError(
    `${path} is damaged, or no store of the query log (${message}); nothing of it is believed.`,
    'Bring back a copy of it, or move it away and begin a new store: coverage then begins anew.',
  );
}

/** SQLite's result code without its extension; null: the error is not SQLite's. */
function codeOf(error: unknown): number | null {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : null;
}

/** The folder cannot be made, or is none. */
const isOfFileSystem = (error: unknown): boolean =>
  typeof (error as { syscall?: unknown } | null)?.syscall === 'string';

/** What is thrown for an error of SQLite's or of the file system's; any other error as it is. */
export function explainError(error: unknown, path: string): unknown {
  if (isOfFileSystem(error)) return cannotOpen(path);
  const code = codeOf(error);
  const explain = code === null ? undefined : CODES[code];
  return explain ? explain(path, error instanceof Error ? error.message : 'unreadable') : error;
}
