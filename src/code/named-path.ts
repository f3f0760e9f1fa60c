import { numbersOf, tableSpellings } from './spellings.ts';
import { splitWords } from './words.ts';

function holdsInOrder(words: readonly string[], wanted: readonly string[]): boolean {
  return words.some((_, at) => wanted.every((word, offset) => words[at + offset] === word));
}

/**
 * Whether a path is named for a table, singular or plural: a folder of just that name (`src/users/read.ts`), or a
 * file whose name holds it as whole words (`UserRepository.java`, `models/user.rb`, `order-items.service.ts`).
 */
export function namedFor(table: string): (path: string) => boolean {
  const folders = new Set(tableSpellings(table).flatMap((word) => [word, word.replaceAll('_', '-')]));
  const numbers = numbersOf(table);
  return (path) => {
    const segments = path.split('/');
    const name = segments.pop() ?? '';
    if (segments.some((segment) => folders.has(segment))) return true;
    const words = splitWords(name.replace(/(.)\.[^.]*$/, '$1'));
    return numbers.some((wanted) => holdsInOrder(words, wanted));
  };
}
