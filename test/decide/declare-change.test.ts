import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declareChange } from '../../src/decide/declare-change.ts';
import type { Effect } from '../../src/model.ts';
import { canonicalName, parseObject } from '../../src/names.ts';
import { readManifest } from '../../src/read/manifest.ts';

const effect = (
  kind: Effect['kind'],
  phase: Effect['phase'],
  object: string,
  more: Partial<Effect> = {},
): Effect => ({
  path: 'db/1.sql',
  line: 1,
  column: 1,
  kind,
  object,
  objectKind: parseObject(object, 'postgresql')?.kind ?? 'other',
  table: null,
  phase,
  load: 'instant',
  locks: [],
  operation: 'x',
  statement: 'x',
  fresh: false,
  dependents: [],
  instead: [],
  why: '',
  ...more,
});

const adds = (object: string, more: Partial<Effect> = {}) => effect('adds', 'expand', object, more);
const removes = (object: string, more: Partial<Effect> = {}) => effect('removes', 'contract', object, more);
const tightens = (object: string, more: Partial<Effect> = {}) =>
  effect('constrains', 'tighten', object, more);
const rewrites = (object: string, more: Partial<Effect> = {}) => effect('rewrites', 'migrate', object, more);
const renames = (object: string, after: string) => effect('renames', 'in-place', object, { after });

const DATABASES =
  'databases: { app: { engine: postgresql, version: 17, migrations: db }, two: { engine: sqlite, version: 3.50, migrations: e } }\n';

/** The change that the entry declares, pasted below a minimal manifest. */
function pasted(effects: Effect[]) {
  const text = DATABASES + declareChange(effects, { database: 'app' });
  const reading = readManifest([{ path: 'lanekeeper.yml', text }], 'lanekeeper.yml');
  if (reading.state !== 'valid') throw new Error(`${JSON.stringify(reading)}\n${text}`);
  return reading.manifest.changes[0];
}

