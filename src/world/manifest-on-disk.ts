/** The manifest as it lies in the work tree: for `validate` and `lint`, which judge no pull request. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestReading } from '../model.ts';
import { globMatcher } from '../read/manifest/includes.ts';
import { loadManifest } from '../read/manifest.ts';

const SKIPPED = new Set(['node_modules', '.git', 'vendor', 'dist', 'target']);

/** Paths below a folder, relative to it, without what is never a manifest's. */
async function filesBelow(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const nested = entries.map(async (entry): Promise<string[]> => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(nested)).flat();
}

/** Reads the manifest in a folder. `path` null: `lanekeeper.yml`, else `.github/lanekeeper.yml`. */
export async function manifestOnDisk(root: string, path: string | null): Promise<ManifestReading> {
  const list = async (glob: string): Promise<string[]> => (await filesBelow(root)).filter(globMatcher(glob));
  const read = async (name: string): Promise<string | null> =>
    readFile(join(root, name), 'utf8').catch(() => null);
  return loadManifest(list, read, path ?? undefined);
}
