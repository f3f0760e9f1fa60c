/** Globs as a manifest writes them: picomatch's, and a folder's bare name stands for all that lies in it. */
import picomatch from 'picomatch';

const OPTIONS = { dot: true, noextglob: true, nonegate: true } as const;

/** `./a//b/` and `a/b` are one path; repeated `**` segments mean no more than one and cost much. */
function normalize(glob: string): string {
  return glob
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+/g, '/')
    .replace(/\/$/, '')
    .replace(/(?:\*\*\/){2,}/g, '**/');
}

function compile(glob: string): (path: string) => boolean {
  const pattern = normalize(glob);
  if (pattern === '' || pattern === '.') return () => true;
  const inside = `${pattern}/`;
  try {
    const whole = picomatch([pattern, `${inside}**`], OPTIONS);
    return (path) => path === pattern || path.startsWith(inside) || whole(path);
  } catch {
    // Too long or malformed for a glob: it can still be the plain name of a file or folder.
    return (path) => path === pattern || path.startsWith(inside);
  }
}

/**
 * One predicate for several globs; no glob matches no path. Paths are the repository's, with `/`.
 * `db/migrations`, `db/migrations/` and `db/migrations/**` mean the same. Leading `!` has no meaning here.
 */
export function matchesAny(globs: readonly string[]): (path: string) => boolean {
  const tests = globs.map(compile);
  return (path) => tests.some((test) => test(path));
}
