import { matchesAny } from './globs.ts';
import { isNeverCode } from './never-code.ts';

export interface CodeScope {
  /** `code.include`; empty: every file. */
  include: readonly string[];
  /** `code.exclude`: added to what is never code; a `!pattern` takes away from it. */
  exclude: readonly string[];
}

/**
 * Tells code from what never counts: the built-in list, migrations (folders or globs of every database), and the
 * manifest with what it includes. `!pattern` in `exclude` brings back what any of these left out, though never
 * what `include` does not name.
 */
export function codeFilter(
  code: CodeScope,
  migrations: readonly string[] = [],
  manifestFiles: readonly string[] = [],
): (path: string) => boolean {
  const included = code.include.length === 0 ? () => true : matchesAny(code.include);
  const excluded = matchesAny([...code.exclude.filter((glob) => !glob.startsWith('!')), ...migrations]);
  const kept = matchesAny(code.exclude.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  const manifest = new Set(manifestFiles);
  return (path) =>
    included(path) && (kept(path) || !(manifest.has(path) || isNeverCode(path) || excluded(path)));
}

/** `codeFilter` for a single path; compile the filter once where there are many. */
export function isCode(
  path: string,
  code: CodeScope,
  migrations: readonly string[],
  manifestFiles: readonly string[],
): boolean {
  return codeFilter(code, migrations, manifestFiles)(path);
}
