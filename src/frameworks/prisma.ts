import type { Framework } from './framework.ts';
import { byPath } from './order.ts';
import { folderOf, nameOf } from './paths.ts';

/** `migrations/<timestamp>_<name>/migration.sql`, in the order of the folders' names, each sent as one string. */
export const prisma: Framework = {
  name: 'prisma',
  recognises(folder, repository) {
    const isMigration = (path: string): boolean => /[^/]\/migration\.sql$/.test(path);
    if (!folder.paths.some(isMigration)) return 0;
    const locked = [...folder.paths, ...repository.paths].some(
      (path) => nameOf(path) === 'migration_lock.toml',
    );
    return locked ? 96 : 70;
  },
  list: (paths) =>
    paths
      .filter((path) => nameOf(path) === 'migration.sql')
      .map((path) => ({ path, version: nameOf(folderOf(path)), repeatable: false }))
      .sort(byPath),
  up: (path, text) => ({ path, up: text, transaction: 'implicit' }),
};