const withoutHints = (text: string): string => text.replace(/^ {4}#.*\n/gm, '');

describe('entries', () => {
  it.each<[string, Effect[], string]>([
    [
      'one column gone',
      [removes('users.name')],
      'drop-users-name:\n    summary: Drop users.name\n    removes: [users.name]',
    ],
    [
      'several',
      [removes('users.a'), removes('users.b')],
      'drop-users-columns:\n    summary: Drop users.a, users.b\n    removes: [users.a, users.b]',
    ],
    [
      'a table with its columns',
      [removes('users'), removes('users.a')],
      'drop-users:\n    summary: Drop users\n    removes: [users]',
    ],
    [
      'one more',
      [adds('users.first_name')],
      'add-users-first-name:\n    summary: Add users.first_name\n    adds: [users.first_name]',
    ],
    [
      'a split',
      [adds('users.a'), adds('users.b'), removes('users.name')],
      'split-users-name:\n    summary: Split users.name into users.a, users.b\n    adds: [users.a, users.b]\n    removes: [users.name]',
    ],
    [
      'a merge',
      [adds('users.name'), removes('users.a'), removes('users.b')],
      'merge-users-columns:\n    summary: Merge users.a, users.b into users.name\n    adds: [users.name]\n    removes: [users.a, users.b]',
    ],
    [
      'one for another',
      [adds('users.b'), removes('users.a')],
      'replace-users-a:\n    summary: Replace users.a by users.b\n    adds: [users.b]\n    removes: [users.a]',
    ],
    [
      'a tightening',
      [tightens('users.email')],
      'tighten-users-email:\n    summary: Tighten users.email\n    tightens: [users.email]',
    ],
    [
      'a tightening of what is new',
      [adds('users.a'), tightens('users.a'), rewrites('users.a')],
      'add-users-a:\n    summary: Add users.a\n    adds: [users.a]',
    ],
    [
      'rows',
      [rewrites('users.email')],
      'rewrite-users-email:\n    summary: Rewrite users.email\n    rewrites: [users.email]',
    ],
    [
      'a rename',
      [renames('users.name', 'full_name')],
      'rename-users-name:\n    summary: Rename users.name to users.full_name\n    renames: { users.name: users.full_name }',
    ],
    [
      'a rename of a type',
      [renames('type:mood', 'feel')],
      'rename-mood:\n    summary: "Rename type:mood to type:feel"\n    renames: { type:mood: type:feel }',
    ],
    [
      'a new type',
      [effect('retypes', 'in-place', 'users.age')],
      'replace-users-age:\n    summary: Replace users.age by users.age_new\n    adds: [users.age_new]\n    removes: [users.age]',
    ],
    [
      'a table of another schema',
      [removes('billing.inv', { objectKind: 'table' })],
      'drop-billing-inv:\n    summary: "Drop table:billing.inv"\n    removes: [table:billing.inv]',
    ],
    [
      'quoted names',
      [removes('"Users"."fullName"')],
      'drop-users-full-name:\n    summary: "Drop \\"Users\\".\\"fullName\\""\n    removes: ["\\"Users\\".\\"fullName\\""]',
    ],
  ])('%s', (_name, effects, expected) => {
    const text = declareChange(effects);
    expect(withoutHints(text)).toBe(`changes:\n  ${expected}\n`);
    expect(pasted(effects)).toBeDefined();
  });

  it('are none where nothing is to be declared', () => {
    expect(declareChange([])).toBe('');
    expect(
      declareChange([
        effect('indexes', 'expand', 'index:i'),
        effect('removes', 'neutral', 'index:i'),
        removes('users.a', { fresh: true }),
        effect('rewrites', 'contract', 'users'),
        effect('unknown', 'unknown', '?'),
      ]),
    ).toBe('');
  });

  it('tell what they cannot say', () => {
    const text = declareChange([
      removes('a.b'),
      effect('unknown', 'unknown', '?', { line: 7 }),
      renames('users', 'table:bar.users'),
    ]);
    expect(text).toMatch(/# line 7 could not be read/);
    expect(text).toMatch(/# users is renamed to table:bar\.users: add both names under renames/);
  });

  it('have an id that is free, and stand alone or below a line of changes', () => {
    expect(declareChange([removes('a.b')], { taken: ['drop-a-b'], header: false })).toMatch(
      /^ {2}drop-a-b-2:\n/,
    );
  });
});

/** `public.users` reads as a table of the default schema: a column of a table called so cannot be named. */
function isOfDefaultSchema(name: string): boolean {
  const parsed = parseObject(name, 'postgresql');
  return (
    parsed?.kind === 'column' && parsed.path.length === 2 && ['public', 'main'].includes(parsed.path[0] ?? '')
  );
}

describe('any effects', () => {
  const identifier = fc.oneof(
    fc.constantFrom(
      'users',
      'name',
      'order',
      'true',
      'null',
      'y',
      'off',
      'n',
      '_',
      'a1',
      'public',
      'main',
      'constructor',
      '__proto__',
    ),
    fc
      .string({ unit: 'binary', minLength: 1, maxLength: 6 })
      .map((text) => `"${text.replaceAll('"', '""')}"`),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
      .map((text) => `"${text.replaceAll('"', '""')}"`),
    fc.constantFrom(
      '"a: b"',
      '"#x"',
      '"- "',
      '"*a"',
      '"&a"',
      '"%"',
      '"\'"',
      '"]"',
      '"a\nb"',
      '"a.b"',
      '"@x"',
      '"…"',
    ),
  );
  const prefix = fc.constantFrom(
    '',
    '',
    '',
    'index:',
    'constraint:',
    'type:',
    'view:',
    'function:',
    'table:',
    'sequence:',
  );
  const object = fc
    .tuple(prefix, fc.array(identifier, { minLength: 1, maxLength: 3 }))
    .map(([kind, path]) => canonicalName(kind + path.join('.'), 'postgresql'))
    .filter((name) => name !== null);
  const anyEffect = fc
    .record({
      kind: fc.constantFrom<Effect['kind'][]>(
        'adds',
        'removes',
        'renames',
        'retypes',
        'constrains',
        'relaxes',
        'rewrites',
        'indexes',
        'alters',
        'unknown',
      ),
      phase: fc.constantFrom<Effect['phase'][]>(
        'expand',
        'migrate',
        'tighten',
        'contract',
        'in-place',
        'neutral',
        'unknown',
      ),
      object: fc.oneof(object, fc.string({ unit: 'binary' })),
      fresh: fc.boolean(),
      after: fc.oneof(identifier, object),
    })
    .map(({ kind, phase, object: name, fresh, after }) => effect(kind, phase, name, { fresh, after }));

  it('give an entry that is valid when pasted into a minimal manifest', () => {
    fc.assert(
      fc.property(fc.array(anyEffect, { maxLength: 8 }), (effects) => {
        const text = declareChange(effects, { database: 'app' });
        if (text !== '') pasted(effects);
        expect(text).not.toMatch(/[^\n\P{Cc}]/u);
      }),
      { numRuns: 1500 },
    );
  });

  it('are valid where a name goes and comes again', () => {
    const renamed = (object: string, after: string) => effect('renames', 'in-place', object, { after });
    pasted([renamed('users', 'people'), effect('adds', 'expand', 'users')]);
    pasted([renamed('users', 'people'), renamed('people', 'persons')]);
    pasted([renamed('users', 'people'), renamed('users', 'persons')]);
    pasted([removes('people'), renamed('users', 'people')]);
    pasted([renamed('users', 'people'), renamed('people', 'users')]);
  });

  it('declare every contract that can be named', () => {
    fc.assert(
      fc.property(fc.uniqueArray(object, { minLength: 1, maxLength: 5 }), (objects) => {
        const nameable = objects.filter(
          (name) =>
            !isOfDefaultSchema(name) &&
            name !== '__proto__' &&
            !/\p{Cc}/u.test(name) &&
            canonicalName(name, 'postgresql') === name,
        );
        if (nameable.length === 0) return;
        const change = pasted(nameable.map((name) => removes(name)));
        for (const name of nameable) {
          expect(change?.removes.some((removed) => name === removed || name.includes(removed))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
