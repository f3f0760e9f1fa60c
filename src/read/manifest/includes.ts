/** Which further files a manifest asks for. */
import { matchesAny } from '../../code/index.ts';
import { refuseGlob } from './glob-shape.ts';
import { type Located, locate } from './located.ts';
import type { KeyPath } from './sheet.ts';

/** More than these are not read: nobody keeps so many changes under way. */
export const MOST_FILES = 1000;
export const LARGEST_WHOLE = 2 * 1024 * 1024;

/** The globs of `include` that stay inside the repository, each with its place; others are mistakes of the shape. */
export function writtenIncludes(root: Located): { globs: string[]; places: KeyPath[] } {
  const value = locate(root, ['include'])?.value;
  const list = (Array.isArray(value) ? value : [value]).slice(0, 100);
  const globs: string[] = [];
  const places: KeyPath[] = [];
  for (const [index, glob] of list.entries()) {
    if (typeof glob !== 'string' || refuseGlob(glob) !== null) continue;
    globs.push(glob);
    places.push(Array.isArray(value) ? ['include', index] : ['include']);
  }
  return { globs, places };
}

export function isIncludable(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !path.startsWith('/') && !path.split('/').includes('..');
}

/** A path without wildcards that names one file. */
export function isPlainPath(glob: string): boolean {
  return !/[*?[\]{}()!]/.test(glob) && /\.ya?ml$/i.test(glob);
}

/** Whether a path matches one glob of `include`; a folder's name stands for all that lies in it. */
export function globMatcher(glob: string): (path: string) => boolean {
  return matchesAny([glob]);
}
