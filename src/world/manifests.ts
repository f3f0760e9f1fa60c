/** The manifest as a commit has it; read once for each content. */
import type { ManifestReading, Sha } from '../model.ts';
import { loadManifest } from '../read/manifest.ts';
import { isRegular, type Repository, TOO_LARGE, textAt } from '../read/repository.ts';

/** Reads the manifest of a commit. `path` null: `lanekeeper.yml`, else `.github/lanekeeper.yml`. */
export async function manifestAt(
  repository: Repository,
  commit: Sha,
  path: string | null,
): Promise<ManifestReading> {
  const list = async (glob: string): Promise<string[]> => {
    const files = await repository.list(commit, [glob]);
    return [...files].filter(([, entry]) => isRegular(entry)).map(([name]) => name);
  };
  const read = async (name: string): Promise<string | null> => {
    const text = await textAt(repository, commit, name);
    return text === TOO_LARGE ? ' '.repeat(2 * 1024 * 1024) : text;
  };
  return loadManifest(list, read, path ?? undefined);
}
