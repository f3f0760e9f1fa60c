import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameworkNamed, frameworkNames, unclaimedFiles } from '../../src/frameworks/index.ts';
import type { FrameworkName } from '../../src/model.ts';

const list = (name: FrameworkName, paths: string[], texts: Record<string, string> = {}) =>
  frameworkNamed(name).list(paths, { paths: [...paths, ...Object.keys(texts)], text: (path) => texts[path] });
const namesOf = (name: FrameworkName, paths: string[]): string[] => list(name, paths).map(({ path }) => path);

describe('order, and what is left out', () => {
  test.each<[FrameworkName, string[], string[]]>([
    ['sql', ['m/10_b.sql', 'm/2_a.sql', 'm/a.txt'], ['m/10_b.sql', 'm/2_a.sql']],
    ['sql', ['m/1_a.sql', 'm/1_a.down.sql', 'm/down/1_a.sql', 'm/1_a.rollback.sql'], ['m/1_a.sql']],
    ['sql', ['m/1_up.sql', 'm/1_down.sql'], ['m/1_up.sql']],
    ['sql', ['m/1_a.sql', 'm/1_a_down.sql'], ['m/1_a.sql']],
    // A migration is not lost to its name.
    [
      'sql',
      ['m/1_shutdown.sql', 'm/2_cool_down.sql', 'm/U1__x.sql', 'm/Users__x.sql'],
      ['m/1_shutdown.sql', 'm/2_cool_down.sql', 'm/U1__x.sql', 'm/Users__x.sql'],
    ],
    ['sql', ['m/V1__x.sql', 'm/U1__x.sql'], ['m/V1__x.sql']],
    [
      'sql',
      ['seed/rollback/m/1.sql', 'seed/rollback/m/2.sql'],
      ['seed/rollback/m/1.sql', 'seed/rollback/m/2.sql'],
    ],
    ['atlas', ['down/m/1.sql', 'down/m/2.sql'], ['down/m/1.sql', 'down/m/2.sql']],
    ['sql', ['m/schema.sql', 'm/seeds/1.sql', 'm/0001_seed_roles.sql'], ['m/0001_seed_roles.sql']],
    [
      'flyway',
      [
        'V1_10__b.sql',
        'V1.9__a.sql',
        'R__z.sql',
        'R__a.sql',
        'U1__x.sql',
        'B1__x.sql',
        'V2__c.sql',
        'x.sql',
      ].map((name) => `m/${name}`),
      ['m/V1.9__a.sql', 'm/V1_10__b.sql', 'm/V2__c.sql', 'm/R__a.sql', 'm/R__z.sql'],
    ],
    [
      'flyway',
      ['m/afterMigrate.sql', 'm/V1__a.sql', 'm/V2__b.java'],
      ['m/V1__a.sql', 'm/V2__b.java', 'm/afterMigrate.sql'],
    ],
    [
      'golang-migrate',
      ['m/10_b.up.sql', 'm/9_a.up.sql', 'm/9_a.down.sql', 'm/x.up.sql'],
      ['m/9_a.up.sql', 'm/10_b.up.sql'],
    ],
    [
      'goose',
      ['m/10_b.sql', 'm/9_a.sql', 'm/11_c.go', 'm/11_c_test.go', 'm/x.sql'],
      ['m/9_a.sql', 'm/10_b.sql', 'm/11_c.go'],
    ],
    ['dbmate', ['m/20260102_b.sql', 'm/20260101_a.sql'], ['m/20260101_a.sql', 'm/20260102_b.sql']],
    ['sql-migrate', ['m/10_b.sql', 'm/9_a.sql', 'm/x.sql'], ['m/9_a.sql', 'm/10_b.sql', 'm/x.sql']],
    [
      'diesel',
      ['m/2020-02-01-000000_b/up.sql', 'm/2020-01-01-000000_a/up.sql', 'm/2020-01-01-000000_a/down.sql'],
      ['m/2020-01-01-000000_a/up.sql', 'm/2020-02-01-000000_b/up.sql'],
    ],
    [
      'sqlx',
      ['m/2_b.up.sql', 'm/2_b.down.sql', 'm/10_c.sql', 'm/1_a.sql'],
      ['m/1_a.sql', 'm/2_b.up.sql', 'm/10_c.sql'],
    ],
    ['atlas', ['m/2_b.sql', 'm/1_a.sql', 'm/atlas.sum'], ['m/1_a.sql', 'm/2_b.sql']],
    [
      'prisma',
      ['m/2_b/migration.sql', 'm/1_a/migration.sql', 'm/migration_lock.toml'],
      ['m/1_a/migration.sql', 'm/2_b/migration.sql'],
    ],
    ['supabase', ['m/2_b.sql', 'm/1_a.sql', 'm/readme.sql'], ['m/1_a.sql', 'm/2_b.sql']],
    [
      'rails',
      ['db/migrate/2_b.rb', 'db/migrate/1_a.rb', 'db/schema.rb'],
      ['db/migrate/1_a.rb', 'db/migrate/2_b.rb'],
    ],
  ])('%s %j', (name, paths, expected) => {
    expect(namesOf(name, paths)).toEqual(expected);
  });

  test('drizzle follows its journal, and keeps what the journal does not name', () => {
    const journal = { 'd/meta/_journal.json': '{"entries":[{"tag":"0001_b"},{"tag":"0000_a"},null,{}]}' };
    const paths = ['d/0000_a.sql', 'd/0001_b.sql', 'd/0002_c.sql'];
    expect(list('drizzle', paths, journal).map(({ path }) => path)).toEqual([
      'd/0001_b.sql',
      'd/0000_a.sql',
      'd/0002_c.sql',
    ]);
    expect(list('drizzle', paths, { 'd/meta/_journal.json': 'no' }).map(({ path }) => path)).toEqual(paths);
  });

  test('drizzle runs what its journal names, by the moment that stands there', () => {
    const journal = '{"entries":[{"tag":"0000_a","when":1700000000000},{"tag":"0001_b"}]}';
    const paths = ['d/0000_a.sql', 'd/0001_b.sql', 'd/0002_c.sql', 'e/0000_x.sql'];
    const found = list('drizzle', paths, { 'd/meta/_journal.json': journal });
    expect(found.map(({ path, moment }) => [path, moment])).toEqual([
      ['d/0000_a.sql', 1_700_000_000_000],
      ['d/0001_b.sql', undefined],
      ['d/0002_c.sql', null],
      ['e/0000_x.sql', undefined],
    ]);
  });
});

