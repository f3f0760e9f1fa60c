/** PostgreSQL's server logs as runs: `readLog` for files that lie there, `followLog` for one that grows. */
import type { LogChunk, LogOptions, LogPosition } from './reading.ts';

export type { Completeness, FileIdentity, LogChunk, LogOptions, LogPosition } from './reading.ts';
export { LogError } from './reading.ts';

export interface ReadOptions extends LogOptions {
  /** Goes on from there: files before it are left out. */
  position?: LogPosition | null;
  /** False: what the last lines began (a statement whose error may follow) stays in the position and is not told yet. Default true. */
  finish?: boolean;
}

/**
 * Reads files in the order given (plain, gzip, bzip2; `-` is standard input), carrying sessions from one to the next.
 * Throws `LogError` for what cannot be read without a guess.
 */
export async function* readLog(_files: string | string[], _options: ReadOptions = {}): AsyncGenerator<LogChunk> {
  yield* [];
}

export interface FollowOptions extends LogOptions {
  position?: LogPosition | null;
  signal: AbortSignal;
  /** Milliseconds between looks. Default 1000. */
  every?: number;
}

/**
 * Follows a log as it is written: one file, a folder, or a pattern of names (`/var/log/postgresql/*.json`). Rotation loses nothing
 * while the files stay; what vanished unread is a gap. Ends when `signal` aborts.
 */
export async function* followLog(_target: string, _options: FollowOptions): AsyncGenerator<LogChunk> {
  yield* [];
}
