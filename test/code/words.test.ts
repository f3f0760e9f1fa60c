import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from '../../src/code/words.ts';

test.each([
  ['firstName', ['first', 'name']],
  ['FIRST-NAME', ['first', 'name']],
  ['HTTPBody2', ['http', 'body2']],
  ['id2Name', ['id2', 'name']],
  ['größeÄndern', ['größe', 'ändern']],
  ['名前', ['名前']],
  ['__', []],
])('%s', (name, words) => {
  expect(splitWords(name)).toEqual(words);
});

test('a name in ASCII has the words that it has among other characters', () => {
  const name = fc.string({ unit: fc.constantFrom(...'aAbBzZ09_-. $') });
  fc.assert(
    fc.property(name, (text) => {
      expect(splitWords(text)).toEqual(splitWords(`${text}…`));
    }),
  );
});
