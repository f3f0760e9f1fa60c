import type { FrameworkName } from '../model.ts';
import type { Framework } from './framework.ts';
import { nameOf } from './paths.ts';
import { unreadFramework } from './unread.ts';

export const SCRIPT = /^(\d+)[-_].*\.(?:[cm]?js|[cm]?ts)$/;

/** Migrations in JavaScript or TypeScript that a word in their text, or in a configuration file's name, gives away. */
export function scriptFramework(name: FrameworkName, word: RegExp): Framework {
  return unreadFramework(name, /^(\d+)[-_].*(?<!\.d)\.(?:[cm]?js|[cm]?ts)$/, (folder) => {
    const scripts = folder.paths.filter((path) => SCRIPT.test(nameOf(path)));
    return scripts.some((path) => word.test(folder.text(path) ?? '')) ? 90 : 0;
  });
}
