/** The key of a flag, a job or a change is often made of the column's own words: `users.read-split-name` reads no column. */
import type { Term } from '../model.ts';
import { unicodePattern } from '../unicode-pattern.ts';
import type { WordHit } from './word-search.ts';

/** Where a key stands in the text; overlapping ones too. */
function placesOf(key: string, text: string): number[] {
  const places: number[] = [];
  if (key === '') return places;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) places.push(at);
  return places;
}

const WORD = unicodePattern(String.raw`[\p{L}\p{N}_$]`, 'u');
const isWord = (unit: string): boolean => WORD(unit).test(unit);

/**
 * Whether the word at `index` is joined by a hyphen to the rest of the key at `start`. `users.name` as a key would
 * look like the column itself, so its words stay mentions: only a hyphen makes a key sure to be none.
 */
function isHyphenated(text: string, index: number, start: number, end: number): boolean {
  if (index < start || index >= end) return false;
  let after = index;
  while (after < end && isWord(text[after] ?? '')) after++;
  return (index > start && text[index - 1] === '-') || (after < end && text[after] === '-');
}

/** Drops hits that are only hyphenated parts of keys which their terms except. */
export function keepReal(hits: readonly WordHit[], terms: readonly Term[], text: string): WordHit[] {
  const keys = new Map<string, number[]>();
  const within = (key: string): number[] => {
    const places = keys.get(key) ?? placesOf(key, text);
    keys.set(key, places);
    return places;
  };
  return hits.filter(({ term, index }) => {
    const of = terms[term];
    const except = of && 'object' in of ? (of.except ?? []) : [];
    return !except.some((key) =>
      within(key).some((start) => isHyphenated(text, index, start, start + key.length)),
    );
  });
}
