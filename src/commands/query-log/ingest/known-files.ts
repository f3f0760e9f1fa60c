/** What was read of which files, by what they hold: a rotated copy under another name, or packed, is the same file. */
import { createHash } from 'node:crypto';
import { readBlocks } from '../../../query-log/files/blocks.ts';

/** Of a file's own bytes, unpacked. */
export interface KnownFile {
  /** Digest of the first `headBytes` bytes, 64 KiB at most. */
  head: string;
  headBytes: number;
  /** So many bytes were read. */
  offset: number;
  /** The reader's own words. */
  state: unknown;
}

/** What a source of ingested logs keeps in the store. */
export interface IngestPosition {
  version: 1;
  files: KnownFile[];
}

const MOST_HEAD = 65_536;
/** The oldest are forgotten: their counts stay, but they would be counted again. */
export const MOST_FILES = 2_000;

export function isIngestPosition(value: unknown): value is IngestPosition {
  const position = value as Partial<IngestPosition> | null | undefined;
  return position?.version === 1 && Array.isArray(position.files);
}

/** The first bytes of a file, unpacked. Throws `FileError`. */
export async function readHead(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const block of readBlocks(path, 0, MOST_HEAD)) {
    parts.push(Buffer.from(block.bytes));
    bytes += block.bytes.length;
    if (bytes >= MOST_HEAD) break;
  }
  return Buffer.concat(parts).subarray(0, MOST_HEAD);
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 24);

/** Of a file that begins with those bytes; `offset` is how much of it was read. */
export function knownFile(head: Buffer, offset: number, state: unknown): KnownFile {
  const first = head.subarray(0, Math.min(head.length, offset));
  return { head: digest(first), headBytes: first.length, offset, state };
}

/** The file that begins with those bytes, which may have grown since. */
export function findKnown(files: readonly KnownFile[], head: Buffer): KnownFile | undefined {
  const digests = new Map<number, string>();
  const digestOf = (bytes: number): string => {
    const made = digests.get(bytes) ?? digest(head.subarray(0, bytes));
    digests.set(bytes, made);
    return made;
  };
  return files.findLast(
    (file) => file.headBytes > 0 && file.headBytes <= head.length && digestOf(file.headBytes) === file.head,
  );
}

/** The list with what is known now of that file, in place of what was. */
export function withFile(
  files: readonly KnownFile[],
  before: KnownFile | undefined,
  now: KnownFile,
): KnownFile[] {
  return [...files.filter((file) => file !== before), now].slice(-MOST_FILES);
}
