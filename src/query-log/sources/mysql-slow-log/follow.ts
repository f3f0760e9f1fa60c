/** Follows a slow log as it is written, through its rotations: nothing is passed over without a word. */
import { closeSync, fstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openFile, plainBlocks } from '../../files/blocks.ts';
import { beginsAs, type FileIdentity, identify, identifyPath, pathBeginsAs } from '../../files/identity.ts';
import { WholeLines } from '../../files/lines.ts';
import type { LogChunk, LogPosition } from '../server-log/reading.ts';
import { SlowLogReader, type SlowLogReading } from './reader.ts';

export interface FollowSlowLogOptions extends SlowLogReading {
  position?: LogPosition | null;
  signal: AbortSignal;
  /** Milliseconds between looks. Default 1000. */
  every?: number;
}

const CHUNK = 1 << 20;
const PACKED = /\.(?:gz|bz2|xz|zst)$/;

interface Rotated {
  path: string;
  changed: number;
  identity: FileIdentity;
}

const isSame = (one: FileIdentity, other: FileIdentity): boolean =>
  one.inode === other.inode && one.device === other.device;

/** The log under its name and under those that rotations gave it, what was changed last last. */
function filesBeside(path: string): Rotated[] {
  const folder = dirname(path);
  const files: Rotated[] = [];
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(basename(path))) continue;
    const file = join(folder, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    const identity = stats?.isFile() ? identifyPath(file) : null;
    if (stats && identity) files.push({ path: file, changed: stats.mtimeMs, identity });
  }
  return files.sort((a, b) => a.changed - b.changed);
}

class Follower {
  readonly reader: SlowLogReader;
  private readonly path: string;
  private known: FileIdentity | null;
  private offset: number;
  private fd: number | null = null;
  /** When the file before this one was changed last: it has been read to its end. */
  private finished: number | null = null;
  /** Files that have been read to their ends: two may have been changed within one tick of their clock. */
  private readonly ended: FileIdentity[] = [];

  constructor(path: string, options: FollowSlowLogOptions) {
    this.path = path;
    this.reader = new SlowLogReader(options.position?.state, options);
    this.known = options.position?.file ?? null;
    this.offset = options.position?.offset ?? 0;
  }

  readonly position = (): LogPosition => ({
    version: 1,
    path: this.path,
    file: this.known,
    offset: this.offset,
    state: this.reader.kept,
  });

  /** All that is new. Whether more may be had at once: a file that was rotated has been read to its end. */
  *look(): Generator<LogChunk, boolean> {
    const fd = this.open();
    if (this.isAnother(fd)) this.lose('log-truncated');
    const isOld = this.isRotated(fd);
    this.known = identify(fd);
    yield* this.read(fd, isOld);
    if (!isOld) return false;
    this.finished = fstatSync(fd).mtimeMs;
    this.ended.push(this.known);
    this.known = null;
    this.offset = 0;
    this.close();
    return true;
  }

  close(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
  }

  private lose(reason: string): void {
    this.reader.lost ??= reason;
    this.reader.entries.end();
    this.offset = 0;
  }

  private open(): number {
    this.fd ??= openFile(this.known ? this.findAgain(this.known) : this.findNext());
    return this.fd;
  }

  /** The file that was being read, under whichever name. */
  private findAgain(known: FileIdentity): string {
    const found = filesBeside(this.path).find(
      ({ path, identity }) => isSame(identity, known) && pathBeginsAs(path, known),
    );
    if (found) return found.path;
    this.lose('log-rotated-unread');
    return this.path;
  }

  /** The oldest that was changed after the one that was read to its end: it may have been rotated more than once meanwhile. */
  private findNext(): string {
    const { finished, ended, path } = this;
    if (finished === null) return path;
    const isRead = ({ identity }: Rotated): boolean => ended.some((one) => isSame(one, identity));
    const next = filesBeside(path).find(
      (file) => file.changed >= finished && file.path !== path && !isRead(file),
    );
    if (next && !PACKED.test(next.path)) return next.path;
    if (next) this.lose('log-rotated-unread');
    return path;
  }

  /** It was cut while it was open; or cut, and has grown again. */
  private isAnother(fd: number): boolean {
    return fstatSync(fd).size < this.offset || (this.known !== null && !beginsAs(fd, this.known));
  }

  /** Another file has its name, and the server writes there: an empty one may have been put there before the server knows. */
  private isRotated(fd: number): boolean {
    const stats = statSync(this.path, { throwIfNoEntry: false });
    const { ino, dev } = fstatSync(fd);
    return stats !== undefined && stats.size > 0 && (stats.ino !== ino || stats.dev !== dev);
  }

  private *read(fd: number, isOld: boolean): Generator<LogChunk> {
    const { reader, path } = this;
    const whole = new WholeLines();
    const from = this.offset;
    for (const { bytes, read } of plainBlocks(fd, from, CHUNK, path)) {
      const lines = reader.take(whole.push(bytes));
      this.offset = from + whole.taken;
      yield reader.chunk(lines, read, path, this.position);
    }
    if (!isOld) return;
    const lines = reader.take(whole.end());
    reader.entries.end();
    this.offset = from + whole.taken;
    yield reader.chunk(lines, this.offset, path, this.position);
  }
}

/**
 * A file that was renamed is read to its end before the next; one that is gone, or was cut, is a gap. Ends when `signal`
 * aborts. Throws `FileError` for what cannot be opened.
 */
export async function* followSlowLog(path: string, options: FollowSlowLogOptions): AsyncGenerator<LogChunk> {
  const { signal, every = 1000 } = options;
  const follower = new Follower(path, options);
  try {
    while (!signal.aborted) {
      const more = yield* follower.look();
      if (!more) await pause(every, undefined, { signal }).catch(() => {});
    }
  } finally {
    follower.close();
  }
}
