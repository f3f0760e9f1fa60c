import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, fenced, link, prose } from '../../src/report/escape-markdown.ts';
import { MARKER, writeMarkdown } from '../../src/report/markdown.ts';
import { aliveParts, comesAlive, HOSTILE, hostileText, UNSEEN } from './hostile.ts';
import { hostileDecision, overriddenDecision, sampleDecision, settledDecision } from './sample.ts';

const linkTo = (path: string): string => `https://github.com/acme/app/blob/main/${path}`;

describe('prose', () => {
  it.each([
    ['users.name was read 1,204 times.', '`users.name` was read 1,204 times.'],
    ['drop lower(users.name), then (users.email).', 'drop `lower(users.name)`, then (`users.email`).'],
    ['ask @acme/dba now', 'ask `@acme/dba` now'],
    ['see #12 and GH-12', 'see `#12` and `GH-12`'],
    ['since 2026-11-15, 99.97 % of 14 d', 'since 2026-11-15, 99.97 % of 14 d'],
    ['a split-user-name change', 'a split-user-name change'],
    ['at deadbeef1', 'at `deadbeef1`'],
    ['1. not a list', '`1`. not a list'],
    ['<b>x</b> y', '`<b>x</b>` y'],
    ['tick ` tock', 'tick `` ` `` tock'],
    ['a|b', '`a`&vert;`b`'],
    ["the table's rows", "the table's rows"],
  ])('%s', (text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  it('takes long rows of marks in no time', () => {
    const started = performance.now();
    for (const mark of ['!', '(', '`', '|', '@', '\\', ' ', '\n', '. ']) prose(`${mark.repeat(100_000)}x`);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each(['- X', '| X | b |', '#### X', '[X](<https://a.example>)'])(
    'comes alive nowhere in: %s',
    (place) => {
      fc.assert(
        fc.property(hostileText, (text) => {
          expect(comesAlive(place.replace('X', () => prose(text)))).toBeNull();
          expect(comesAlive(place.replace('X', () => code(text)))).toBeNull();
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('the test for life', () => {
  it.each([
    '@octocat',
    '`a` @octocat `b',
    'see #12',
    'x </details>',
    '<img>',
    'http://a.example',
    '1. x',
    '> x',
    'deadbeef1',
  ])('finds %s', (text) => {
    expect(comesAlive(text)).not.toBeNull();
  });
});

describe('link and fenced', () => {
  it.each([
    ['javascript:alert(1)', 'x'],
    ['//evil.example', 'x'],
    ['https://a.example/a b>(c)\n"d"', '[x](<https://a.example/a%20b%3E%28c%29%0A%22d%22>)'],
    [null, 'x'],
  ])('links to %s', (address, expected) => {
    expect(link('x', address)).toBe(expected);
  });

  it('fences with more backticks than there are inside', () => {
    expect(fenced(['````', 'x'], 'sql')).toBe('`````sql\n````\nx\n`````');
  });
});

describe('writeMarkdown', () => {
  it('begins with the hidden marker', () => {
    expect(writeMarkdown(sampleDecision()).startsWith(`${MARKER}\n`)).toBe(true);
  });

  it('shrinks to one line where all is settled, and stays whole where it is asked for', () => {
    expect(writeMarkdown(settledDecision())).toBe(
      `${MARKER}\n**Lanekeeper: pass**, met: \`quiet\`, \`soak\` (as of 2026-11-01T00:00:00Z)\n`,
    );
    expect(writeMarkdown(settledDecision(), { full: true })).toContain('Why it passes');
  });

  it('shows an override with who and why, and what is not met', () => {
    const markdown = writeMarkdown(overriddenDecision());
    expect(markdown).toContain('## Lanekeeper: pass by override');
    expect(markdown).toContain('**Override** by [`octocat` at 2026-11-01T00:00:00Z]');
    expect(markdown).toContain('`in-place-change` block');
  });

  it.each(Object.entries(HOSTILE))('lets nothing come alive: %s', (_, text) => {
    const markdown = writeMarkdown(hostileDecision(text), { link: linkTo });
    expect(comesAlive(markdown)).toBeNull();
    expect(markdown).not.toMatch(UNSEEN);
    expect(
      aliveParts(markdown)
        .split('\n')
        .filter((line) => line === MARKER),
    ).toHaveLength(1);
  });

  it('lets nothing come alive, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = writeMarkdown(hostileDecision(text), { link: linkTo });
        expect(comesAlive(markdown)).toBeNull();
        expect(markdown).not.toMatch(UNSEEN);
        expect(markdown.match(/^<details>/gm)).toHaveLength(markdown.match(/^<\/details>$/gm)?.length ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  it.each([65_535, 20_000, 4000])('is cut at a section to %i bytes, and says where the whole is', (limit) => {
    const sample = sampleDecision();
    const findings = Array.from({ length: 400 }, () => sample.verdict.findings).flat();
    const long = { ...sample, verdict: { ...sample.verdict, findings } };
    const markdown = writeMarkdown(long, { limit, whole: 'The whole is in the job summary.' });
    expect(new TextEncoder().encode(markdown).length).toBeLessThanOrEqual(limit);
    expect(markdown).toMatch(
      /\*Cut here: \d+ more sections do not fit\. The whole is in the job summary\.\*\n$/,
    );
    expect(comesAlive(markdown)).toBeNull();
  });

  it('stays within the limit where every character is long', () => {
    const markdown = writeMarkdown(hostileDecision('日本語 @everyone '.repeat(3000)), { limit: 65_535 });
    expect(new TextEncoder().encode(markdown).length).toBeLessThanOrEqual(65_535);
    expect(markdown).toContain('Lanekeeper: block');
  });
});
