import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { codeFilter, isCode, matchesAny } from '../../src/code/index.ts';

const ALL = { include: [], exclude: [] };

describe('what is never code', () => {
  test.each([
    'lanekeeper.yml',
    '.lanekeeper/a.yml',
    'db/migrations/0001_a.sql',
    '.github/workflows/ci.yml',
    'README.md',
    'src/users.css',
    'src/theme/users.SCSS',
    'img/users.svg',
    'locales/de/users.po',
    'docs/a.ts',
    'packages/a/docs/b.ts',
    'package-lock.json',
    'go.sum',
    'test/a.ts',
    'src/tests/a.py',
    'spec/models/user_spec.rb',
    'src/__tests__/a.ts',
    'src/a.test.ts',
    'src/a_test.go',
    'src/a.spec.js',
    'db/schema.rb',
    'db/structure.sql',
    'prisma/schema.prisma',
    'drizzle/meta/0001_snapshot.json',
    'logo.png',
    'node_modules/a/index.js',
    'vendor/a/a.go',
  ])('%s', (path) => {
    const files = ['lanekeeper.yml', '.lanekeeper/a.yml'];
    expect(isCode(path, ALL, ['db/migrations', 'drizzle/*.sql'], files)).toBe(false);
  });

  test.each([
    'src/a.ts',
    'app/models/user.rb',
    'src/latest.ts',
    'src/specification.ts',
    'src/contest/a.ts',
    'db/queries.sql',
    'Makefile',
    'src/schema.ts',
    'src/schema.rs',
    'db/migrations2/a.sql',
  ])('%s is code', (path) => {
    expect(isCode(path, ALL, ['db/migrations'], ['lanekeeper.yml'])).toBe(true);
  });
});

describe('include and exclude', () => {
  const filter = codeFilter(
    { include: ['src/**', 'test/**'], exclude: ['src/scripts', '!test/fixtures/**', '!src/scripts/keep.ts'] },
    ['src/migrations'],
  );
  test.each([
    ['src/a.ts', true],
    ['lib/a.ts', false],
    ['src/scripts/a.ts', false],
    ['src/scripts/keep.ts', true],
    ['test/a.ts', false],
    ['test/fixtures/a.ts', true],
    ['src/migrations/1.sql', false],
  ])('%s: %s', (path, expected) => {
    expect(filter(path)).toBe(expected);
  });
});

describe('globs', () => {
  test.each([
    [['db/migrations'], 'db/migrations/a/1.sql', true],
    [['db/migrations/'], 'db/migrations/1.sql', true],
    [['./db/migrations'], 'db/migrations/1.sql', true],
    [['db/migrations/*.sql'], 'db/migrations/1.sql', true],
    [['db/migrations/*.sql'], 'db/migrations/a/1.sql', false],
    [['**/*.sql'], '.hidden/1.sql', true],
    [['src/{a,b}/**'], 'src/b/c.ts', true],
    [['src/users/write.ts'], 'src/users/write.ts', true],
    [['app/[id]/page.ts'], 'app/[id]/page.ts', true],
    [['.'], 'a/b', true],
    [[], 'a', false],
    [['db'], 'dbx/1.sql', false],
    [['src/**'], 'src', false],
    [['*/**'], 'a', false],
    [['*/**'], 'a/b', true],
    [['**'], 'a', true],
    [['**/'], 'a/b', true],
    [['a/**/b'], 'a/b', true],
    [['a/**/b'], 'a/x/y/b', true],
  ])('%j on %s: %s', (globs, path, expected) => {
    expect(matchesAny(globs)(path)).toBe(expected);
  });

  test.each([
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a[!b]c', 'axc', true],
    ['a[!b]c', 'abc', false],
    ['[a-c]/**', 'b/x', true],
    ['?.ts', '姓.ts', true],
    ['?.ts', '😀.ts', true],
    ['{a,b/{c,d}}/*.ts', 'b/d/x.ts', true],
    ['{a,b/{c,d}}/*.ts', 'b/x.ts', false],
    ['src/*', 'src/a/b.ts', true],
    ['**/migrations/*.py', 'shop/migrations/0001.py', true],
    ['**/migrations/*.py', 'migrations/0001.py', true],
    ['[', '[', true],
  ])('%s on %s: %s', (glob, path, expected) => {
    expect(matchesAny([glob])(path)).toBe(expected);
  });

  test('agrees with the usual matcher, a folder standing for what lies in it', () => {
    const part = fc.constantFrom('a', 'b', '*', '**', '?', 'a*', '*b', '*a*', '[ab]', '{a,b}', '.a');
    const name = fc.constantFrom('a', 'b', 'ab', '.a', 'ba', 'aab');
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(name, { minLength: 1, maxLength: 5 }),
        (parts, names) => {
          const path = names.join('/');
          // Of `a/**` on `a` itself the usual matcher says now this, now that.
          while (parts.at(-1) === '**' && parts.length > 1) parts.pop();
          const glob = parts.join('/');
          const usual = picomatch([glob, `${glob}/**`], { dot: true, noextglob: true });
          expect(matchesAny([glob])(path)).toBe(usual(path));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('globs made to take long do not', () => {
    const started = performance.now();
    for (const glob of [
      `${'*a'.repeat(200)}b`,
      `${'**/*a*/'.repeat(60)}b`,
      '{a,b}'.repeat(30),
      '{'.repeat(5000),
      `{${','.repeat(900)}`,
      `{${','.repeat(90_000)}`,
    ])
      for (const path of ['a'.repeat(2000), 'a/'.repeat(500)]) matchesAny([glob])(path);
    expect(performance.now() - started).toBeLessThan(10_000);
  }, 60_000);

  test('no glob throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (glob, path) => void matchesAny([glob])(path)));
    expect(matchesAny(['x'.repeat(70_000)])('a')).toBe(false);
  });
});
