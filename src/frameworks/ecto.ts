import { nameOf } from './paths.ts';
import { unreadFramework } from './unread.ts';

const MIGRATION = /^(\d+)_\w+\.exs$/;

export const ecto = unreadFramework('ecto', MIGRATION, (folder) =>
  folder.paths.some((path) => MIGRATION.test(nameOf(path))) ? 95 : 0,
);
