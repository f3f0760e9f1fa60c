import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/read/manifest.ts';
import { DATABASE, mistakes, PATH, read } from './read.ts';

/** Generous for a machine that does other things as well; without bounds each of these takes minutes, or all memory. */
const PATIENCE = 1500;

function timed(text: string): { state: string; first: string; milliseconds: number } {
  const start = performance.now();
  const reading = read(text);
  const first = reading.state === 'invalid' ? (reading.mistakes[0]?.message ?? '') : '';
  return { state: reading.state, first, milliseconds: performance.now() - start };
}

const bomb = (levels: number, width: number): string => {
  const lines = ['a0: &a0 [x]'];
  for (let level = 1; level <= levels; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: width }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return lines.join('\n');
};

describe('alias bombs', () => {
  it('are refused clearly', () => {
    expect(mistakes(`${bomb(9, 9)}\n`)).toEqual([
      expect.stringMatching(
        /^\d+:\d+ the aliases \(\*name\) repeat more than 10,000 values; such a file is refused/,
      ),
    ]);
  });

  it('made of merge keys are refused as well', () => {
    const lines = ['a0: &a0 { k: v }'];
    for (let level = 1; level < 30; level += 1) {
      lines.push(`a${level}: &a${level} { <<: [*a${level - 1}, *a${level - 1}], k${level}: v }`);
    }
    expect(mistakes(lines.join('\n'))).toEqual([expect.stringMatching(/such a file is refused/)]);
  });

  it('that contain themselves are refused', () => {
    expect(mistakes('changes: &a { x: *a }')).toEqual(["1:18 the alias '*a' contains itself"]);
    expect(mistakes('changes: &a { <<: *a }')).toEqual([expect.stringMatching(/'\*a' contains itself/)]);
  });

  it('an anchor that is used a hundred times is none', () => {
    const changes = Array.from(
      { length: 100 },
      (_, index) => `  c${index}: { removes: [t.c${index}], contract: *c }`,
    );
    expect(
      read(
        `${DATABASE}defaults: { contract: &c { soak: 1d, quiet: { window: 2d } } }\nchanges:\n${changes.join('\n')}`,
      ).state,
    ).toBe('valid');
  });
});

