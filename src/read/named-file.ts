/** A file that the manifest names (`type: file`), read where nobody who opens a pull request can put it. */
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix } from 'node:path';
import type { Sha } from '../model.ts';
import { type Repository, TEXT_LIMIT, textAt } from './repository.ts';

export interface FileReader {
  repository: Repository;
  /** Where the manifest lies in the repository: paths in it are relative to that. */
  manifestPath: string;
  base: Sha | null;
  head: Sha | null;
}

/**
 * The text of a file that the manifest names, or why there is none. The file on disk serves, so that a job can write
 * it just before; unless it is what the pull request itself brings: then the base's serves.
 */
export async function readNamedFile(
  reader: FileReader,
  path: string,
): Promise<{ text: string } | { refused: string }> {
  if (isAbsolute(path)) {
    const text = await readDisk(path);
    return text === null ? { refused: `${path} does not exist, is too large, or cannot be read` } : { text };
  }
  const inside = posix.normalize(posix.join(posix.dirname(reader.manifestPath), path));
  const disk = await readDisk(join(reader.repository.name, dirname(reader.manifestPath), path));
  const base = await textOf(reader.repository, reader.base, inside);
  const head = await textOf(reader.repository, reader.head, inside);
  if (disk !== null && (disk === base || disk !== head)) return { text: disk };
  if (base !== null) return { text: base };
  return {
    refused:
      disk === null
        ? `${inside} does not exist, is too large, or cannot be read`
        : `${inside} is brought by the pull request itself, and only the base's would count`,
  };
}

async function textOf(repository: Repository, commit: Sha | null, path: string): Promise<string | null> {
  if (commit === null || path.startsWith('../')) return null;
  const text = await textAt(repository, commit, path);
  return typeof text === 'string' ? text : null;
}

async function readDisk(path: string): Promise<string | null> {
  try {
    const bytes = await readFile(path);
    return bytes.length > TEXT_LIMIT ? null : bytes.toString('utf8');
  } catch {
    return null;
  }
}
