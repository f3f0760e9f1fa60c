/** Whatever is written into what a person hands over, the answer is a verdict or a mistake of theirs, never one of ours. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Story } from '../../src/commands/demo/story.ts';
import { UserError } from '../../src/user-error.ts';
import { type Decider, openDecider } from '../properties/decide-again.ts';
import { tellStory } from '../properties/generated-story.ts';
import { makeFolder } from '../read/make-repository.ts';
import { reportMistakes } from '../report/schemas.ts';
import { call } from './door.ts';

const WHOLE = readFileSync(new URL('../fixtures/manifests/whole.yml', import.meta.url), 'utf8');

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    -1,
    1e308,
    0.5,
    '',
    'x',
    '2026-13-45',
    '9999-12-31T23:59:59Z',
    '\u0000',
    '__proto__',
    [],
    {},
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
  fc.constantFrom<Json>(
    { protocol: '1' },
    [[]],
    [{ environment: 'production' }],
    '../../../etc/passwd',
    'refs/heads/../x',
    '-n',
  ),
);

/** Puts something strange at a place in a value that is chosen by `steps`. */
function bend(value: Json, steps: readonly number[], to: Json): Json {
  const [step = 0, ...rest] = steps;
  if (steps.length === 0 || value === null || typeof value !== 'object') return to;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return to;
  const inner = (value as Record<string, Json>)[key] ?? null;
  const bent = bend(inner, rest, to);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? bent : item))
    : { ...value, [key]: bent };
}

const steps = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 6 });

describe('evidence', () => {
  // Seed 6 proposes a step of a change with two shapes; whatever it is, its evidence has every part.
  const { story, stage } = tellStory(6);
  let decider: Decider;
  beforeAll(async () => {
    decider = await openDecider({
      folder: story.folder,
      base: 'main',
      head: stage.name,
      now: story.now,
      environment: null,
    });
  });
  afterAll(() => {
    decider.close();
    story.remove();
  });

  async function verdictOn(text: string): Promise<string> {
    try {
      return (await decider.decide(text)).verdict.word;
    } catch (error) {
      if (error instanceof UserError && error.next !== '') return 'refused';
      throw error;
    }
  }

  it('that is bent anywhere is decided on or refused', async () => {
    const words = new Set<string>();
    const given = JSON.parse(JSON.stringify(story.evidence)) as Json;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(steps, strange), { minLength: 1, maxLength: 3 }), async (bends) => {
        const bent = bends.reduce((value, [at, to]) => bend(value, at, to), given);
        words.add(await verdictOn(JSON.stringify(bent)));
      }),
      { numRuns: 150 },
    );
    expect(words).toContain('refused');
    expect(words.size).toBeGreaterThan(1);
  });

  it('that is any text or any JSON is refused, or holds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant('{"evidence":1,"verdict":1}')),
        async (text) => {
          await verdictOn(text);
        },
      ),
      { numRuns: 80 },
    );
  });

  it.each([
    ['', 'is not JSON'],
    ['{', 'is not JSON'],
    ['[]', 'the top level'],
    ['{"deployment": []}', "did you mean 'deployments'?"],
    ['{"deployments": [{"environment": "production"}]}', 'deployments[0]'],
    ['{"deployments": [{"environment": "p", "commit": "x", "state": "done", "at": "2026-01-01"}]}', 'state'],
    ['{"approvals": [{"change": "x", "by": "y", "at": "soon"}]}', 'RFC 3339'],
  ])('%j is told with its place', async (text, message) => {
    const file = join(makeFolder(), 'evidence.json');
    writeFileSync(file, text);
    const { code, err } = await call('check', '--repo', story.folder, '--evidence', file);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

/** Lines of YAML dropped, doubled, moved in or out, or with a word replaced. */
function bendLines(text: string, bends: readonly [number, number, string][]): string {
  const lines = text.split('\n');
  for (const [at, how, word] of bends) {
    const index = at % lines.length;
    const line = lines[index] ?? '';
    const changed = [
      [],
      [line, line],
      [`  ${line}`],
      [line.replace(/^ {2}/, '')],
      [line.replace(/[\w-]+(?=\s*(?:$|[,}\]]))/, () => word)],
      [line.replace(/: .*/, () => `: ${word}`)],
    ][how % 6];
    lines.splice(index, 1, ...(changed ?? []));
  }
  return lines.join('\n');
}

const WORDS = [
  'null',
  '-1',
  '[]',
  '{}',
  'off',
  '"\\u202e"',
  '0',
  '99999999999999999999',
  '&a [*a]',
  '**',
  '../x',
  '9w',
  '!!js x',
  '~',
];
const manifests = fc
  .array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 5 }), fc.constantFrom(...WORDS)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((bends) => bendLines(WHOLE, bends));

