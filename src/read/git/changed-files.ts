/** A raw diff with the contents of both sides. */
import type { ChangedFile, Sha } from '../../model.ts';
import { isRegular, type Text, TOO_LARGE, type TreeEntry } from '../repository.ts';
import type { RawChange } from './raw-diff.ts';

/** Characters of content that are kept of one diff, both sides; what comes after is `unread`. */
const DIFF_LIMIT = 256 * 1024 * 1024;
const AT_ONCE = 64;

/** Contents of links and submodules stay null: their blobs alone tell that they changed. In order of path. */
export async function readChangedFiles(
  changes: RawChange[],
  read: (blobs: Sha[]) => Promise<Map<Sha, Text>>,
): Promise<ChangedFile[]> {
  const sorted = [...changes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const files: ChangedFile[] = [];
  let left = DIFF_LIMIT;
  for (let at = 0; at < sorted.length; at += AT_ONCE) {
    const part = sorted.slice(at, at + AT_ONCE);
    const blobs = part.flatMap((change) => [change.before, change.after].flatMap(readable));
    const texts = left > 0 ? await read(blobs) : new Map(blobs.map((blob) => [blob, TOO_LARGE] as const));
    for (const text of texts.values()) left -= typeof text === 'string' ? text.length : 0;
    files.push(...part.map((change) => describe(change, texts)));
  }
  return files;
}

const readable = (entry: TreeEntry | null): Sha[] => (entry && isRegular(entry) ? [entry.blob] : []);

function describe(change: RawChange, texts: ReadonlyMap<Sha, Text>): ChangedFile {
  const contentOf = (entry: TreeEntry | null): Text =>
    readable(entry).map((blob) => texts.get(blob) ?? null)[0] ?? null;
  const before = contentOf(change.before);
  const after = contentOf(change.after);
  return {
    path: change.path,
    from: change.from,
    status: change.status,
    beforeBlob: change.before?.blob ?? null,
    afterBlob: change.after?.blob ?? null,
    before: typeof before === 'string' ? before : null,
    after: typeof after === 'string' ? after : null,
    unread: before === TOO_LARGE || after === TOO_LARGE,
  };
}
