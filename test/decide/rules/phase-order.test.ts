import { describe, expect, it, test } from 'vitest';
import type {
  CatalogColumn,
  Change,
  ChangedFile,
  Effect,
  Finding,
  Migration,
  Reading,
} from '../../../src/model.ts';
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
  mentions,
  OLD,
  statuses,
} from '../outside.ts';
import {
  BASE,
  change,
  changedFile,
  DAY,
  effect,
  emptyCatalog,
  HEAD,
  MERGE_BASE,
  manifest,
  migration,
  NOW,
  reading,
  set,
} from '../readings.ts';

const EXPAND = migration('db/migrations/0002.sql', [effect({})]);
const fill = (parts: Partial<Effect> = {}): Migration =>
  migration('db/migrations/0003.sql', [effect({ kind: 'rewrites', phase: 'migrate', ...parts })]);
const DROP = migration('db/migrations/0007.sql', [
  effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
]);

const steps = (parts: Partial<Change> = {}): Change =>
  change({
    dualWrite: { code: ['src/write.ts'], flag: null },
    readNew: { code: ['src/read.ts'], flag: 'users.read' },
    stopOld: { code: ['src/all.ts'], flag: null },
    ...parts,
  });

/** Files that the pull request touches: the step's own. */
const touch = (path: string): ChangedFile[] => [changedFile(path, 'before', 'after')];

const of = (
  files: ChangedFile[],
  proposed: Migration[] = [],
  parts: Partial<Change> = {},
  base = [EXPAND],
  catalog = emptyCatalog(),
): Reading => reading(manifest([steps(parts)]), [set(base, proposed, { catalog })], files);

const judge = (told: Reading, given: Given, phase: string): Finding[] =>
  findingsOf('phase-order', told, given).filter((found) => found.phase === phase);
const held = (found: Finding[]): Finding[] =>
  found.filter(({ status }) => status !== 'ok' && status !== 'warn');

/** Each commit's code: at the merge base nothing is done yet; the head and what is live are told. */
function code(at: Record<string, string[]>): NonNullable<Given['mentions']> {
  const told = Object.entries(at).flatMap(([commit, objects]) => objects.map((one) => ({ commit, of: one })));
  return mentions(...told);
}
const DUAL = ['users.name', 'users.first_name'];
const NEW = ['users.first_name', 'users.read'];

describe('dual_write rests on the expand', () => {
  const writes = of(touch('src/write.ts'));
  const given = (more: Given = {}): Given => ({
    mentions: code({
      [MERGE_BASE]: ['users.name'],
      [BASE]: ['users.name'],
      [HEAD]: DUAL,
      [LIVE]: ['users.name'],
    }),
    ...more,
  });
  it('present everywhere', () => {
    const found = judge(writes, given(), 'dual_write');
    expect(statuses(found)).toEqual(['ok production', 'ok staging']);
    expect(found[0]).toMatchObject({ path: 'src/write.ts', limit: 'expand present' });
  });

  const cases: [string, Reading, Given, string[]][] = [
    ['not deployed', writes, { carried: () => known([]) }, ['wait production', 'wait staging']],
    ['deployments missing', writes, { deployments: () => MISSING }, ['wait production', 'wait staging']],
    ['deployments failed', writes, { deployments: () => FAILED }, ['error production', 'error staging']],
    ['not merged', of(touch('src/write.ts'), [], {}, []), {}, ['wait']],
  ];
  it.each(cases)('%s', (_, told, more, expected) => {
    const found = judge(told, given(more), 'dual_write');
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });

  it('is not carried by a pull request that leaves it as it was', () => {
    expect(judge(writes, { mentions: code({ [MERGE_BASE]: DUAL, [HEAD]: DUAL }) }, 'dual_write')).toEqual([]);
    expect(judge(of(touch('src/other.ts')), given(), 'dual_write')).toEqual([]);
  });

  it.each([
    ['missing', MISSING, 'wait'],
    ['failed', FAILED, 'error'],
  ] as const)('whether it is carried is %s', (_, gone, status) => {
    const found = judge(
      writes,
      { mentions: ({ commit }) => (commit === HEAD ? gone : undefined) },
      'dual_write',
    );
    expect(found[0]?.status).toBe(status);
    expect(explained(found)).toBe(true);
  });
});

