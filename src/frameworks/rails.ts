import { nameOf } from './paths.ts';
import { unreadFramework } from './unread.ts';

const MIGRATION = /^(\d+)_\w+\.rb$/;

export const rails = unreadFramework('rails', MIGRATION, (folder) =>
  folder.paths.some((path) => /(?:^|\/)(?:post_)?migrate\//.test(path) && MIGRATION.test(nameOf(path)))
    ? 95
    : 0,
);
