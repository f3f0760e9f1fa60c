/** English numbers of table names. A candidate too many costs nothing: no code holds a word such as `statu`. */

const IRREGULAR: readonly (readonly [string, string])[] = [
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['mouse', 'mice'],
  ['goose', 'geese'],
  ['foot', 'feet'],
  ['tooth', 'teeth'],
  ['datum', 'data'],
  ['medium', 'media'],
  ['criterion', 'criteria'],
  ['phenomenon', 'phenomena'],
  ['index', 'indices'],
  ['matrix', 'matrices'],
  ['vertex', 'vertices'],
  ['appendix', 'appendices'],
  ['quiz', 'quizzes'],
  ['lens', 'lenses'],
  ['movie', 'movies'],
];
/** The same in both numbers; cutting their `s` would make words that every file holds (`new`). */
const UNCOUNTABLE = new Set([
  'news',
  'series',
  'species',
  'goods',
  'means',
  'sms',
  'dns',
  'https',
  'analytics',
]);
const ALSO_SINGULAR = new Set(['lens']);

function pluralsOf(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(?:[sxz]|ch|sh)$/.test(word)) return /[^suia]s$/.test(word) ? [] : [`${word}es`];
  if (/o$/.test(word)) return [`${word}s`, `${word}es`];
  if (/fe?$/.test(word)) return [`${word}s`, word.replace(/fe?$/, 'ves')];
  return [`${word}s`];
}

function singularsOf(word: string): string[] {
  if (!word.endsWith('s') || word.endsWith('ss') || ALSO_SINGULAR.has(word)) return [];
  const found = [word.slice(0, -1)];
  if (word.endsWith('ies')) found.push(`${word.slice(0, -3)}y`);
  if (/(?:[sxz]|ch|sh|o)es$/.test(word)) found.push(word.slice(0, -2));
  if (word.endsWith('ves')) found.push(`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`);
  if (/[sx]es$/.test(word)) found.push(`${word.slice(0, -2)}is`);
  return found.filter((candidate) => candidate.length > 1);
}

/** The other numbers of a lower-case word: `users` -> `user`, `category` -> `categories`, `people` -> `person`. */
export function otherNumbersOf(word: string): string[] {
  if (UNCOUNTABLE.has(word) || word.length < 2) return [];
  const irregular = IRREGULAR.filter((pair) => pair.includes(word)).flat();
  const found =
    irregular.length > 0 ? [...irregular, ...pluralsOf(word)] : [...pluralsOf(word), ...singularsOf(word)];
  return [...new Set(found)].filter((candidate) => candidate !== word);
}
