import { nameOf } from './paths.ts';
import { unreadFramework } from './unread.ts';

export const alembic = unreadFramework('alembic', /^(?!__init__)(\w+)\.py$/, (folder, repository) => {
  const scripts = folder.paths.filter((path) => /(?:^|\/)versions\//.test(path) && path.endsWith('.py'));
  if (scripts.length === 0) return 0;
  const isMark = (path: string): boolean =>
    nameOf(path) === 'script.py.mako' || nameOf(path) === 'alembic.ini';
  return scripts.some((path) => /\bdown_revision\b/.test(folder.text(path) ?? '')) ||
    repository.paths.some(isMark)
    ? 94
    : 0;
});
