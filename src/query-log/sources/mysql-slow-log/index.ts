/**
 * The slow log of MariaDB and MySQL as runs. With `long_query_time = 0` it has every statement; MariaDB 10.11 writes those too
 * that fail, are killed or run out of time, what EXECUTE runs with its values, and CALL without what the procedure does.
 * It does not say which failed. MySQL's and Percona's headers are read by the same code, unverified against a server.
 */
import { closeSync, fstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openFile, plainBlocks, readBlocks } from '../../files/blocks.ts';
import { beginsAs, type FileIdentity, identify, identifyPath } from '../../files/identity.ts';
import { WholeLines } from '../../files/lines.ts';
import type { Gap, Run } from '../../words.ts';
import type { Completeness, LogChunk, LogPosition } from '../server-log/reading.ts';
import { emptyState, SlowLogEntries, type SlowLogState } from './entries.ts';

export interface SlowLogOptions {
  /** Somebody who can know says that every statement is logged: see `judgeSlowLogSettings`. */
  complete?: boolean;
  position?: LogPosition | null;
  /** False: the last statement stays in the position, for more of it may come. Default true. */
  finish?: boolean;
  chunkBytes?: number;
}

const CHUNK = 1 << 20;

/** Whether a file that begins so is a slow log. */
export function detectSlowLog(firstBytes: Buffer): boolean {
  const head = firstBytes.subarray(0, 64 * 1024).toString('latin1');
  return /^# User@Host: .*\[.*\] @ /m.test(head) && /^# (?:Thread_id|Query_time|Schema): /m.test(head);
}

/** What a statement says that takes statements out of the log for its session or for all. */
const SWITCHES =
  /^\s*set\b[^;]*\b(?:long_query_time|slow_query_log|log_slow_\w+|min_examined_row_limit|log_queries_not_using_indexes)\b/i;

interface Kept {
  entries: SlowLogState;
  last: number | null;
  switched: boolean;
}

const isKept = (state: unknown): state is Kept =>
  typeof state === 'object' && state !== null && 'entries' in state && 'last' in state && 'switched' in state;

class Reader {
  readonly entries: SlowLogEntries;
  /** The latest moment that was told. */
  last: number | null;
  /** What was lost before the next statement. */
  lost: string | null = null;
  private switched: boolean;
  private readonly complete: boolean;

  constructor(state: unknown, complete: boolean) {
    const kept = isKept(state) ? state : { entries: emptyState(), last: null, switched: false };
    this.entries = new SlowLogEntries(structuredClone(kept.entries));
    this.last = kept.last;
    this.switched = kept.switched;
    this.complete = complete;
  }

  get kept(): Kept {
    return structuredClone({ entries: this.entries.state, last: this.last, switched: this.switched });
  }

  completeness(): Completeness {
    const some = { mode: 'threshold', rate: 0.01 } as const;
    if (this.switched) return { sampling: some, reason: 'a statement changed what is logged' };
    if (!this.complete)
      return {
        sampling: some,
        reason: 'the log does not say whether every statement is in it (long_query_time = 0)',
      };
    return { sampling: { mode: 'full', rate: 1 }, reason: 'it is said that every statement is logged' };
  }

  take(text: string): number {
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) this.entries.push(line.endsWith('\r') ? line.slice(0, -1) : line);
    return lines.length;
  }

  chunk(lines: number, bytes: number, path: string, position: () => LogPosition): LogChunk {
    const runs = this.entries.take();
    const gaps = this.gapsBefore(runs);
    const from = this.last ?? runs[0]?.at ?? null;
    let to = from ?? 0;
    for (const run of runs) {
      if (run.at > to) to = run.at;
      this.switched ||= SWITCHES.test(run.text);
    }
    if (from !== null) this.last = to;
    const covered = from === null ? null : { from, to };
    return { runs, covered, gaps, lines, bytes, path, position, completeness: () => this.completeness() };
  }

  private gapsBefore(runs: Run[]): Gap[] {
    const first = runs[0]?.at;
    if (this.lost === null || first === undefined) return [];
    const gap = { from: Math.min(this.last ?? first, first), to: first, reason: this.lost };
    this.lost = null;
    return [gap];
  }
}