describe('texts that would keep a parser busy are answered at once', () => {
  const MEGABYTE = 1_000_000;
  it.each([
    '[',
    '{a: ',
    '- ',
    '? ',
    ': ',
    'a: b: ',
    '"',
    "'",
    '\t',
    '\n',
    '! ',
    '---\n',
    '%a\n',
    'a:\n',
    '&a ',
    ']',
    '[,',
    ',',
    ' ',
    '|\n',
    '*a\n',
    '#\n',
    '-\n ',
    '...\n',
    '\u0000',
    '\ufeff',
    'é',
    '😀',
    '<<: *a\n',
    '\r',
  ])('a megabyte of %j', (piece) => {
    const { state, milliseconds } = timed(piece.repeat(Math.floor(MEGABYTE / piece.length)));
    expect(state).toBe('invalid');
    expect(milliseconds).toBeLessThan(PATIENCE);
  });

  it.each<[string, string]>([
    ['many keys', Array.from({ length: 90_000 }, (_, index) => `k${index}: 1`).join('\n')],
    ['one long scalar', `${DATABASE}changes: { x: { summary: "${' '.repeat(MEGABYTE)}" } }`],
    ['one long block', `${DATABASE}changes:\n  x:\n    owner: |\n${'      a\n'.repeat(90_000)}`],
    ['one long name', `${DATABASE}changes: { x: { removes: [${'a'.repeat(900_000)}] } }`],
    ['a glob of stars', `${DATABASE}include: "${'*a'.repeat(400_000)}"`],
    ['a long key', `${'k'.repeat(900_000)}: 1`],
    [
      'a long address',
      `${DATABASE}telemetry: { a: { type: query-log, url: "https://${'a.'.repeat(400_000)}" } }`,
    ],
    [
      'a long pattern',
      `${DATABASE}changes: { x: { removes: [a.b], references: { patterns: ["${'(a+)+'.repeat(90)}"] } } }`,
    ],
    ['deep but narrow', Array.from({ length: 900 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ])('%s', (_name, text) => {
    const { state, milliseconds } = timed(text);
    expect(state).toBe('invalid');
    expect(milliseconds).toBeLessThan(PATIENCE);
  });

  /** Just below the bound on words and signs, where each of them is a mistake or is looked at again. */
  it.each<[string, string]>([
    ['brackets', ']'.repeat(59_000)],
    ['quotes', '"'.repeat(59_000)],
    ['tags', '! '.repeat(29_000)],
    ['anchors', '&a '.repeat(29_000)],
    ['commas', `[${','.repeat(59_000)}`],
    ['keys', Array.from({ length: 11_000 }, (_, index) => `k${index}: 1`).join('\n')],
    [
      'ids',
      `${DATABASE}changes:\n${Array.from({ length: 3000 }, (_, index) => `  C${index}: { adds: [x.y] }`).join('\n')}`,
    ],
    [
      'wrong changes',
      `${DATABASE}changes:\n${Array.from({ length: 2000 }, (_, index) => `  c${index}: { removs: [x], adds: [a b] }`).join('\n')}`,
    ],
    [
      'wrong objects',
      `${DATABASE}changes: { x: { removes: [${Array.from({ length: 19_000 }, (_, index) => `a b ${index}`).join(', ')}] } }`,
    ],
    ['equal objects', `${DATABASE}changes: { x: { removes: [${'a.b, '.repeat(19_000)}] } }`],
    ['environments', `${DATABASE}environments: [${'{ name: e }, '.repeat(5500)}]`],
  ])('%s', (_name, text) => {
    const { state, milliseconds } = timed(text);
    expect(state).toBe('invalid');
    expect(milliseconds).toBeLessThan(PATIENCE);
  });

  it('a thousand changes are read', () => {
    const changes = Array.from(
      { length: 1000 },
      (_, index) => `  change-${index}:\n    removes: [users.c${index}]\n    contract: { soak: 3d }\n`,
    );
    const { state, milliseconds } = timed(`${DATABASE}changes:\n${changes.join('')}`);
    expect(state).toBe('valid');
    expect(milliseconds).toBeLessThan(2 * PATIENCE);
  });

  it('says what to do about size', () => {
    expect(timed('#'.repeat(1024 * 1024 + 1)).first).toMatch(
      /expected at most 1,048,576: split it with 'include'/,
    );
    expect(timed('['.repeat(5000)).first).toMatch(/nests more than 100 levels deep; a manifest/);
    expect(timed('a: [b]\n'.repeat(50_000)).first).toMatch(/more than 60,000 words and signs: split it/);
  });
});

describe('any text', () => {
  const WORDS = [
    'databases',
    'app',
    'engine',
    'postgresql',
    'version',
    'migrations',
    'db',
    'changes',
    'x',
    'removes',
    'adds',
    'contract',
    'soak',
    'quiet',
    'off',
    'telemetry',
    'type',
    'file',
    '__proto__',
    'constructor',
    'toString',
    '<<',
    '*a',
    '&a ',
    '!!binary ',
    '!x ',
    '~',
    'null',
    '1e999',
    '.nan',
    '0x10',
    '2026-01-01',
    '7d',
    '"',
    "'",
    '|',
    '>',
    '-',
    '?',
    ':',
    ': ',
    '\n',
    '\n  ',
    '\n    ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '#',
    '%',
    '@',
    '`',
    '\t',
    '\u2028',
    '\ud800',
    '\u0007',
  ];
  const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(''));
  const yaml = fc.oneof(
    fc.string({ unit: 'binary' }),
    soup,
    soup.map((text) => DATABASE + text),
  );

  it('gives a manifest or mistakes with places inside the file', () => {
    fc.assert(
      fc.property(yaml, (text) => {
        const reading = readManifest([{ path: PATH, text }], PATH);
        if (reading.state === 'none') throw new Error('there is a file');
        const lines = text.split(/\r\n?|\n/).length;
        const found = reading.state === 'invalid' ? reading.mistakes : reading.warnings;
        if (reading.state === 'invalid') expect(found.length).toBeGreaterThan(0);
        for (const { line, column, message } of found) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines + 1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toMatch(/undefined|\[object|Invalid input/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('never leaves a control character in a message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const quoted = JSON.stringify(text);
        const found = mistakes(
          `${DATABASE}${quoted}: 1\nmode: ${quoted}\nchanges: { x: { removes: [${quoted}] } }`,
        );
        for (const message of found) expect(message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
      }),
    );
  });
});
