import { expect, it } from 'vitest';
import { wrap } from '../../src/report/wrap.ts';

it.each([
  ['breaks at spaces', 'aa bb cc', 8, ['> aa bb', '  cc']],
  ['fills a line to its last column', 'aa bbb', 8, ['> aa bbb']],
  ['leaves no line empty before a word that is too long', 'aaaaaaaaaaaa b', 8, ['> aaaaaaaaaaaa', '  b']],
  ['breaks nothing without a width', 'aa bb cc dd ee', undefined, ['> aa bb cc dd ee']],
])('%s', (_, text, width, expected) => {
  expect(wrap(text, '> ', '  ', width)).toEqual(expected);
});