describe('versions', () => {
  test.each<[FrameworkName, string, string | null]>([
    ['sql', 'm/0007_a.sql', '0007'],
    ['sql', 'm/add_a.sql', 'add_a'],
    ['flyway', 'm/V1_1__a.sql', '1.1'],
    ['flyway', 'm/V01.0__a.sql', '1'],
    ['flyway', 'm/R__a.sql', null],
    ['golang-migrate', 'm/0007_a.up.sql', '0007'],
    ['goose', 'm/0007_a.sql', '0007'],
    ['diesel', 'm/2020-01-02-030405_a/up.sql', '20200102030405'],
    ['prisma', 'm/2020_a/migration.sql', '2020_a'],
    ['drizzle', 'd/0003_a.sql', '0003'],
    ['atlas', 'm/2020_a.sql', '2020'],
    ['atlas', 'm/2020.sql', '2020'],
    ['sql-migrate', 'm/1_a.sql', '1_a.sql'],
    ['django', 'shop/migrations/0001_initial.py', 'shop/0001_initial'],
  ])('%s %s: %s', (name, path, version) => {
    expect(list(name, [path])).toEqual([{ path, version, repeatable: version === null }]);
  });

  test('years that start again at 001 do not collide', () => {
    expect(list('sql', ['m/2025/001.sql', 'm/2026/001.sql']).map(({ version }) => version)).toEqual([
      '2025/001',
      '2026/001',
    ]);
  });
});

test('the order of the given paths does not matter, and no path throws', () => {
  const path = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom('V', 'R', 'U', '', '000'), fc.nat(30), fc.constantFrom('_', '__', '.', '_1__'))
      .map(([lead, number, gap]) => `m/${lead}${number}${gap}a.sql`),
  );
  fc.assert(
    fc.property(fc.uniqueArray(path), fc.constantFrom(...frameworkNames()), (paths, name) => {
      expect(namesOf(name, [...paths].reverse())).toEqual(namesOf(name, paths));
      expect(namesOf(name, paths).every((one) => paths.includes(one))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('files that nobody runs are told', () => {
  test.each<[FrameworkName, string[], string[]]>([
    [
      'flyway',
      ['m/V1__a.sql', 'm/v2__b.sql', 'm/V3_c.sql', 'm/U1__a.sql', 'm/B1__a.sql'],
      ['m/V3_c.sql', 'm/v2__b.sql'],
    ],
    ['goose', ['m/1_a.sql', 'm/two.sql'], ['m/two.sql']],
    ['golang-migrate', ['m/1_a.up.sql', 'm/1_a.down.sql', 'm/2_b.sql'], ['m/2_b.sql']],
    ['prisma', ['m/1_a/migration.sql', 'm/1_a/Migration2.sql'], ['m/1_a/Migration2.sql']],
    ['diesel', ['m/1_a/up.sql', 'm/1_a/down.sql'], []],
    ['drizzle', ['d/0000_a.sql', 'd/meta/x.sql'], []],
    ['sql', ['m/1.sql', 'm/1.down.sql', 'm/schema.sql', 'm/seeds/1.sql', 'm/readme.md'], []],
    [
      'sql',
      ['m/1.sql', 'm/2_x.sh', 'm/3_x.psql', 'm/V4__x.java'],
      ['m/2_x.sh', 'm/3_x.psql', 'm/V4__x.java'],
    ],
    ['goose', ['m/00001_a.sql', 'm/00002_x.go', 'm/00002_x_test.go', 'm/00003_x.sh'], ['m/00003_x.sh']],
    ['sql', ['m/1.sql', 'm/index.js', 'm/1.test.ts', 'm/1.d.ts', 'm/atlas.sum', 'm/0_snapshot.json'], []],
    ['knex', ['m/20260101_x.js', 'm/20260101_x.d.ts'], []],
  ])('%s %j', (name, paths, expected) => {
    expect(unclaimedFiles(frameworkNamed(name), paths).map(({ path }) => path)).toEqual(expected);
  });
});
