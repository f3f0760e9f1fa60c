/** Who owns a file, by CODEOWNERS: the last pattern that matches it. Source: GitHub's documentation of code owners. */
import { matchesAny } from '../code/index.ts';

export interface Ownership {
  pattern: string;
  owners: string[];
}

/** Lines of the file: a pattern and its owners; one without owners takes ownership away. */
export function readOwners(text: string): Ownership[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', ...owners] = line
      .replace(/(?<!\\)#.*$/, '')
      .trim()
      .split(/\s+/);
    return pattern === '' ? [] : [{ pattern, owners }];
  });
}

/** A pattern without a slash matches at any depth; with one, from the root on. A folder stands for what lies in it. */
function globsOf(pattern: string): string[] {
  const plain = pattern.replace(/^\//, '').replace(/\/$/, '/**');
  const anywhere = !pattern.replace(/\/$/, '').includes('/');
  return anywhere ? [plain, `**/${plain}`, `${plain}/**`, `**/${plain}/**`] : [plain, `${plain}/**`];
}

export function ownersOf(path: string, owned: readonly Ownership[]): string[] {
  return owned.findLast(({ pattern }) => pattern === '*' || matchesAny(globsOf(pattern))(path))?.owners ?? [];
}
