/** Patterns of paths: inside the repository, and bounded, so that no pattern and no path can make matching hang. */

import picomatch from 'picomatch';
import { z } from 'zod';
import { once, oncePer } from './once.ts';

export const GLOB = 'a path or glob inside the repository, such as src/users/** or db/migrations/*.sql';

/** What is wrong with a glob, as what completes "expected …"; null where nothing is. A leading `!` is not part of it. */
export function refuseGlob(glob: string): string | null {
  if (glob.trim() === '' || /[\n\r\0]/.test(glob)) return GLOB;
  if (glob.length > 300) return 'a glob of at most 300 characters';
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(glob)) return 'a path relative to the repository, not an absolute one';
  if (glob.split(/[/\\]/).includes('..')) return "a path inside the repository, without '..'";
  return refuseCostly(glob) ?? refuseUnreadable(glob);
}

/** Nested choices and many wildcards make a matcher try every way there is; people need neither. */
function refuseCostly(glob: string): string | null {
  if (/[@!+*?]\(|\)[*+?{]/.test(glob)) return "a glob without (…) patterns; use {a,b} for 'either'";
  if (/\{[^}]*\{/.test(glob) || (glob.match(/\{/g)?.length ?? 0) > 3)
    return 'a glob with at most three {a,b}, not nested';
  if ((glob.match(/,/g)?.length ?? 0) > 30) return 'a glob with at most 30 alternatives';
  if ((glob.replace(/\/?\*\*$/, '').match(/\*\*/g)?.length ?? 0) > 2)
    return "a glob with at most two '**' before its end";
  const busy = glob
    .split('/')
    .some((segment) => (segment.replaceAll('**', '').match(/\*/g)?.length ?? 0) > 3);
  return busy ? "a glob with at most three '*' between slashes" : null;
}

function refuseUnreadable(glob: string): string | null {
  try {
    picomatch(glob, { dot: true });
    return null;
  } catch {
    return GLOB;
  }
}

const checked = (read: (text: string) => string) =>
  z.string(GLOB).check(
    z.minLength(1, GLOB),
    z.maxLength(300, GLOB),
    z.superRefine((text, context) => {
      const wrong = refuseGlob(read(text));
      if (wrong) context.addIssue({ code: 'custom', message: wrong });
    }),
  );

export const glob = once(() => checked((text) => text));

/** In `code.exclude`, `!pattern` takes away from what never counts as code. */
export const negatableGlob = once(() => checked((text) => text.replace(/^!/, '')));

const globsOf = oncePer((each: () => z.ZodType<string, string>) => {
  const expected = `${GLOB}, or a list of these`;
  return z
    .union([each(), z.array(each(), 'a list').min(1, expected)], expected)
    .transform((value) => (typeof value === 'string' ? [value] : value));
});

/** One glob or a list of them; the value is always a list. */
export const globs = (each: () => z.ZodType<string, string> = glob) => globsOf(each);
