import { expect, test } from 'vitest';
import { migrationSequence } from '../../../src/decide/rules/migration-sequence.ts';
import type { FrameworkName } from '../../../src/model.ts';
import { askNothing, file, migration, proposalOf } from '../proposals.ts';

const at = (name: string): string => `m/${name}`;
function judge(framework: FrameworkName, base: string[], added: string[], mergeBase = base) {
  const repeatable = (name: string): boolean => name.startsWith('R__');
  const set = {
    base: base.map((name) => migration(at(name), name, repeatable(name))),
    mergeBase: Object.fromEntries(mergeBase.map((name) => [at(name), name])),
    head: [...mergeBase, ...added].map((name) => file(at(name), name, repeatable(name))),
  };
  return migrationSequence.judge(proposalOf({ framework, set }), askNothing);
}

test.each<[string, FrameworkName, string[], string[], string[]]>([
  ['next', 'sql', ['0001_a.sql', '0002_b.sql'], ['0003_c.sql'], ['ok']],
  ['first of all', 'sql', [], ['0001_a.sql'], ['ok']],
  ['none new', 'sql', ['0001_a.sql'], [], []],
  ['taken on the base', 'sql', ['0001_a.sql', '0002_b.sql'], ['0002_c.sql'], ['block']],
  ['taken by its neighbour', 'sql', ['0001_a.sql'], ['0002_b.sql', '0002_c.sql'], ['block', 'block']],
  ['before the newest', 'sql', ['0001_a.sql', '0005_b.sql'], ['0003_c.sql'], ['warn']],
  ['dates are versions as a whole', 'sql', ['2026-01-31-a.sql'], ['2026-02-01-b.sql'], ['ok']],
  ['the same day twice', 'sql', ['2026-01-31-a.sql'], ['2026-01-31-b.sql'], ['ok']],
  ['a base that shares versions', 'sql', ['0001_a.sql', '0001_b.sql'], ['0001_c.sql'], ['ok']],
  ['a name that begins with a digit', 'sql', ['0007_2fa_codes.sql'], ['0007_3fa_codes.sql'], ['block']],
  ['names are sorted', 'sql', ['9_a.sql'], ['10_b.sql'], ['warn']],
  ['numbers are counted', 'golang-migrate', ['9_a.sql'], ['10_b.sql'], ['ok']],
  ['7 is 007', 'golang-migrate', ['007_a.sql'], ['7_b.sql'], ['block']],
  ['1.10 is after 1.9', 'flyway', ['V1.9__a.sql'], ['V1.10__b.sql'], ['ok']],
  ['1.0 is 1', 'flyway', ['V1__a.sql'], ['V1.0__b.sql'], ['block']],
  [
    'repeatable ones have no place',
    'flyway',
    ['V2__a.sql', 'R__views.sql'],
    ['R__more.sql', 'V3__b.sql'],
    ['ok'],
  ],
])('%s (%s)', (_, framework, base, added, expected) => {
  expect(judge(framework, base, added).map(({ status }) => status)).toEqual(expected);
});

test('the base moved on since: what it brought counts', () => {
  const found = judge('sql', ['0001_a.sql', '0002_b.sql'], ['0002_c.sql'], ['0001_a.sql']);
  expect(found.map(({ status }) => status)).toEqual(['block']);
  expect(found[0]?.next).toContain('git mv m/0002_c.sql m/0003_c.sql');
});

test('the next timestamp is the moment of the decision, and never before the newest', () => {
  const [found] = judge('dbmate', ['20261015120000_a.sql'], ['20260101000000_b.sql']);
  expect(found?.next).toContain('git mv m/20260101000000_b.sql m/20261101000000_b.sql');
  const [ahead] = judge('dbmate', ['20270101000000_a.sql'], ['20260101000000_b.sql']);
  expect(ahead?.next).toContain('m/20270101000001_b.sql');
});

test.each<[FrameworkName, string, string, string]>([
  ['golang-migrate', '0009_a.up.sql', '0003_add_3_columns.up.sql', '0010_add_3_columns.up.sql'],
  [
    'prisma',
    '20260901000000_a/migration.sql',
    '20260101000000_b/migration.sql',
    '20261101000000_b/migration.sql',
  ],
  ['flyway', 'V7__a.sql', 'V3__b_3.sql', 'V8__b_3.sql'],
])('the version alone is rewritten (%s)', (framework, newest, name, renamed) => {
  const [found] = judge(framework, [newest], [name]);
  expect(found?.next).toContain(`git mv m/${name} m/${renamed}`);
});

test('versions of several parts are left to the reader', () => {
  expect(judge('flyway', ['V2.4__a.sql'], ['V1.3__b.sql'])[0]?.next).toBe(
    'Give m/V1.3__b.sql a version after m/V2.4__a.sql.',
  );
});

test.each<[string, number | null, string[], RegExp]>([
  ['comes last', 3, ['ok'], /run after m\/0001_b\.sql/],
  ['is older than the newest, so that it never runs', 1, ['warn'], /sorts before m\/0001_b\.sql/],
  ['is in no journal, so that it never runs', null, ['block'], /not named by the journal/],
])('a migration of drizzle that %s', (_, moment, expected, message) => {
  const set = {
    base: [{ ...migration('m/0001_b.sql'), moment: 2 }],
    mergeBase: {},
    head: [{ ...file('m/0002_a.sql'), moment }],
  };
  const found = migrationSequence.judge(proposalOf({ framework: 'drizzle', set }), askNothing);
  expect(found.map(({ status }) => status)).toEqual(expected);
  expect(found[0]?.message).toMatch(message);
  if (moment === 1) expect(found[0]).toMatchObject({ why: expect.stringContaining('would never run it') });
});
