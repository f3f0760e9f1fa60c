import type { MigrationFile } from '../model.ts';
import { nameOf } from './paths.ts';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `0007` -> `7`, `000` -> `0`: runners that read numbers call these equal. */
export function plainNumber(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** Digits of any length by value. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [plainNumber(a), plainNumber(b)];
  return left.length - right.length || compareText(left, right);
}

/** `1.10` after `1.9`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const compared = compareNumbers(left[at] ?? '0', right[at] ?? '0');
    if (compared !== 0) return compared;
  }
  return 0;
}

/** By file name alone, then by path: as runners do that read one folder. */
export function byName(a: MigrationFile, b: MigrationFile): number {
  return compareText(nameOf(a.path), nameOf(b.path)) || compareText(a.path, b.path);
}

export function byPath(a: MigrationFile, b: MigrationFile): number {
  return compareText(a.path, b.path);
}

/** By the version's value, then by name. */
export function byNumber(a: MigrationFile, b: MigrationFile): number {
  return compareNumbers(a.version ?? '', b.version ?? '') || byName(a, b);
}

/** The files whose name matches, each with the version as written, which the pattern's first group holds. */
export function listMatching(paths: readonly string[], pattern: RegExp): MigrationFile[] {
  return paths.flatMap((path) => {
    const version = pattern.exec(nameOf(path))?.[1];
    return version === undefined ? [] : [{ path, version, repeatable: false }];
  });
}
