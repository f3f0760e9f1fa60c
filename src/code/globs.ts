/**
 * Globs as a manifest writes them: `*`, `?`, `[a-z]`, `[!a]`, `{a,b}`, `**` as a whole folder name, `\` before a sign
 * that means itself; hidden files are files. A folder's bare name stands for all that lies in it. Matched without
 * regular expressions, for a stranger's manifest must not choose how long that takes.
 */
import { matchWildcards } from './wildcards.ts';

type Character = (character: string) => boolean;
/** A segment of a glob; null: any number of folders. */
type Segment = readonly (Character | null)[] | null;

const MOST_ALTERNATIVES = 256;
/** A longer one is a plain name: no glob that a person wrote is. */
const LONGEST = 1000;
const TOKEN = /\\[\s\S]|\[(?:[!^]?(?:\\[^/]|[^\]\\/])+)\]|[\s\S]/gu;
/** The innermost group of alternatives. */
const GROUP = /(?<!\\)\{((?:[^{}\\]|\\.)*,(?:[^{}\\]|\\.)*)\}/;

/** `./a//b/` and `a/b` are one path. */
function normalize(glob: string): string {
  return glob
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+/g, '/')
    .replace(/\/$/, '');
}

/** Writes `{a,b}` out; null where that would be too many. */
function expand(glob: string): string[] | null {
  let open = [glob];
  const done: string[] = [];
  while (open.length > 0) {
    const next: string[] = [];
    for (const one of open) {
      const group = GROUP.exec(one);
      if (!group) done.push(one);
      else
        for (const choice of (group[1] ?? '').split(','))
          next.push(one.slice(0, group.index) + choice + one.slice(group.index + group[0].length));
    }
    if (done.length + next.length > MOST_ALTERNATIVES) return null;
    open = next;
  }
  return done;
}

function readClass(token: string): Character {
  const isNegated = /^\[[!^]/.test(token);
  const inner = [...token.slice(isNegated ? 2 : 1, -1).replace(/\\(.)/gu, '$1')];
  const ranges: [string, string][] = [];
  for (let at = 0; at < inner.length; at += 1) {
    const from = inner[at] ?? '';
    const isRange = inner[at + 1] === '-' && at + 2 < inner.length;
    ranges.push([from, isRange ? (inner[at + 2] ?? from) : from]);
    if (isRange) at += 2;
  }
  return (character) => ranges.some(([from, to]) => character >= from && character <= to) !== isNegated;
}

function readCharacter(token: string): Character | null {
  if (token === '*') return null;
  if (token === '?') return () => true;
  if (token.length > 2 && token.startsWith('[') && token.endsWith(']')) return readClass(token);
  const plain = token.length > 1 && token.startsWith('\\') ? token.slice(1) : token;
  return (character) => character === plain;
}

const readSegment = (text: string): Segment =>
  text === '**' ? null : (text.match(TOKEN) ?? []).map(readCharacter);

const matchSegment = (segment: readonly (Character | null)[], name: readonly string[]): boolean =>
  matchWildcards(segment, name, (test, character) => test(character));

/** The folder that stands before the first sign: paths that do not begin so need no closer look. */
const plainStart = (glob: string): string => /^[^*?[\\]*/.exec(glob)?.[0].replace(/\/?[^/]*$/, '') ?? '';

function compileOne(glob: string): (path: string) => boolean {
  const start = plainStart(glob);
  const segments = glob.split('/').map(readSegment);
  // A match of a folder is a match of all that lies in it; `a/**` is what lies in `a`, not `a` itself.
  const pattern = segments.at(-1) === null ? [...segments.slice(0, -1), [null], null] : [...segments, null];
  return (path) =>
    path.startsWith(start) &&
    matchWildcards(
      pattern,
      path.split('/').map((name) => [...name]),
      matchSegment,
    );
}

function compile(glob: string): (path: string) => boolean {
  const pattern = normalize(glob);
  if (pattern === '' || pattern === '.') return () => true;
  const inside = `${pattern}/`;
  const isNamed = (path: string): boolean => path === pattern || path.startsWith(inside);
  if (!/[*?[{\\]/.test(pattern) || pattern.length > LONGEST) return isNamed;
  const tests = expand(pattern)?.map(compileOne) ?? [];
  return (path) => isNamed(path) || tests.some((test) => test(path));
}

/**
 * One predicate for several globs; no glob matches no path. Paths are the repository's, with `/`.
 * `db/migrations`, `db/migrations/` and `db/migrations/**` mean the same. A leading `!` has no meaning here.
 */
export function matchesAny(globs: readonly string[]): (path: string) => boolean {
  const tests = globs.map(compile);
  return (path) => tests.some((test) => test(path));
}
