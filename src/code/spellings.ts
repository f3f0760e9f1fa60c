import { otherNumbersOf } from './inflect.ts';
import { splitWords } from './words.ts';

/** Words that Go writes in capitals within a name: `user_id` is `UserID` there. */
const INITIALISMS = new Set(
  'acl api ascii cpu css dns eof guid html http https id ip json ram rpc sla smtp sql ssh tcp tls ttl udp ui uid uri url utf8 uuid vm xml'.split(
    ' ',
  ),
);

const capitalize = (word: string): string => {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
};
const initialism = (word: string): string => (INITIALISMS.has(word) ? word.toUpperCase() : capitalize(word));

function spellWords(words: readonly string[], lead: string): string[] {
  const [first = '', ...rest] = words;
  return [
    `${lead}${words.join('_')}`,
    `${lead}${first}${rest.map(capitalize).join('')}`,
    `${lead}${words.map(capitalize).join('')}`,
    `${lead}${words.join('_').toUpperCase()}`,
    `${lead}${first}${rest.map(initialism).join('')}`,
    `${lead}${words.map(initialism).join('')}`,
  ];
}

/**
 * The spellings that code uses for one identifier: as it is, snake_case, camelCase, PascalCase, CAPITALS, and Go's
 * initialisms. Never empty for a non-empty identifier; leading underscores are kept.
 */
export function spellings(identifier: string): string[] {
  const words = splitWords(identifier);
  if (words.length === 0) return identifier === '' ? [] : [identifier];
  const lead = /^_*/.exec(identifier)?.[0] ?? '';
  return [...new Set([identifier, ...spellWords(words, lead)])];
}

/** The words of a table's name in each number: `order_items` -> [order, items], [order, item]. */
export function numbersOf(table: string): string[][] {
  const words = splitWords(table);
  const last = words.at(-1);
  if (last === undefined) return [];
  return [last, ...otherNumbersOf(last)].map((word) => [...words.slice(0, -1), word]);
}

/** Every spelling of a table's name, singular and plural. */
export function tableSpellings(table: string): string[] {
  return [...new Set([...spellings(table), ...numbersOf(table).flatMap((words) => spellWords(words, ''))])];
}
