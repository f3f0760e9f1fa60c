import type { Target } from './targets.ts';
import { isWholeWord } from './words.ts';

export interface WordHit {
  term: number;
  /** Index into the text. */
  index: number;
}

type Role = 'sure' | 'bare' | 'carrier';

interface Use {
  term: number;
  role: Role;
}

const escapeWord = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const byLength = (a: string, b: string): number => b.length - a.length || (a < b ? -1 : 1);

/** Null: there is nothing to look for. */
function alternatives(words: Iterable<string>, flags: string): RegExp | null {
  const sorted = [...new Set(words)].sort(byLength);
  return sorted.length === 0 ? null : new RegExp(sorted.map(escapeWord).join('|'), flags);
}

function usesOf(targets: readonly Target[]): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  const add = (word: string, use: Use): void => {
    const known = uses.get(word);
    if (known) known.push(use);
    else uses.set(word, [use]);
  };
  for (const [term, { sure, bare, carriers }] of targets.entries()) {
    for (const word of sure) add(word, { term, role: 'sure' });
    for (const word of bare) add(word, { term, role: 'bare' });
    for (const word of carriers) add(word, { term, role: 'carrier' });
  }
  return uses;
}

/**
 * The longest alternative wins at a place, so that a shorter word which also stands alone there (`Full` in
 * `Full Name`) would be missed: each word knows those.
 */
function usesAtPlace(uses: ReadonlyMap<string, Use[]>): Map<string, { word: string; uses: Use[] }[]> {
  const words = [...uses.keys()];
  const isPlain = (word: string): boolean => /^\w*$/.test(word);
  return new Map(
    words.map((word) => {
      const shorter = isPlain(word) ? [] : words.filter((other) => other !== word && word.startsWith(other));
      return [word, [word, ...shorter].map((one) => ({ word: one, uses: uses.get(one) ?? [] }))];
    }),
  );
}

const QUOTES = new Set(["'", '"', '`']);

/** `'paid'`, `"paid"`, `\"paid\"`, `:paid`: all of a string, or a symbol. */
function isLiteral(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  return before === ':' || (QUOTES.has(before) && (after === before || after === '\\'));
}

type Visit = (use: Use, start: number, end: number) => void;

function scan(all: RegExp, places: ReturnType<typeof usesAtPlace>, text: string, visit: Visit): void {
  all.lastIndex = 0;
  for (let match = all.exec(text); match; match = all.exec(text)) {
    const [found] = match;
    const start = match.index;
    for (const { word, uses } of places.get(found) ?? [])
      if (isWholeWord(text, start, start + word.length))
        for (const use of uses) visit(use, start, start + word.length);
    all.lastIndex = start + (/^\w+$/.test(found) ? found.length : 1);
  }
}

/** Asked of many hits, answered once for each term. */
function remember(ask: (term: number) => boolean): (term: number) => boolean {
  const known = new Map<number, boolean>();
  return (term) => {
    const answer = known.get(term) ?? ask(term);
    known.set(term, answer);
    return answer;
  };
}

/** A search over one file's text for all targets at once: one quick look, and a second pass only where it may matter. */
export function compileWords(
  targets: readonly (Target & { applies: (path: string) => boolean })[],
): (path: string, text: string) => WordHit[] {
  const uses = usesOf(targets);
  const own = alternatives(
    targets.flatMap(({ sure, bare }) => [...sure, ...bare]),
    '',
  );
  const all = alternatives(uses.keys(), 'g');
  const places = usesAtPlace(uses);
  if (!own || !all) return () => [];

  return (path, text) => {
    if (!own.test(text)) return [];
    const hits: WordHit[] = [];
    const waiting: WordHit[] = [];
    const carried = new Set<number>();
    scan(all, places, text, ({ term, role }, start, end) => {
      if (role === 'carrier') carried.add(term);
      else if (role === 'sure' || (targets[term]?.literal && isLiteral(text, start, end)))
        hits.push({ term, index: start });
      else waiting.push({ term, index: start });
    });
    const isCarried = remember((term) => carried.has(term) || (targets[term]?.isNamed(path) ?? false));
    const applies = remember((term) => targets[term]?.applies(path) ?? false);
    return [...hits, ...waiting.filter(({ term }) => isCarried(term))].filter(({ term }) => applies(term));
  };
}
