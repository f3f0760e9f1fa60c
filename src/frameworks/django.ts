import { folderOf, nameOf } from './paths.ts';
import { unreadFramework } from './unread.ts';

const MIGRATION = /^(\d{4}_\w+)\.py$/;

/** Each app counts for itself: `shop/migrations/0001_initial.py` is `shop/0001_initial`. */
export const django = unreadFramework(
  'django',
  MIGRATION,
  (folder) =>
    folder.paths.some((path) => /(?:^|\/)migrations\//.test(path) && MIGRATION.test(nameOf(path))) ? 95 : 0,
  (path, found) => `${nameOf(folderOf(folderOf(path)))}/${found}`,
);
