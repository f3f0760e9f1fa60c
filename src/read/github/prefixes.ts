/** Which folders must be listed to find what globs match. */

/** Signs that make a segment more than a name. */
const SIGN = /[*?[\]{}!\\()]/;

/** The folder (or file) that all matches of a glob lie in; empty for the root. */
export function prefixOf(glob: string): string {
  const segments = glob.replace(/^(?:\.?\/)+/, '').split('/');
  const first = segments.findIndex((segment) => SIGN.test(segment));
  return (first < 0 ? segments : segments.slice(0, first)).filter((segment) => segment !== '').join('/');
}

/** The folders that globs need, none inside of another; an empty one stands for the whole tree. A `!glob` only takes away. */
export function prefixesOf(globs: readonly string[]): string[] {
  const all = [...new Set(globs.filter((glob) => !glob.startsWith('!')).map(prefixOf))];
  return all.filter((one) => !all.some((other) => other !== one && isBelow(one, other)));
}

export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