describe('backfill by migration rests on the expand and dual_write', () => {
  it.each([
    ['both live', DUAL, []],
    [
      'nobody writes both yet: rows written meanwhile would be missed',
      ['users.name'],
      ['wait production', 'wait staging'],
    ],
  ])('%s', (_, live, expected) => {
    const found = held(judge(of([], [fill()]), { mentions: code({ [LIVE]: live }) }, 'backfill'));
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });

  it('of a table that is new asks nothing', () => {
    expect(judge(of([], [fill({ fresh: true })]), {}, 'backfill')).toEqual([]);
  });

  it('in one pull request with dual_write can never be in turn', () => {
    const found = judge(
      of(touch('src/write.ts'), [fill()]),
      { mentions: code({ [HEAD]: DUAL, [LIVE]: [] }) },
      'backfill',
    );
    expect(found.find(({ status }) => status === 'block')?.message).toContain('carries both');
  });
});

describe('read_new rests on dual_write, the rows and the way back', () => {
  const reads = of(touch('src/read.ts'));
  const at = (live: string[], head = NEW) =>
    code({ [MERGE_BASE]: [], [HEAD]: head, [LIVE]: live, [BASE]: live });
  const cases: [string, Given, string[]][] = [
    ['all there', { mentions: at(DUAL) }, []],
    ['dual_write is not live', { mentions: at(['users.name']) }, ['wait production', 'wait staging']],
    [
      'the backfill runs',
      {
        mentions: at(DUAL),
        backfill: () =>
          known({ state: 'running', total: 9, done: 3, failed: 0, updatedAt: null, verifiedAt: null }),
      },
      ['wait production', 'wait staging'],
    ],
    [
      'nobody knows of the backfill',
      { mentions: at(DUAL), backfill: () => FAILED },
      ['error production', 'error staging'],
    ],
    [
      'the shapes diverge',
      {
        mentions: at(DUAL),
        comparison: ({ from, to }) =>
          known({ from, to, compared: 9, diverged: 1, unknown: 0, lastDiverged: null }),
      },
      ['wait production', 'wait staging'],
    ],
    [
      'nobody compared',
      { mentions: at(DUAL), comparison: () => MISSING },
      ['wait production', 'wait staging'],
    ],
    ['the code does not ask its flag', { mentions: at(DUAL, ['users.first_name']) }, ['block']],
  ];
  it.each(cases)('%s', (_, given, expected) => {
    const found = held(judge(reads, given, 'read_new'));
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });
});

describe('stop_old rests on read_new live, its flag fully on, and soaked', () => {
  const stops = of(touch('src/all.ts'));
  const at = (...of: [string, string[]][]) =>
    code({ [MERGE_BASE]: DUAL, [BASE]: [...DUAL, 'users.read'], [HEAD]: NEW, ...Object.fromEntries(of) });
  const flag = (enabled: number, days: number | null): Given => ({
    flag: () => known({ enabled, since: days === null ? null : NOW - days * DAY }),
  });
  const live = { mentions: at([LIVE, NEW], [OLD, ['users.name']]) };
  const cases: [string, Given, string[], number | null][] = [
    ['for long enough', { ...live, ...flag(1, 8) }, [], null],
    ['the flag for half', { ...live, ...flag(0.5, 8) }, ['wait production', 'wait staging'], null],
    [
      'the flag on since yesterday',
      { ...live, ...flag(1, 1) },
      ['wait production', 'wait staging'],
      NOW + 6 * DAY,
    ],
    ['the flag missing', { ...live, flag: () => MISSING }, ['wait production', 'wait staging'], null],
    ['the flag failing', { ...live, flag: () => FAILED }, ['error production', 'error staging'], null],
    [
      'the code live since yesterday',
      { ...live, ...flag(1, 8), deployments: deployed(attempt(OLD, 30), attempt(LIVE, 1)) },
      ['wait production', 'wait staging'],
      NOW + 6 * DAY,
    ],
    [
      'old code may be live',
      {
        ...live,
        ...flag(1, 8),
        deployments: deployed(attempt(LIVE, 30), attempt(OLD, 1, { succeeded: null })),
      },
      ['wait production', 'wait staging'],
      null,
    ],
    [
      'times are not recorded',
      {
        ...live,
        ...flag(1, 8),
        deployments: ({ environment }) =>
          known({ attempts: [attempt(LIVE, 30, { name: environment })], timesKnown: false }),
      },
      ['wait production', 'wait staging'],
      null,
    ],
  ];
  it.each(cases)('%s', (_, given, expected, until) => {
    const found = held(judge(stops, given, 'stop_old'));
    expect(statuses(found)).toEqual(expected);
    if (until !== null) expect(found.map((one) => one.until)).toEqual([until, until]);
    expect(explained(found)).toBe(true);
  });

  it('a provider that cannot say since when is a warning', () => {
    const found = judge(stops, { ...live, ...flag(1, null) }, 'stop_old');
    expect(statuses(found)).toContain('warn production');
    expect(held(found)).toEqual([]);
  });

  describe('and an insert must be able to leave the old column out', () => {
    const place = { path: EXPAND.path, line: 1, column: 1 };
    const withColumn = (column: Partial<CatalogColumn>, base = [EXPAND]): Reading => {
      const name = { type: 'text', notNull: false, defaulted: false, generatedFrom: [], place, ...column };
      const users = {
        columns: { name },
        constraints: {},
        triggers: {},
        policies: {},
        partitioned: false,
        parents: [],
        place,
      };
      return of(touch('src/all.ts'), [], { adds: [] }, base, { ...emptyCatalog(), tables: { users } });
    };
    const relax = migration('db/migrations/0005.sql', [
      effect({ kind: 'relaxes', object: 'users.name', operation: 'drop-not-null' }),
    ]);
    const given: Given = { mentions: at([LIVE, NEW]) };
    const about = (found: Finding[]): Finding[] =>
      found.filter(({ message }) => message.includes('users.name'));

    it.each([
      ['nullable', {}, []],
      ['NOT NULL', { notNull: true }, ['block']],
      ['NOT NULL with a default', { notNull: true, defaulted: true }, []],
    ])('%s', (_, column, expected) => {
      const found = about(judge(withColumn(column), given, 'stop_old'));
      expect(statuses(found)).toEqual(expected);
      if (expected.length > 0)
        expect(found[0]?.next).toContain('ALTER TABLE users ALTER COLUMN name DROP NOT NULL;');
    });

    it('made nullable, but not everywhere yet', () => {
      const carried: Given['carried'] = ({ migrations }) =>
        known(migrations.flatMap(({ path }, index) => (path === relax.path ? [] : [index])));
      const told = withColumn({}, [EXPAND, relax]);
      expect(statuses(about(judge(told, { ...given, carried }, 'stop_old')))).toEqual([
        'wait production',
        'wait staging',
      ]);
      expect(statuses(about(judge(told, given, 'stop_old')))).toEqual(['ok production', 'ok staging']);
    });

    it('made by nobody on the base: told', () => {
      expect(statuses(judge(of(touch('src/all.ts'), [], { adds: [] }), given, 'stop_old'))).toContain('warn');
    });
  });
});

