/** Migrations that the manifest does not lead to: behind a link, or in a folder that it does not name. */
import { matchesAny } from '../code/index.ts';
import { findFolders } from '../frameworks/index.ts';
import type { ChangedFile, Database, MigrationSet, Reading, Sha } from '../model.ts';
import { isRegular, type Repository } from '../read/repository.ts';

/** `db/migrations` and `db` of `db/migrations/**`: every folder that a glob names outright. */
function foldersNamed(glob: string): string[] {
  const segments = glob.split('/').filter((segment) => segment !== '' && segment !== '.');
  const wild = segments.findIndex((segment) => /[*?[{\\]/.test(segment));
  const plain = wild < 0 ? segments : segments.slice(0, wild);
  return plain.map((_, index) => plain.slice(0, index + 1).join('/'));
}

/** A folder of the migrations, or one above it, that is no folder in this commit. */
export async function linkedFolder(
  repository: Repository,
  commit: Sha,
  { migrations }: Database,
): Promise<Pick<MigrationSet, 'linked'>> {
  const entries = await repository.entries(commit, [...new Set(migrations.flatMap(foldersNamed))]);
  for (const [path, entry] of entries) {
    if (!isRegular(entry)) return { linked: { path, as: entry.mode === '160000' ? 'submodule' : 'link' } };
  }
  return {};
}

/** By folder: SQL that the pull request brings, named or placed as migrations are, and in no database's place. */
export function undeclaredFolders(
  databases: readonly Database[],
  files: readonly ChangedFile[],
): NonNullable<Reading['undeclared']> {
  const isDeclared = matchesAny(databases.flatMap(({ migrations }) => migrations));
  const brought = files.filter(({ status, path }) => status !== 'deleted' && !isDeclared(path));
  const paths = brought.map(({ path }) => path).filter((path) => /(?<!\.down)\.sql$/i.test(path));
  return findFolders(paths).map((found) => ({ folder: found.migrations, paths: found.paths }));
}
