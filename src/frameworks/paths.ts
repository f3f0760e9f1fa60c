/** Parts of repository paths. */

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Without a trailing slash; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Paths as seen from the folder that all of them lie in: what that folder is called says nothing about a file in it. */
export function withinCommon(paths: readonly string[]): (path: string) => string {
  const root = commonFolder(paths);
  return (path) => (root === '' ? path : path.slice(root.length + 1));
}

/** The folder that all of them lie in; empty for the root, or where there are none. */
export function commonFolder(paths: readonly string[]): string {
  const [first, ...others] = paths.map((path) => folderOf(path).split('/'));
  if (!first) return '';
  let length = first.length;
  for (const other of others) {
    const differs = first.findIndex((segment, at) => segment !== other[at]);
    if (differs >= 0) length = Math.min(length, differs);
  }
  return first.slice(0, length).join('/');
}
