/** Logs that lie there, read from front to back. */
import { existsSync } from 'node:fs';
import { readBlocks } from '../../files/blocks.ts';
import { type FileIdentity, identifyPath } from '../../files/identity.ts';
import { WholeLines } from '../../files/lines.ts';
import { LogReader, type ReaderState } from './log-reader.ts';
import type { LogChunk, LogOptions, LogPosition } from './reading.ts';

export interface ReadOptions extends LogOptions {
  /** Goes on from there: files before it are left out. */
  position?: LogPosition | null;
  /** False: what the last lines began (a statement whose error may follow) stays in the position and is not told yet. Default true. */
  finish?: boolean;
}

const BLOCK = 64 * 1024;

/** A place in one file, as whoever goes on later needs it. */
export interface Place {
  path: string;
  file: FileIdentity | null;
  offset: number;
}

/** What was read since the last chunk. `bytes`: of the file as it lies on the disk. */
export function chunkOf(reader: LogReader, place: Place, bytes: number): LogChunk {
  const { path, file, offset } = place;
  return {
    ...reader.take(),
    bytes,
    path,
    position: () => ({ version: 1, path, file, offset, state: reader.state() }),
    completeness: () => reader.completeness(),
  };
}

/** Only our own state is taken up; another version's is not understood. */
export function resume(reader: LogReader, position: LogPosition | null | undefined): void {
  const state = position?.state as ReaderState | null | undefined;
  if (state?.statements) reader.restore(state);
}

async function* readOne(
  reader: LogReader,
  place: Place,
  blockBytes: number,
  finish: boolean,
): AsyncGenerator<LogChunk> {
  const { path, file } = place;
  const lines = new WholeLines();
  let bytes = 0;
  reader.path = path;
  for await (const block of readBlocks(path, place.offset, blockBytes)) {
    const text = lines.push(block.bytes);
    bytes = block.read;
    if (text === '') continue;
    reader.push(text);
    yield chunkOf(reader, { path, file, offset: place.offset + lines.taken }, bytes);
  }
  reader.pushTail(lines.end());
  reader.end(finish);
  yield chunkOf(reader, { path, file, offset: place.offset + lines.taken }, bytes);
}

/**
 * Reads files in the order given (plain, gzip, bzip2; `-` is standard input), carrying sessions from one to the next.
 * Throws `LogError` for what cannot be read without a guess, `FileError` for a file that cannot be read at all.
 */
export async function* readLog(
  files: string | string[],
  options: ReadOptions = {},
): AsyncGenerator<LogChunk> {
  const paths = typeof files === 'string' ? [files] : files;
  const { position, finish = true, chunkBytes = BLOCK } = options;
  const reader = new LogReader(options);
  resume(reader, position);
  const start = position ? Math.max(0, paths.indexOf(position.path)) : 0;
  for (const [index, path] of paths.slice(start).entries()) {
    const goesOn = index === 0 && position?.path === path;
    const offset = goesOn ? position.offset : 0;
    if (!goesOn || offset === 0) reader.nextFile();
    const file = path !== '-' && existsSync(path) ? identifyPath(path) : null;
    yield* readOne(reader, { path, file, offset }, chunkBytes, finish && start + index === paths.length - 1);
  }
}
