import { folderOf, nameOf, withinCommon } from './paths.ts';

const DOWN_NAME = /\.(?:down|rollback|undo|revert)\.sql$/i;
const DOWN_FOLDER = /(?:^|\/)(?:down|downs|rollback|rollbacks|undo)\//i;

/**
 * Tells files that run backwards from their names. `0007_x.down.sql` always is one; `0007_cool_down.sql` and
 * `U1__x.sql` only where the file that they undo stands beside them, for a migration must not be lost to its name.
 */
export function downFiles(paths: readonly string[]): (path: string) => boolean {
  const all = new Set(paths);
  const within = withinCommon(paths);
  return (path) => {
    const name = nameOf(path);
    if (DOWN_NAME.test(name) || name.toLowerCase() === 'down.sql' || DOWN_FOLDER.test(within(path)))
      return true;
    const folder = folderOf(path);
    const beside = (twin: string): boolean =>
      twin !== name && all.has(folder === '' ? twin : `${folder}/${twin}`);
    if (/_down\.sql$/i.test(name))
      return beside(name.replace(/_down(\.sql)$/i, '_up$1')) || beside(name.replace(/_down(\.sql)$/i, '$1'));
    return /^U\d[\d._]*__/.test(name) && beside(name.replace(/^U/, 'V'));
  };
}
