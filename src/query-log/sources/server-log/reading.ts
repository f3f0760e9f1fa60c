/** What reading a PostgreSQL log gives: the border between reading and counting. */
import type { Gap, Run, Sampling, Span } from '../../words.ts';

export interface LogOptions {
  /** `log_line_prefix` of a stderr log. Without it the prefix is learnt from the lines. */
  prefix?: string;
  /** IANA name (`Europe/Berlin`) of the server's `log_timezone`: needed where an abbreviation means several zones, or none is told. */
  timezone?: string;
  /** Somebody who can know says that every statement is logged (`log_min_duration_statement = 0` for everybody). */
  complete?: boolean;
  /** Whose times have no year (syslog): the year of the last line. Default: that of the file's last change. */
  year?: number;
  /** How much is read at once, in bytes. */
  chunkBytes?: number;
}

/** A file by what it is, not by its name: a rotated file keeps it, a new one of the same name does not. */
export interface FileIdentity {
  device: number;
  inode: number;
  /** Of the first bytes (as many as `headBytes`, at most 1 KiB): an inode is given away again. */
  head: string;
  headBytes: number;
}

/** Where reading goes on. JSON; always after a whole line, with all that was begun and not finished. */
export interface LogPosition {
  version: 1;
  path: string;
  /** Null: standard input. */
  file: FileIdentity | null;
  /** Bytes of it (uncompressed ones where it is compressed) that have been read. */
  offset: number;
  /** The reader's own words. */
  state: unknown;
}

/** What the log itself proves of its completeness, and why, in one sentence. */
export interface Completeness {
  sampling: Sampling;
  reason: string;
}

export interface LogChunk {
  /**
   * In the order of the log. Their strings may be slices of a large one: whoever keeps one for long copies it
   * (a map's key that is kept keeps the whole chunk alive otherwise).
   */
  runs: Run[];
  /** From where the last chunk's ended; null: no line of this chunk has a time. */
  covered: Span | null;
  gaps: Gap[];
  /** When the server said that what it logs was changed, or may have been: it was started. Absent: never. */
  changes?: number[];
  lines: number;
  /** Bytes of the file as it lies on the disk that have been read so far, for progress. */
  bytes: number;
  path: string;
  /** After this chunk. Ask before the next chunk is taken: it is made of the reader's present state. */
  position(): LogPosition;
  /** As of now, over all that was read. */
  completeness(): Completeness;
}

/** What cannot be read without a guess. The message says where and what to do. */
export class LogError extends Error {
  readonly code: LogErrorCode;
  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogError';
    this.code = code;
  }
}

export type LogErrorCode =
  | 'cannot-open'
  | 'cannot-decompress'
  | 'unknown-format'
  | 'unknown-prefix'
  | 'unknown-time-zone'
  | 'no-time-in-prefix'
  | 'not-in-english';