/** Reads files in the order given (plain, gzip, bzip2; `-` is standard input). Throws `FileError` for what cannot be opened. */
export async function* readSlowLog(
  files: string | string[],
  options: SlowLogOptions = {},
): AsyncGenerator<LogChunk> {
  const { position = null, complete = false, finish = true, chunkBytes = CHUNK } = options;
  const paths = typeof files === 'string' ? [files] : files;
  const reader = new Reader(position?.state, complete);
  for (const [at, path] of paths.entries()) {
    const begin = position?.path === path ? position.offset : 0;
    const whole = new WholeLines();
    const file = path === '-' ? null : identifyPath(path);
    const positionNow = (): LogPosition => ({
      version: 1,
      path,
      file,
      offset: begin + whole.taken,
      state: reader.kept,
    });
    let read = begin;
    for await (const block of readBlocks(path, begin, chunkBytes)) {
      read = block.read;
      const lines = reader.take(whole.push(block.bytes));
      yield reader.chunk(lines, read, path, positionNow);
    }
    if (at < paths.length - 1 || !finish) continue;
    const lines = reader.take(whole.end());
    reader.entries.end();
    yield reader.chunk(lines, read, path, positionNow);
  }
}

export interface FollowSlowLogOptions extends SlowLogOptions {
  signal: AbortSignal;
  /** Milliseconds between looks. Default 1000. */
  every?: number;
}

/** The file that was read until now under another name; null: it is gone. */
function findRotated(path: string, known: FileIdentity): string | null {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) {
      const other = identifyPath(join(folder, name));
      if (other && other.inode === known.inode && other.device === known.device) return join(folder, name);
    }
  } catch {}
  return null;
}

/** Reads an open file to where it ends now. */
function* readRest(
  fd: number,
  path: string,
  from: number,
  reader: Reader,
  finish: boolean,
): Generator<{ chunk: (position: () => LogPosition) => LogChunk; offset: number }> {
  const whole = new WholeLines();
  for (const { bytes, read } of plainBlocks(fd, from, CHUNK, path)) {
    const lines = reader.take(whole.push(bytes));
    yield { chunk: (position) => reader.chunk(lines, read, path, position), offset: from + whole.taken };
  }
  if (!finish) return;
  const lines = reader.take(whole.end());
  reader.entries.end();
  yield {
    chunk: (position) => reader.chunk(lines, from + whole.taken, path, position),
    offset: from + whole.taken,
  };
}

/**
 * Follows a slow log as it is written. A file that was renamed is read to its end before the new one; one that is gone, or
 * was cut while it was open, is a gap. Ends when `signal` aborts.
 */
export async function* followSlowLog(path: string, options: FollowSlowLogOptions): AsyncGenerator<LogChunk> {
  const { signal, position = null, complete = false, every = 1000 } = options;
  const reader = new Reader(position?.state, complete);
  let known = position?.file ?? null;
  let offset = position?.offset ?? 0;
  let fd: number | null = null;
  const now = (): LogPosition => ({ version: 1, path, file: known, offset, state: reader.kept });
  try {
    while (!signal.aborted) {
      if (fd === null) {
        const rotated = known && identifyPath(path)?.inode !== known.inode ? findRotated(path, known) : null;
        const old = rotated === null ? null : openFile(rotated);
        fd = old !== null && known && beginsAs(old, known) ? old : null;
        if (fd === null) {
          if (old !== null) closeSync(old);
          fd = openFile(path);
          if (known && !beginsAs(fd, known)) {
            reader.lost = 'log-rotated-unread';
            offset = 0;
          }
        }
      }
      if (fstatSync(fd).size < offset) {
        reader.lost = 'log-truncated';
        reader.entries.end();
        offset = 0;
      }
      const current = identifyPath(path);
      known = identify(fd);
      const isOld = current !== null && (current.inode !== known.inode || current.device !== known.device);
      for (const part of readRest(fd, path, offset, reader, isOld)) {
        offset = part.offset;
        yield part.chunk(now);
      }
      if (isOld) {
        closeSync(fd);
        fd = null;
        known = null;
        offset = 0;
      } else await pause(every, undefined, { signal }).catch(() => {});
    }
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

export { judgeSlowLogSettings } from './settings.ts';
