import { describe, expect, it, test } from 'vitest';
import type { Change, ChangedFile, Migration } from '../../../src/model.ts';
import { explained, FAILED, findingsOf, type Given, MISSING, mentions } from '../outside.ts';
import { BASE, change, changedFile, effect, manifest, migration, reading, set } from '../readings.ts';

const EXPAND = migration('db/migrations/0002.sql', [effect({})]);
const DROP = migration('db/migrations/0007.sql', [
  effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
]);
const USE = "sql('SELECT name FROM users')";
const NEW = [changedFile('src/users/new.ts', null, `${USE}\n`)];

/** The old shape is free of it on the base where `moved` says so. */
const judge = (
  files: ChangedFile[],
  given: Given = {},
  parts: Partial<Change> = {},
  base: Migration[] = [EXPAND],
  proposed: Migration[] = [],
) => findingsOf('no-new-references', reading(manifest([change(parts)]), [set(base, proposed)], files), given);

const notMoved = mentions({ of: 'users.name' });
const readMoved = mentions({ of: 'users.first_name' }, { of: 'users.name' });

describe('a new use of the old shape', () => {
  const cases: [string, Given, 'free' | RegExp][] = [
    ['while reads have not moved', { mentions: notMoved }, 'free'],
    ['once read_new is merged', { mentions: readMoved }, /its read_new is merged/],
    ['once stop_old is merged', {}, /its stop_old is merged/],
  ];
  it.each(cases)('%s', (_, given, expected) => {
    const found = judge(NEW, given);
    expect(found).toHaveLength(expected === 'free' ? 0 : 1);
    if (expected === 'free') return;
    expect(found[0]).toMatchObject({ status: 'block', path: 'src/users/new.ts', line: 1, seen: USE });
    expect(found[0]?.message).toMatch(expected);
    expect(found[0]?.next).toContain('Use users.first_name instead.');
  });

  const bare = { adds: [], dualWrite: null, readNew: null, stopOld: null, mode: 'destructive' as const };
  it('once its contract is merged, steps or none', () => {
    expect(judge(NEW, {}, bare, [EXPAND, DROP])[0]?.message).toContain('its contract is merged');
    expect(judge(NEW, {}, bare)).toEqual([]);
  });

  it('beside its own contract', () => {
    expect(judge(NEW, {}, bare, [EXPAND], [DROP])[0]?.message).toContain(
      'this pull request carries its contract',
    );
  });
});

describe('what is no new use', () => {
  it.each([
    ['a line that was there', changedFile('src/users/a.ts', `${USE}\n`, `${USE}\nmore()\n`)],
    ['a line that goes', changedFile('src/users/a.ts', `${USE}\n`, 'more()\n')],
    ['the word without the table', changedFile('src/a.ts', null, 'const name = 1;\n')],
    ['a test', changedFile('test/users/a.test.ts', null, `${USE}\n`)],
    ['documentation', changedFile('docs/users.md', null, `${USE}\n`)],
    ['a migration', changedFile('db/migrations/0009.sql', null, 'SELECT name FROM users;\n')],
  ])('%s', (_, file) => {
    expect(judge([file])).toEqual([]);
  });

  it('a line that only moves to another file', () => {
    const moved = [
      changedFile('src/users/a.ts', `${USE}\n`, '\n'),
      changedFile('src/users/b.ts', null, `  ${USE}\n`),
    ];
    expect(judge(moved)).toEqual([]);
    expect(judge([...moved, changedFile('src/users/c.ts', null, `${USE}; again()\n`)])).toHaveLength(1);
  });
});

it.each([
  ['missing', MISSING, 'wait'],
  ['failed', FAILED, 'error'],
] as const)('whether its reads have moved is %s', (_, gone, status) => {
  const found = judge(NEW, { mentions: ({ commit }) => (commit === BASE ? gone : undefined) });
  expect(found).toHaveLength(1);
  expect(found[0]?.status).toBe(status);
  expect(explained(found)).toBe(true);
});

test('what the change says of references replaces the guess', () => {
  const references = { patterns: ['legacyName\\('], paths: [] };
  expect(judge(NEW, {}, { references })).toEqual([]);
  expect(judge([changedFile('src/z.ts', null, 'legacyName()\n')], {}, { references })).toHaveLength(1);
});
