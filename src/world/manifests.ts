/** The manifest as a commit has it; read once for each content. */
import type { ManifestReading, Sha } from '../model.ts';
import { loadManifest, type ManifestText, type Readings } from '../read/manifest.ts';
import { isRegular, type Repository, TOO_LARGE } from '../read/repository.ts';

/** Reads the manifest of a commit. `path` null: `lanekeeper.yml`, else `.github/lanekeeper.yml`. */
export async function manifestAt(
  repository: Repository,
  commit: Sha,
  path: string | null,
  readings?: Readings,
): Promise<ManifestReading> {
  const list = async (glob: string): Promise<string[]> => {
    const files = await repository.list(commit, [glob]);
    return [...files.keys()];
  };
  const read = async (name: string): Promise<ManifestText> => {
    const entry = (await repository.entries(commit, [name])).get(name);
    if (!entry) return null;
    if (!isRegular(entry)) return { unread: 'it is a link, which is not followed' };
    const text = (await repository.texts([entry.blob])).get(entry.blob);
    if (text === TOO_LARGE) return ' '.repeat(2 * 1024 * 1024);
    return text ?? { unread: 'it is not a text file (binary, or UTF-16)' };
  };
  return loadManifest(list, read, path ?? undefined, readings);
}
