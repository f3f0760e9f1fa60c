/** The bytes of a file in blocks, whatever it is packed in. */
import { spawn } from 'node:child_process';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The file cannot be read; the message says which, why and what to do. */
export class FileError extends Error {
  readonly code: 'cannot-open' | 'cannot-decompress';
  constructor(code: 'cannot-open' | 'cannot-decompress', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileError';
    this.code = code;
  }
}

export interface Block {
  /** Holds until the next block is asked for. */
  bytes: Buffer;
  /** Bytes of the file as it lies on the disk that have been read so far. */
  read: number;
}

export type Packing = 'plain' | 'gzip' | 'bzip2';

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** By its first bytes: names lie. */
export function packingOf(head: Buffer): Packing {
  if (head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  const magic = /^425a683[1-9](?:314159265359|177245385090)/;
  return magic.test(head.subarray(0, 10).toString('hex')) ? 'bzip2' : 'plain';
}

export function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new FileError(
      'cannot-open',
      `${path} cannot be opened: ${why(error)}. Give a file that this user may read`,
      {
        cause: error,
      },
    );
  }
}

/** Of an open plain file. It is read as it stands at each call: one that grows is read to where it ends then. */
export function* plainBlocks(fd: number, from: number, blockBytes: number, path: string): Generator<Block> {
  const buffer = Buffer.allocUnsafeSlow(blockBytes);
  let at = from;
  for (;;) {
    let count: number;
    try {
      count = readSync(fd, buffer, 0, blockBytes, at);
    } catch (error) {
      throw new FileError('cannot-open', `${path} cannot be read: ${why(error)}`, { cause: error });
    }
    if (count === 0) return;
    at += count;
    yield { bytes: buffer.subarray(0, count), read: at };
  }
}

function unpack(packing: 'gzip' | 'bzip2', path: string): { input: Readable; output: Readable } {
  const input = createReadStream(path);
  if (packing === 'gzip') {
    const output = createGunzip({ chunkSize: 256 * 1024 });
    input.on('error', (error) => output.destroy(error));
    return { input, output: input.pipe(output) };
  }
  const child = spawn('bzip2', ['-dc'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => {
    said = (said + text).slice(-500);
  });
  child.stdin.on('error', () => {});
  child.on('error', (error) =>
    child.stdout.destroy(
      new FileError(
        'cannot-decompress',
        `${path} is packed with bzip2, and there is no bzip2 here (${why(error)}). Install it, or unpack the file first`,
      ),
    ),
  );
  child.on('close', (status) => {
    if (status !== 0 && status !== null)
      child.stdout.destroy(new Error(said.trim() || `bzip2 ended with ${status}`));
  });
  input.pipe(child.stdin);
  return { input, output: child.stdout };
}

async function* packedBlocks(packing: 'gzip' | 'bzip2', path: string): AsyncGenerator<Block> {
  const { input, output } = unpack(packing, path);
  let read = 0;
  input.on('data', (chunk) => {
    read += chunk.length;
  });
  try {
    for await (const bytes of output) yield { bytes, read };
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(
      'cannot-decompress',
      `${path} cannot be unpacked (${packing}): ${why(error)}. Is it whole?`,
      {
        cause: error,
      },
    );
  } finally {
    input.destroy();
    output.destroy();
  }
}

async function* standardInput(): AsyncGenerator<Block> {
  let read = 0;
  for await (const bytes of process.stdin) {
    read += bytes.length;
    yield { bytes, read };
  }
}

/** Drops the first bytes: a packed file cannot be entered in its middle. */
async function* skip(blocks: AsyncGenerator<Block>, count: number): AsyncGenerator<Block> {
  let left = count;
  for await (const { bytes, read } of blocks) {
    const rest = bytes.subarray(Math.min(left, bytes.length));
    left -= bytes.length - rest.length;
    if (rest.length > 0) yield { bytes: rest, read };
  }
}

/** From `offset` (of the unpacked bytes) to where the file ends now. `-`: standard input. Throws FileError. */
export async function* readBlocks(path: string, offset: number, blockBytes: number): AsyncGenerator<Block> {
  if (path === '-') {
    yield* skip(standardInput(), offset);
    return;
  }
  const fd = openFile(path);
  try {
    const head = Buffer.alloc(10);
    let count = 0;
    try {
      count = readSync(fd, head, 0, 10, 0);
    } catch (error) {
      throw new FileError('cannot-open', `${path} cannot be read: ${why(error)}. Give a file, not a folder`, {
        cause: error,
      });
    }
    const packing = packingOf(head.subarray(0, count));
    if (packing === 'plain') yield* plainBlocks(fd, offset, blockBytes, path);
    else yield* skip(packedBlocks(packing, path), offset);
  } finally {
    closeSync(fd);
  }
}
