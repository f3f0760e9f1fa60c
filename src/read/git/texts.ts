/** Blobs as texts, told from binaries as git tells them, and never more of them in memory than the limit lets. */
import type { Sha } from '../../model.ts';
import { TEXT_LIMIT, type Text, TOO_LARGE } from '../repository.ts';
import type { ObjectReader } from './object-reader.ts';

/** How many bytes git looks at for a NUL before it calls a file binary. */
const SNIFFED = 8000;

/** The texts of blobs. What is no blob (a submodule's commit) is null; what is missing from the repository throws. */
export async function readTexts(objects: ObjectReader, blobs: Iterable<Sha>): Promise<Map<Sha, Text>> {
  const ids = [...new Set(blobs)];
  const texts = await Promise.all(ids.map((id) => readText(objects, id)));
  return new Map(ids.map((id, index) => [id, texts[index] ?? null]));
}

async function readText(objects: ObjectReader, id: Sha): Promise<Text> {
  const head = await objects.info(id);
  if (!head) {
    throw new Error(
      `the content ${id} is not in this clone (a partial clone?): git fetch --refetch --no-filter`,
    );
  }
  if (head.type !== 'blob') return null;
  if (head.size > TEXT_LIMIT) return TOO_LARGE;
  const object = await objects.contents(id);
  if (!object) throw new Error(`the content ${id} could not be read`);
  return decodeText(object.body);
}

/** UTF-8 (what is not becomes U+FFFD), byte for byte otherwise; null for a binary. */
export function decodeText(bytes: Buffer): string | null {
  return bytes.subarray(0, SNIFFED).includes(0) ? null : bytes.toString('utf8');
}
