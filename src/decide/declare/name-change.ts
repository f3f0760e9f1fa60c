/** An id and a summary that say what a change does. */
import type { DeclaredObjects } from './declared-objects.ts';

const LONGEST = 60;

export function nameChange(
  objects: DeclaredObjects,
  taken: readonly string[],
): { id: string; summary: string } {
  const { verb, names, summary } = describe(objects);
  const stem = [verb, ...names.flatMap(wordsOf)].join('-').slice(0, LONGEST).replace(/-+$/, '');
  return { id: free(stem, taken), summary };
}

interface Described {
  verb: string;
  names: string[];
  summary: string;
}

function describe({ adds, removes, tightens, rewrites, renames }: DeclaredObjects): Described {
  const [from, to] = [...renames][0] ?? [];
  if (from !== undefined && to !== undefined)
    return {
      verb: 'rename',
      names: [from],
      summary: `Rename ${told([...renames.keys()])} to ${told([...renames.values()])}`,
    };
  if (removes.length > 0 && adds.length > 0) return describeReplacement(adds, removes);
  if (removes.length > 0) return { verb: 'drop', names: common(removes), summary: `Drop ${told(removes)}` };
  if (tightens.length > 0)
    return { verb: 'tighten', names: common(tightens), summary: `Tighten ${told(tightens)}` };
  if (rewrites.length > 0)
    return { verb: 'rewrite', names: common(rewrites), summary: `Rewrite ${told(rewrites)}` };
  return { verb: 'add', names: common(adds), summary: `Add ${told(adds)}` };
}

function describeReplacement(adds: string[], removes: string[]): Described {
  const names = common(removes);
  if (removes.length === 1 && adds.length > 1)
    return { verb: 'split', names, summary: `Split ${told(removes)} into ${told(adds)}` };
  if (removes.length > 1 && adds.length === 1)
    return { verb: 'merge', names, summary: `Merge ${told(removes)} into ${told(adds)}` };
  return { verb: 'replace', names, summary: `Replace ${told(removes)} by ${told(adds)}` };
}

/** One object by its name; several of one table by the table's. */
function common(objects: string[]): string[] {
  const [first] = objects;
  if (first === undefined || objects.length === 1) return first === undefined ? [] : [first];
  const table = (object: string): string => wordsOf(object)[0] ?? '';
  return objects.every((object) => table(object) === table(first))
    ? [table(first), 'columns']
    : [first, 'and-more'];
}

/** At most three names; a summary is one line. */
function told(objects: readonly string[]): string {
  const shown = objects
    .slice(0, 3)
    .map((object) => object.slice(0, 60))
    .join(', ');
  return objects.length > 3 ? `${shown} and ${objects.length - 3} more` : shown;
}

/** The words of a name in kebab-case letters: `"Users"."fullName"` -> users, full-name. */
function wordsOf(name: string): string[] {
  return name
    .replace(/^[a-z]+:/, '')
    .split('.')
    .map((part) =>
      part
        .replace(/([a-z])([A-Z])/g, '$1-$2')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .filter((part) => part !== '');
}

function free(stem: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.includes(id) && id !== 'manifest') return id;
  }
}
