import { folderOf } from './paths.ts';

/** Files outside of a migrations folder that tell whose it is: a Rust project's, and Prisma's lock. */
const NAMES = ['Cargo.toml', 'migration_lock.toml'] as const;

/** Where such files would lie: in the folders that lead to the migrations, from the repository's root on. */
export function surroundings(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    let folder = folderOf(path);
    while (!folders.has(folder)) {
      folders.add(folder);
      folder = folderOf(folder);
    }
  }
  return [...folders].flatMap((folder) => NAMES.map((name) => (folder === '' ? name : `${folder}/${name}`)));
}
