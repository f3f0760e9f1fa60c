import type { FrameworkName, MigrationText, Problem } from '../model.ts';
import type { Framework, Tree } from './framework.ts';
import { blank } from './lines.ts';
import { byPath } from './order.ts';
import { nameOf } from './paths.ts';

/** A file whose statements cannot be seen yet: nothing of it counts as read, and it says so. */
export function unreadText(path: string, text: string, what: string): MigrationText {
  const problem: Problem = {
    path,
    line: 1,
    column: 1,
    message: `${what} are not read yet: what this file does to the schema is unknown. Write it as SQL, or have it reviewed and exempt it`,
  };
  return { path, up: blank(text), transaction: 'none', problems: [problem] };
}

/** A framework that is known by its layout alone: each of its files is listed, and is a problem. */
export function unreadFramework(
  name: FrameworkName,
  pattern: RegExp,
  recognises: (folder: Tree, repository: Tree) => number,
  versionOf: (path: string, found: string) => string = (_, found) => found,
): Framework {
  return {
    name,
    recognises,
    list: (paths) =>
      paths
        .flatMap((path) => {
          const match = pattern.exec(nameOf(path));
          return match
            ? [{ path, version: versionOf(path, match[1] ?? nameOf(path)), repeatable: false }]
            : [];
        })
        .sort(byPath),
    up: (path, text) => unreadText(path, text, `${name} migrations`),
  };
}