describe('a manifest', () => {
  it('that is bent anywhere is valid or told with a place', async () => {
    const folder = makeFolder();
    const words = new Set<number | null>();
    await fc.assert(
      fc.asyncProperty(manifests, async (text) => {
        writeFileSync(join(folder, 'lanekeeper.yml'), text);
        const { code, out } = await call('validate', '--repo', folder);
        words.add(code);
        if (code === 2) expect(out).toMatch(/^lanekeeper\.yml:\d+:\d+ \S/);
      }),
      { numRuns: 150 },
    );
    expect(words).toEqual(new Set([0, 2]));
  });

  it('that is bent decides a pull request, an environment and a status without a mistake of ours', async () => {
    const story = new Story('2026-10-01T10:00:00Z');
    try {
      story.commit('start', {
        'db/migrations/0001.sql': 'CREATE TABLE users (id int, name text, email text);\n',
      });
      await fc.assert(
        fc.asyncProperty(manifests, async (text) => {
          story.git('checkout', '-q', 'main');
          story.commit('manifest', { 'lanekeeper.yml': text });
          story.propose('pr', {
            'db/migrations/0002.sql':
              'ALTER TABLE users DROP COLUMN name, ALTER COLUMN email SET NOT NULL;\n',
            'src/users/read.ts': "export const q = 'SELECT name, first_name FROM users';\n",
            'lanekeeper.yml': text.replace('7d', '1d'),
          });
          const at = ['--repo', story.folder, '--base', 'main'];
          const { out } = await call('check', ...at, '--head', 'pr', '--format', 'json');
          expect(reportMistakes(out)).toEqual([]);
          await call('status', ...at, '--format', 'json');
          await call('check-deploy', ...at, '--environment', 'production', '--commit', 'pr');
        }),
        { numRuns: 12 },
      );
    } finally {
      story.remove();
    }
  }, 120_000);
});

const TOKENS = [
  ...[
    'ALTER TABLE',
    'users',
    'DROP COLUMN',
    'ADD COLUMN',
    'name',
    'text',
    'NOT NULL',
    ';',
    '\n',
    ',',
    '(',
    ')',
    'CREATE INDEX',
    'ON',
  ],
  ...[
    "'",
    '"',
    '$$',
    '$a$',
    '--',
    '/*',
    '*/',
    'DO',
    'BEGIN',
    'COMMIT',
    'UPDATE',
    'SET',
    '=',
    '1',
    'WHERE',
    'USING',
    'CASCADE',
  ],
  ...[
    '\\c x',
    '\\',
    ':v',
    '\u202e',
    '\u0007',
    'é',
    '-- lanekeeper: allow',
    'online-ddl',
    'because',
    '-- +goose Up',
    "E'\\",
    '::',
    '{{x}}',
  ],
];

describe('SQL', () => {
  it('of any tokens is judged or told to be unreadable, and every file is answered', async () => {
    const folder = makeFolder();
    const texts = fc.sample(fc.array(fc.constantFrom(...TOKENS), { maxLength: 30 }), {
      numRuns: 400,
      seed: 7,
    });
    mkdirSync(join(folder, 'm'));
    for (const [index, tokens] of texts.entries())
      writeFileSync(join(folder, 'm', `${1000 + index}.sql`), tokens.join(' '));
    for (const format of ['json', 'text', 'markdown', 'sarif'])
      expect((await call('lint', join(folder, 'm'), '--format', format)).code).toBe(1);
    const { out } = await call('lint', join(folder, 'm'), '--format', 'json');
    expect(reportMistakes(out)).toEqual([]);
    expect(out).not.toContain('mistake in Lanekeeper');
  });

  it('is declared or refused, whatever it holds', async () => {
    const folder = makeFolder();
    const file = join(folder, '1.sql');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...TOKENS), { maxLength: 20 }), async (tokens) => {
        writeFileSync(file, tokens.join(' '));
        expect([0, 2]).toContain((await call('declare', file, '--silent')).code);
      }),
      { numRuns: 100 },
    );
  });
});

describe('refs', () => {
  it('of any text name a commit or are told to name none', async () => {
    const story = new Story('2026-10-01T10:00:00Z');
    try {
      story.commit('start', { a: '1' });
      const refs = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom(
          'HEAD@{1}',
          'HEAD^2',
          '--help',
          '-',
          'a..b',
          '^main',
          'main:a',
          ':0:a',
          'x'.repeat(5000),
          '0'.repeat(40),
        ),
      );
      await fc.assert(
        fc.asyncProperty(refs, async (ref) => {
          const { code, err } = await call('check', '--repo', story.folder, `--head=${ref}`);
          if (code !== 0) expect(err).toMatch(/names no commit|is not in/);
        }),
        { numRuns: 25 },
      );
    } finally {
      story.remove();
    }
  });
});
