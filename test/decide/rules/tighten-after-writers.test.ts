import { describe, expect, it, test } from 'vitest';
import type { Change, Effect, Reading } from '../../../src/model.ts';
import {
  attempt,
  deployed,
  explained,
  FAILED,
  findingsOf,
  type Given,
  known,
  LIVE,
  MISSING,
  OLD,
  statuses,
} from '../outside.ts';
import { BASE, change, DAY, effect, manifest, migration, NOW, reading, set } from '../readings.ts';

const tight = (parts: Partial<Effect> = {}) =>
  migration('db/migrations/0004.sql', [
    effect({ kind: 'constrains', object: 'users.email', phase: 'tighten', rows: 'scan', ...parts }),
  ]);

const ENTRY = change({
  id: 'require-email',
  adds: [],
  removes: [],
  tightens: ['users.email'],
  writers: ['src/write.ts', 'src/import/**'],
  mode: 'tightening',
  dualWrite: null,
  backfill: null,
  readNew: null,
  stopOld: null,
});

const of = (parts: Partial<Change> = {}, effects: Partial<Effect> = {}): Reading =>
  reading(manifest([{ ...ENTRY, ...parts }]), [set([], [tight(effects)])]);

/** Writers at a commit: path -> blob. */
const writers =
  (base: Record<string, string>, live: Record<string, string>): NonNullable<Given['mentions']> =>
  ({ commit, files }) => {
    if (files === null) return undefined;
    const held = commit === OLD ? live : base;
    return known({
      commit,
      files: Object.entries(held).map(([path, blob]) => ({ path, blob })),
      mentions: [],
    });
  };
const BOTH = { 'src/write.ts': '1', 'src/import/x.ts': '2' };
const inPlaces = (given: Given, parts: Partial<Change> = {}) =>
  findingsOf('tighten-after-writers', of(parts), given).filter(
    ({ environment, status }) => environment || status !== 'ok',
  );

describe('writers as they are on the base, live for the soak', () => {
  const cases: [string, Record<string, string>, Parameters<typeof deployed>, 'ok' | 'wait', number | null][] =
    [
      ['everywhere, long enough', BOTH, [attempt(OLD, 30)], 'ok', null],
      ['since yesterday', {}, [attempt(OLD, 30), attempt(LIVE, 1)], 'wait', NOW + 6 * DAY],
      ['with another content', { ...BOTH, 'src/write.ts': '0' }, [attempt(OLD, 30)], 'wait', null],
      ['one of them not there yet', { 'src/write.ts': '1' }, [attempt(OLD, 30)], 'wait', null],
      [
        'one more, which the base no longer has',
        { ...BOTH, 'src/import/old.ts': '9' },
        [attempt(OLD, 30)],
        'wait',
        null,
      ],
      [
        'only in an attempt that failed',
        {},
        [attempt(OLD, 30), attempt(LIVE, 8, { succeeded: null })],
        'wait',
        null,
      ],
      ['never deployed', BOTH, [], 'wait', null],
    ];
  it.each(cases)('%s', (_, live, attempts, status, until) => {
    const found = inPlaces({ mentions: writers(BOTH, live), deployments: deployed(...attempts) });
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(found[0]?.until).toBe(until);
    expect(explained(found)).toBe(true);
  });
});

describe('writers that prove nothing', () => {
  it.each([
    ['no file at all', {}, /matches src\/write\.ts, src\/import\/\*\*/],
    ['one pattern idle', { 'src/write.ts': '1' }, /matches src\/import\/\*\* of/],
  ])('%s', (_, base, message) => {
    const found = inPlaces({ mentions: writers(base, base) });
    expect(statuses(found)).toEqual(['block']);
    expect(found[0]?.message).toMatch(message);
  });

  it('none named', () => {
    const found = findingsOf('tighten-after-writers', of({ writers: null }));
    expect(statuses(found)).toEqual(['block']);
    expect(found[0]?.next).toContain('writers: { code:');
  });
});

describe('evidence that is not there', () => {
  const base = writers(BOTH, BOTH);
  const cases: [string, Given, string[]][] = [
    [
      'deployments missing',
      { mentions: base, deployments: () => MISSING },
      ['wait production', 'wait staging'],
    ],
    [
      'deployments failed',
      { mentions: base, deployments: () => FAILED },
      ['error production', 'error staging'],
    ],
    ['the base unread', { mentions: (q) => (q.commit === BASE ? FAILED : base(q)) }, ['error']],
    ['the base missing', { mentions: (q) => (q.commit === BASE ? MISSING : base(q)) }, ['wait']],
    [
      'a live commit unread',
      { mentions: (q) => (q.commit === LIVE ? FAILED : base(q)) },
      ['error production', 'error staging'],
    ],
  ];
  it.each(cases)('%s', (_, given, expected) => {
    const found = inPlaces(given);
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });

  it('no environment', () => {
    const bare = reading(manifest([ENTRY], { environments: [] }), [set([], [tight()])]);
    const found = findingsOf('tighten-after-writers', bare, { mentions: base });
    expect(statuses(found)).toContain('error');
  });
});

test.each([
  ['scan', /itself checks the rows/],
  ['new-rows', /binds new rows only/],
  ['validated', /are known to satisfy users\.email/],
] as const)('rows that are there: %s', (rows, message) => {
  const found = findingsOf('tighten-after-writers', of({}, { rows }), { mentions: writers(BOTH, BOTH) });
  expect(found.find(({ environment }) => environment === null)).toMatchObject({
    status: 'ok',
    path: 'db/migrations/0004.sql',
    message: expect.stringMatching(message),
  });
});

test('a soak that is switched off is repeated, and the writers are asked still', () => {
  const off = { contract: { ...ENTRY.contract, soak: { off: 'nobody writes it' } } };
  expect(statuses(inPlaces({ mentions: writers(BOTH, BOTH) }, off))).toEqual([
    'ok production',
    'ok staging',
    'warn',
  ]);
  const young = inPlaces({ mentions: writers(BOTH, {}), deployments: deployed(attempt(OLD, 1)) }, off);
  expect(statuses(young)).toEqual(['wait production', 'wait staging', 'warn']);
});

describe('undeclared', () => {
  const by = (base: Change[], head: Change[]): Reading => {
    const bound = reading(manifest(base), [set([], [tight()])]);
    return {
      ...bound,
      manifests: { ...bound.manifests, head: { state: 'valid', manifest: manifest(head), warnings: [] } },
    };
  };
  it('by anybody: block, with the entry', () => {
    const found = findingsOf('tighten-after-writers', by([], []));
    expect(statuses(found)).toEqual(['block']);
    expect(found[0]?.next).toContain('tightens: [users.email]');
  });

  it('by this pull request alone: it cannot vouch for itself', () => {
    const found = findingsOf('tighten-after-writers', by([], [ENTRY]));
    expect(statuses(found)).toEqual(['block']);
    expect(found[0]?.next).toContain('pull request of its own');
  });

  it('of what the same pull request makes: free', () => {
    const fresh = reading(manifest([]), [set([], [tight({ fresh: true })])]);
    expect(findingsOf('tighten-after-writers', fresh)).toEqual([]);
  });
});
