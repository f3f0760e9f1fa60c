import { nameOf } from './paths.ts';
import { unreadFramework } from './unread.ts';

const MIGRATION = /^(\d{4}_\w+)\.py$/;

export const django = unreadFramework('django', MIGRATION, (folder) =>
  folder.paths.some((path) => /(?:^|\/)migrations\//.test(path) && MIGRATION.test(nameOf(path))) ? 95 : 0,
);
