/**
 * The slow log of MariaDB and MySQL as runs. With `long_query_time = 0` it has every statement; MariaDB 10.11 writes those too
 * that fail, are killed or run out of time, what EXECUTE runs with its values, and CALL without what the procedure does.
 * It does not say which failed. MySQL's and Percona's headers are read by the same code, unverified against a server.
 */
import { readBlocks } from '../../files/blocks.ts';
import { identifyPath } from '../../files/identity.ts';
import { WholeLines } from '../../files/lines.ts';
import type { LogChunk, LogPosition } from '../server-log/reading.ts';
import { SlowLogReader, type SlowLogReading } from './reader.ts';

export interface SlowLogOptions extends SlowLogReading {
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

/** Reads files in the order given (plain, gzip, bzip2; `-` is standard input). Throws `FileError` for what cannot be opened. */
export async function* readSlowLog(
  files: string | string[],
  options: SlowLogOptions = {},
): AsyncGenerator<LogChunk> {
  const { position = null, finish = true, chunkBytes = CHUNK } = options;
  const paths = typeof files === 'string' ? [files] : files;
  const reader = new SlowLogReader(position?.state, options);
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

export { type FollowSlowLogOptions, followSlowLog } from './follow.ts';
export { judgeSlowLogSettings } from './settings.ts';
