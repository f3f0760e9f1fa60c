/** A file by what it is: a log is rotated under its name, and an inode is given away again. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface FileIdentity {
  device: number;
  inode: number;
  /** Digest of the first `headBytes` bytes. */
  head: string;
  headBytes: number;
}

const mostHeadBytes = 1024;

function digestHead(fd: number, bytes: number): { head: string; headBytes: number } {
  const buffer = Buffer.alloc(bytes);
  const headBytes = bytes === 0 ? 0 : readSync(fd, buffer, 0, bytes, 0);
  const head = createHash('sha256').update(buffer.subarray(0, headBytes)).digest('hex').slice(0, 16);
  return { head, headBytes };
}

/** Of an open file. */
export function identify(fd: number): FileIdentity {
  const { dev, ino, size } = fstatSync(fd);
  return { device: dev, inode: ino, ...digestHead(fd, Math.min(size, mostHeadBytes)) };
}

/** Null: it cannot be opened (any more). */
export function identifyPath(path: string): FileIdentity | null {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    return identify(fd);
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}

/** Whether the open file begins as the known one did. A copy (another inode) does too: its bytes are the same. */
export function beginsAs(fd: number, known: FileIdentity): boolean {
  const { head, headBytes } = digestHead(fd, known.headBytes);
  return headBytes === known.headBytes && head === known.head;
}

/** The same of a path; false where it cannot be opened. */
export function pathBeginsAs(path: string, known: FileIdentity): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    return beginsAs(fd, known);
  } catch {
    return false;
  } finally {
    closeSync(fd);
  }
}
