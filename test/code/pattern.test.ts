import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternMistake } from '../../src/code/index.ts';
import { compilePattern } from '../../src/code/pattern.ts';

describe('a pattern', () => {
  test.each([
    ['user\\.name', 'x user.name', 2],
    ['user\\.name', 'x userxname', -1],
    ['\\bname\\b', 'rename name', 7],
    ['\\bname\\b', 'rename', -1],
    ['^name$', 'name', 0],
    ['^name$', ' name', -1],
    ['(?:full|display)_name', 'a display_name', 2],
    ['get[A-Z]\\w+Name\\(', 'x.getFullName()', 2],
    ['na{2}me', 'naame', 0],
    ['na{2,3}me', 'naaame', 0],
    ['na{2,3}me', 'name', -1],
    ['na?me', 'naame nme', 6],
    ['na*me', 'ne naaame', 3],
    ['(name)?users', 'xusers', 1],
    ['colou?r name', 'color name', 0],
    ['.name', '😀name', 0],
    ['\\u{1F600} name', '😀 name', 0],
    ['\\p{Lu}ame', 'x Name', 2],
    ['[^a]name', 'bname', 0],
    ['a|bname|cc', 'x bname', undefined],
  ])('%s on %j', (source, line, expected) => {
    if (expected === undefined) expect(patternMistake(source)).toContain('fixed word');
    else expect(compilePattern(source).search(line)).toBe(expected);
  });

  test.each([
    ['(name', 'never closed'],
    ['name)', 'closes nothing'],
    ['na[me', 'never closed'],
    ['name\\', 'never closed'],
    ['*name', 'nothing stands before'],
    ['(name)\\1', 'back-reference'],
    ['name(?=x)', 'looking ahead'],
    ['(?<!x)name', 'looking ahead'],
    ['name{300}', 'repeats more'],
    ['(?:(?:name{90}){90}){9}', 'too large'],
    ['.*', 'fixed word'],
    ['[[z-a]name', 'valid'],
    ['x'.repeat(600), 'at most'],
  ])('%s is refused: %s', (source, message) => {
    expect(patternMistake(source)).toContain(message);
  });

  test('agrees with the language on patterns that both take', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '\\w', '(?:a|bc)', '(ab)', 'c');
    const part = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}', '*?'));
    const pattern = fc
      .tuple(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), fc.boolean())
      .map(([before, after, choice]) => {
        const write = (parts: [string, string][]): string =>
          parts.map(([one, count]) => one + count).join('');
        return choice
          ? `(?:${write(before)}|b)name${write(after)}`
          : `${write(before)}name${write(after)}\\b`;
      });
    const line = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', 'name', 'n', '😀'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, line, (source, text) => {
        const compiled = compilePattern(source);
        const expected = new RegExp(source, 'u').test(text);
        expect(compiled.search(text) >= 0).toBe(expected);
        if (expected) expect(compiled.words.some((word) => text.includes(word))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('text made to make patterns slow takes linear time', () => {
    const started = performance.now();
    expect(compilePattern('(?:a+)+(?:a|aa)*.*a.*a.*name$').search(`${'a'.repeat(100_000)}!`)).toBe(-1);
    expect(performance.now() - started).toBeLessThan(10_000);
  }, 60_000);

  test('nothing but mistakes is told of any string', () => {
    fc.assert(fc.property(fc.string(), (source) => void patternMistake(source)));
  });
});
