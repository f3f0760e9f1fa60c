import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unicodePattern } from '../src/unicode-pattern.ts';

const CLASSES = ['L', 'Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'M', 'N', 'Cc', 'Cf', 'Cs', 'Zl', 'Zp'];
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

describe('a class among the first 128 characters is the language’s own', () => {
  test.each([...CLASSES, 'Default_Ignorable_Code_Point'])('%s', (name) => {
    const whole = new RegExp(`\\p{${name}}`, 'u');
    const pattern = unicodePattern(`[\\p{${name}}]`, 'u');
    for (const character of ASCII) expect(pattern(character).test(character)).toBe(whole.test(character));
  });
});

test('any text has the matches that the pattern itself finds', () => {
  const source = String.raw`[\p{L}_][\p{L}\p{N}_$]*|[\p{Cc}\p{Cf}]`;
  const pattern = unicodePattern(source, 'gu');
  const text = fc.string({ unit: fc.constantFrom(...'aZ09_$ -\n\u200b\u202eéя名😀') });
  fc.assert(
    fc.property(text, (one) => {
      expect(one.match(pattern(one))).toEqual(one.match(new RegExp(source, 'gu')));
    }),
  );
});

test('a class that is not known here is an error of ours, on the first text', () => {
  expect(() => unicodePattern(String.raw`[\p{Greek}]`, 'u')('a')).toThrow('\\p{Greek}');
});