describe('a contract rests on everything before it', () => {
  const contract = of([], [DROP]);
  const live = code({ [LIVE]: NEW, [BASE]: NEW });
  const cases: [string, Reading, Given, string[]][] = [
    ['all live', contract, { mentions: live }, []],
    ['the expand not merged', of([], [DROP], {}, []), { mentions: live }, ['wait']],
    [
      'the expand not deployed',
      contract,
      { mentions: live, carried: () => known([]) },
      ['wait production', 'wait staging'],
    ],
    [
      'read_new and stop_old not live',
      contract,
      { mentions: code({ [LIVE]: ['users.name'], [BASE]: NEW }) },
      ['wait production', 'wait production', 'wait staging', 'wait staging'],
    ],
    [
      'its flag not fully on',
      contract,
      { mentions: live, flag: () => known({ enabled: 0.9, since: null }) },
      ['wait production', 'wait staging'],
    ],
    [
      'its flag gone from the code on the base',
      contract,
      { mentions: code({ [LIVE]: NEW, [BASE]: ['users.first_name'] }), flag: () => FAILED },
      [],
    ],
    [
      'a change without steps asks for none',
      of([], [DROP], { adds: [], dualWrite: null, readNew: null, stopOld: null }, []),
      { mentions: live },
      [],
    ],
    [
      'a pattern that matches no file',
      contract,
      {
        mentions: (q) => (q.files === null ? live(q) : known({ commit: q.commit, files: [], mentions: [] })),
      },
      ['wait production', 'wait production', 'wait staging', 'wait staging'],
    ],
  ];
  it.each(cases)('%s', (_, told, given, expected) => {
    const found = held(judge(told, given, 'contract'));
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });

  it('in one pull request with stop_old can never be in turn', () => {
    const told = of(touch('src/all.ts'), [DROP]);
    const found = judge(
      told,
      { mentions: code({ [MERGE_BASE]: DUAL, [HEAD]: NEW, [LIVE]: NEW, [BASE]: NEW }) },
      'contract',
    );
    expect(found.filter(({ status }) => status === 'block')).toHaveLength(1);
  });

  it('without an environment nothing is live', () => {
    const bare = reading(manifest([steps()], { environments: [] }), [set([EXPAND], [DROP])]);
    expect(statuses(held(judge(bare, { mentions: live }, 'contract')))).toContain('error');
  });
});

test('no setting takes it away', () => {
  const told = reading(manifest([steps()], { rules: { 'phase-order': 'off' } }), [set([], [DROP])]);
  expect(statuses(held(judge(told, {}, 'contract')))).toContain('wait');
});
