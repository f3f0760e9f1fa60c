/** Follows a log as it is written: one file, a folder, or a pattern of names. Looks again and again: notices of change are not to be relied on. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readBlocks } from '../../files/blocks.ts';
import { type FileIdentity, identifyPath, pathBeginsAs } from '../../files/identity.ts';
import { WholeLines } from '../../files/lines.ts';
import { LogReader } from './log-reader.ts';
import { chunkOf, resume } from './read-log.ts';
import type { LogChunk, LogOptions, LogPosition } from './reading.ts';

export interface FollowOptions extends LogOptions {
  position?: LogPosition | null;
  signal: AbortSignal;
  /** Milliseconds between looks. Default 1000. */
  every?: number;
}

const BLOCK = 1024 * 1024;
const EVERY = 1000;

interface Found {
  path: string;
  changed: number;
  size: number;
  identity: FileIdentity;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** `*` and `?` in the name alone; a server's own `%Y-%m-%d` stand for anything, too. */
function patternOf(name: string): RegExp {
  const source = name
    .replace(/%./g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}

const PACKED = /\.(?:gz|bz2|xz|zst)$/;

/** One server writes each message in several forms: reading two of them would count it twice. The most telling form is read. */
function oneForm(names: readonly string[]): string[] {
  for (const form of ['.json', '.csv']) {
    const own = names.filter((name) => name.endsWith(form));
    if (own.length > 0) return own;
  }
  return [...names];
}

function namesFor(target: string): { folder: string; names: string[] } {
  if (isFolder(target)) {
    const names = readdirSync(target).filter((name) => /\.(?:json|csv|log)$/.test(name));
    return { folder: target, names: oneForm(names) };
  }
  const folder = dirname(target);
  const pattern = patternOf(basename(target));
  const names = isFolder(folder) ? readdirSync(folder) : [];
  return { folder, names: names.filter((name) => pattern.test(name) && !PACKED.test(name)) };
}

function found(path: string): Found[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  const identity = stats?.isFile() ? identifyPath(path) : null;
  return stats && identity ? [{ path, changed: stats.mtimeMs, size: stats.size, identity }] : [];
}

/** Oldest first: a log that is no longer written was changed before the one that is. */
function filesOf(target: string): Found[] {
  const { folder, names } = namesFor(target);
  return names
    .flatMap((name) => found(join(folder, name)))
    .sort((a, b) => a.changed - b.changed || (a.path < b.path ? -1 : 1));
}

/** Also by a name that the target does not have: `x.log.1` after a rotation. */
function renamed(path: string, is: (file: Found) => boolean): Found | undefined {
  const folder = dirname(path);
  const stem = basename(path);
  const names = isFolder(folder) ? readdirSync(folder).filter((name) => name.startsWith(stem)) : [];
  return names
    .filter((name) => !PACKED.test(name))
    .flatMap((name) => found(join(folder, name)))
    .find(is);
}

const isInode = (file: Found, { device, inode }: FileIdentity): boolean =>
  file.identity.inode === inode && file.identity.device === device;

class Follower {
  private readonly target: string;
  private readonly blockBytes: number;
  readonly reader: LogReader;
  /** What is being read; null: nothing yet. */
  private current: { path: string; identity: FileIdentity; offset: number } | null = null;

  constructor(target: string, options: FollowOptions) {
    this.target = target;
    this.blockBytes = options.chunkBytes ?? BLOCK;
    this.reader = new LogReader(options);
    resume(this.reader, options.position);
    const { file, path = '', offset = 0 } = options.position ?? {};
    if (file) this.current = { path, identity: file, offset };
  }

  /** All that is new. Nothing: nobody has written. */
  async *look(): AsyncGenerator<LogChunk> {
    const files = filesOf(this.target);
    if (this.current) yield* this.goOn(files);
    for (const file of this.after(files)) {
      if (this.current) this.reader.nextFile();
      this.current = { path: file.path, identity: file.identity, offset: 0 };
      yield* this.read();
    }
  }

  /** The rest of the file that was being read, wherever it is now. */
  private async *goOn(files: readonly Found[]): AsyncGenerator<LogChunk> {
    const { current } = this;
    if (!current) return;
    const same = (file: Found): boolean => isInode(file, current.identity);
    const here = files.find(same) ?? renamed(current.path, same);
    if (here && here.size >= current.offset && pathBeginsAs(here.path, current.identity)) {
      current.path = here.path;
      yield* this.read();
      return;
    }
    const copy = renamed(
      current.path,
      (file) => !same(file) && file.size >= current.offset && pathBeginsAs(file.path, current.identity),
    );
    if (copy) {
      this.current = { path: copy.path, identity: current.identity, offset: current.offset };
      yield* this.read();
      // What was written between the copy and the cut is in neither; numbers of lines would tell.
      if (!this.reader.countsLines) this.reader.lost('log-copied-and-cut');
    } else this.reader.lost(here ? 'truncated' : 'log-rotated-unread');
    // What now has its inode is another file, from its beginning.
    if (here) {
      this.reader.nextFile();
      this.current = { path: here.path, identity: here.identity, offset: 0 };
      yield* this.read();
    } else this.current = null;
  }

  private after(files: readonly Found[]): Found[] {
    const { current } = this;
    if (!current) return [...files];
    const at = files.findIndex((file) => isInode(file, current.identity));
    const known = at >= 0 ? at : -1;
    // An empty file may have been put there by whoever rotates, before the server leaves the one before it.
    return files.slice(known + 1).filter((file) => file.size > 0 && !isInode(file, current.identity));
  }

  private async *read(): AsyncGenerator<LogChunk> {
    const { current, reader } = this;
    if (!current) return;
    const lines = new WholeLines();
    const start = current.offset;
    reader.path = current.path;
    for await (const block of readBlocks(current.path, start, this.blockBytes)) {
      const text = lines.push(block.bytes);
      if (text === '') continue;
      reader.push(text);
      current.offset = start + lines.taken;
      // Its head grows with it; another file may have taken its name meanwhile.
      const now = identifyPath(current.path);
      if (now?.inode === current.identity.inode && now.device === current.identity.device)
        current.identity = now;
      yield this.chunk(block.read);
    }
  }

  chunk(bytes: number): LogChunk {
    const { path = this.target, identity: file = null, offset = 0 } = this.current ?? {};
    return chunkOf(this.reader, { path, file, offset }, bytes);
  }

  get offset(): number {
    return this.current?.offset ?? 0;
  }
}

/**
 * Follows a log as it is written: one file, a folder, or a pattern of names (`/var/log/postgresql/*.json`). Rotation loses nothing
 * while the files stay; what vanished unread is a gap. Ends when `signal` aborts.
 */
export async function* followLog(target: string, options: FollowOptions): AsyncGenerator<LogChunk> {
  const { signal, every = EVERY } = options;
  const follower = new Follower(target, options);
  let open = false;
  while (!signal.aborted) {
    let grown = false;
    for await (const chunk of follower.look()) {
      grown = true;
      open = true;
      yield chunk;
      if (signal.aborted) return;
    }
    if (!grown && open) {
      // Nobody has written for a while: what was begun is whole.
      follower.reader.end(true);
      open = false;
      yield follower.chunk(follower.offset);
    }
    await setTimeout(every, undefined, { signal }).catch(() => {});
  }
}
