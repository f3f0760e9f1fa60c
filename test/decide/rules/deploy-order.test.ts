import { describe, expect, it, test } from 'vitest';
import type { Change, Effect, Finding, Manifest, Migration, Reading } from '../../../src/model.ts';
import {
  approvals,
  approvedBy,
  attempt,
  deployed,
  deploymentReading,
  explained,
  FAILED,
  findingsOf,
  type Given,
  known,
  LIVE,
  MISSING,
  mention,
  mentions,
  OLD,
  statuses,
  usageOf,
} from '../outside.ts';
import { change, database, effect, HEAD, manifest, migration, reading, set } from '../readings.ts';

const CREATE = migration('db/migrations/0001.sql', [effect({ object: 'users', objectKind: 'table' })]);
const EXPAND = migration('db/migrations/0002.sql', [effect({})]);
const DROP = migration('db/migrations/0007.sql', [
  effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
]);

interface Told {
  base: Migration[];
  /** What the deployed commit holds of the base. */
  held?: Migration[];
  proposed?: Migration[];
  changes?: Change[];
  runs?: 'separately' | 'before-code';
  bound?: Partial<Manifest>;
}

function of({
  base,
  held = base,
  proposed = [],
  changes = [change()],
  runs = 'separately',
  bound,
}: Told): Reading {
  const head = [...held, ...proposed].map(({ path, version, repeatable, blob }) => ({
    path,
    version,
    repeatable,
    blob,
  }));
  const db = { ...database, runs };
  return deploymentReading(
    reading(manifest(changes, { databases: [db], ...bound }), [set(base, proposed, { head, database: db })]),
  );
}

const carried =
  (at: Record<string, Migration[]>): NonNullable<Given['carried']> =>
  ({ commit, migrations }) =>
    known(
      migrations.flatMap(({ path }, index) => (at[commit]?.some((one) => one.path === path) ? [index] : [])),
    );

const judge = (told: Told, given: Given): Finding[] => findingsOf('deploy-order', of(told), given);
const held = (found: Finding[]): Finding[] =>
  found.filter(({ status }) => status !== 'ok' && status !== 'warn');

describe('code goes where its schema is', () => {
  const base = [CREATE, EXPAND];
  const uses = mentions({ commit: HEAD, of: 'users.first_name' });
  const cases: [string, Told, Given, string[]][] = [
    ['present', { base }, { mentions: uses, carried: carried({ [LIVE]: base }) }, []],
    [
      'not present, and used',
      { base },
      { mentions: uses, carried: carried({ [LIVE]: [CREATE] }) },
      ['wait production'],
    ],
    [
      'not present, and not used',
      { base },
      { mentions: mentions(), carried: carried({ [LIVE]: [CREATE] }) },
      [],
    ],
    [
      'present since an older deployment',
      { base },
      {
        mentions: uses,
        deployments: deployed(attempt(OLD, 9), attempt(LIVE, 1)),
        carried: carried({ [LIVE]: [CREATE], [OLD]: base }),
      },
      [],
    ],
    [
      'only in a deployment that failed',
      { base },
      {
        mentions: uses,
        deployments: deployed(attempt(LIVE, 9), attempt(OLD, 1, { succeeded: null })),
        carried: carried({ [LIVE]: [CREATE], [OLD]: base }),
      },
      ['wait production'],
    ],
    [
      'coming along, run separately',
      { base: [CREATE], proposed: [EXPAND] },
      { mentions: uses, carried: carried({ [LIVE]: [CREATE] }) },
      ['wait production'],
    ],
    [
      'coming along, run before the code',
      { base: [CREATE], proposed: [EXPAND], runs: 'before-code' },
      { mentions: uses, carried: carried({ [LIVE]: [CREATE] }) },
      [],
    ],
    [
      'before-code, but on the base alone',
      { base, held: [CREATE], runs: 'before-code' },
      { mentions: uses, carried: carried({ [LIVE]: [CREATE] }) },
      ['wait production'],
    ],
    [
      'nothing was ever deployed here',
      { base },
      { mentions: uses, deployments: deployed() },
      ['wait production'],
    ],
    ['deployments missing', { base }, { mentions: uses, deployments: () => MISSING }, ['wait production']],
    ['deployments failed', { base }, { mentions: uses, deployments: () => FAILED }, ['error production']],
    ['what was deployed unread', { base }, { mentions: uses, carried: () => FAILED }, ['error production']],
    [
      'the code unread',
      { base },
      { mentions: () => FAILED, carried: carried({ [LIVE]: [CREATE] }) },
      ['error production'],
    ],
    [
      'the code missing',
      { base },
      { mentions: () => MISSING, carried: carried({ [LIVE]: [CREATE] }) },
      ['wait production'],
    ],
  ];
  it.each(cases)('%s', (_, told, given, expected) => {
    const found = held(judge(told, given));
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });

  it('says what is used where, and what to deploy first', () => {
    const [found] = held(judge({ base }, { mentions: uses, carried: carried({ [LIVE]: [CREATE] }) }));
    expect(found).toMatchObject({
      change: 'split-user-name',
      path: 'src/users/x.ts',
      message:
        'the code of this deployment uses users.first_name, and db/migrations/0002.sql has not been deployed to production.',
      next: 'Deploy db/migrations/0002.sql to production first; this then clears by itself.',
    });
  });

  it('is told once for each migration, however much of it is used', () => {
    const wide = migration('db/migrations/0002.sql', [effect({}), effect({ object: 'users.last_name' })]);
    const both = mentions({ commit: HEAD, of: 'users.first_name' }, { commit: HEAD, of: 'users.last_name' });
    expect(
      held(judge({ base: [CREATE, wide] }, { mentions: both, carried: carried({ [LIVE]: [CREATE] }) })),
    ).toHaveLength(1);
  });

  it('an older commit may need what the base has since removed', () => {
    const drop = migration('db/migrations/0003.sql', [effect({ kind: 'removes', phase: 'contract' })]);
    const found = judge(
      {
        base: [CREATE, EXPAND, drop],
        held: [CREATE, EXPAND],
        changes: [change({ adds: [], removes: ['users.first_name'] })],
      },
      { mentions: uses, carried: carried({ [LIVE]: [CREATE] }) },
    );
    expect(statuses(held(found))).toEqual(['wait production']);
  });

  it('a new name is there when its rename is', () => {
    const rename = migration('db/migrations/0002.sql', [
      effect({
        kind: 'renames',
        object: 'users.name',
        before: 'name',
        after: 'full_name',
        phase: 'in-place',
      }),
    ]);
    const found = judge(
      { base: [CREATE, rename], changes: [] },
      { mentions: mentions({ commit: HEAD, of: 'users.full_name' }), carried: carried({ [LIVE]: [CREATE] }) },
    );
    expect(held(found)[0]?.message).toContain('users.full_name');
  });
});

describe('a contract that reaches an environment only now', () => {
  const base = [CREATE, EXPAND, DROP];
  const arrives = carried({ [LIVE]: [CREATE, EXPAND], [HEAD]: base });
  const told: Told = { base };
  const all: Given = { carried: arrives };
  const cases: [string, Given, string[]][] = [
    ['proved for it', {}, []],
    [
      'quiet there is not',
      { usage: (q) => known(usageOf(q, { missing: ['replica'] })) },
      ['wait production'],
    ],
    ['nobody answers for it', { usage: () => MISSING }, ['error production']],
    [
      'live code there mentions it',
      { mentions: mentions({ commit: LIVE, of: 'users.name' }) },
      ['wait production', 'wait production'],
    ],
    [
      'live code there is not known',
      { mentions: (q) => (q.commit === LIVE ? FAILED : undefined) },
      ['error production', 'error production'],
    ],
    ['it has not soaked there', { deployments: deployed(attempt(LIVE, 1)) }, ['wait production']],
    ['nobody approved it', { approvals: approvals() }, ['wait production']],
    ['approvals failed', { approvals: () => FAILED }, ['error production']],
    ['approvals missing', { approvals: () => MISSING }, ['wait production']],
    [
      'what was approved held another contract',
      { carried: carried({ [LIVE]: [CREATE, EXPAND], [HEAD]: [CREATE] }) },
      ['wait production'],
    ],
    [
      'what was approved cannot be read',
      { carried: (q) => (q.commit === HEAD ? FAILED : arrives(q)) },
      ['error production'],
    ],
    [
      'what was approved is not known',
      { approvals: approvals(approvedBy('octocat', { head: null })) },
      ['wait production'],
    ],
    ['a stranger approved it', { approvals: approvals(approvedBy('mallory')) }, ['wait production']],
    [
      'the approval has expired since it was merged',
      { approvals: approvals(approvedBy('octocat', { at: 0 })) },
      [],
    ],
    [
      'it failed here before: it is asked again',
      {
        deployments: deployed(attempt(LIVE, 40), attempt(HEAD, 1, { succeeded: null })),
        approvals: approvals(),
      },
      ['wait production'],
    ],
    [
      'its own deployment waits in the queue: it is asked',
      {
        deployments: deployed(
          attempt(LIVE, 40),
          attempt(HEAD, 0, { succeeded: null, statuses: [{ state: 'queued', at: 0, url: null }] }),
        ),
        approvals: approvals(),
      },
      ['wait production'],
    ],
    [
      'whether it came before is not known',
      { carried: () => MISSING },
      ['wait production', 'wait production'],
    ],
    [
      'whether it came before cannot be read',
      { carried: () => FAILED },
      ['error production', 'error production'],
    ],
  ];
  it.each(cases)('%s', (_, given, expected) => {
    const found = held(judge(told, { ...all, ...given }));
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });

  it('is asked nothing again where it has succeeded', () => {
    const given = { carried: carried({ [LIVE]: base }), usage: () => FAILED, approvals: () => FAILED };
    expect(held(judge(told, given))).toEqual([]);
  });

  it('is not asked of a commit that does not hold it', () => {
    expect(held(judge({ base, held: [CREATE, EXPAND] }, { ...all, usage: () => FAILED }))).toEqual([]);
  });

  it('says which requirement it is', () => {
    const [found] = held(judge(told, { ...all, usage: () => MISSING }));
    expect(found).toMatchObject({ environment: 'production', message: expect.stringMatching(/^quiet: /) });
  });

  it('asks consumers, too', () => {
    const bound = { consumers: [{ repository: 'acme/billing', environments: {} }] };
    const consumer = () => known([{ commit: OLD, files: [], mentions: [mention(0)] }]);
    expect(held(judge({ ...told, bound }, { ...all, consumer }))[0]?.message).toContain('acme/billing');
  });

  it('without approvers it cannot have been approved', () => {
    const bound = { approval: { approvers: null, expires: 0, selfApproval: false } };
    expect(statuses(held(judge({ ...told, bound }, all)))).toEqual(['error production']);
  });

  it('stands where an approver overrode its pull request, for this content', () => {
    const override = approvals(approvedBy('octocat', { override: 'incident 7' }));
    const found = judge(told, { ...all, approvals: override });
    expect(statuses(found)).toContain('warn production');
    expect(held(found)).toEqual([]);
    const other = { carried: carried({ [LIVE]: [CREATE, EXPAND], [HEAD]: [CREATE] }), approvals: override };
    expect(statuses(held(judge(told, other)))).toEqual(['wait production']);
  });

  it('of a database without telemetry anywhere is an error', () => {
    const reading_ = of(told);
    const [first] = reading_.sets;
    if (!first) throw new Error('a set');
    const bare = { ...reading_, sets: [{ ...first, database: { ...first.database, telemetry: {} } }] };
    const found = held(findingsOf('deploy-order', bare, all));
    expect(found.find(({ message }) => message.includes('telemetry'))?.status).toBe('error');
  });
});

describe('a removal that no change declares', () => {
  const base = [CREATE, DROP];
  const given: Given = { carried: carried({ [LIVE]: [CREATE], [HEAD]: base }) };
  it('has nothing that it could be proved by: block, with the entry', () => {
    const found = held(judge({ base, changes: [] }, given));
    expect(statuses(found)).toEqual(['block production']);
    expect(found[0]?.next).toContain('removes: [users.name]');
  });

  it('is let be where it is present, or was overridden', () => {
    expect(held(judge({ base, changes: [] }, { carried: carried({ [LIVE]: base }) }))).toEqual([]);
    const override = approvals(approvedBy('octocat', { override: 'incident 7' }));
    expect(held(judge({ base, changes: [] }, { ...given, approvals: override }))).toEqual([]);
  });

  it('of what its own file made is none', () => {
    const drop: Partial<Effect> = { kind: 'removes', object: 'users.tmp', phase: 'contract', fresh: true };
    const temporary = migration('db/migrations/0007.sql', [effect({ object: 'users.tmp' }), effect(drop)]);
    expect(held(judge({ base: [CREATE, temporary], changes: [] }, given))).toEqual([]);
  });
});

test('a tightening that arrives only now asks for its writers and its approval, not for quiet', () => {
  const tight = migration('db/migrations/0004.sql', [
    effect({ kind: 'constrains', object: 'users.email', phase: 'tighten', rows: 'scan' }),
  ]);
  const entry = change({
    adds: [],
    removes: [],
    tightens: ['users.email'],
    writers: ['src/write.ts'],
    mode: 'tightening',
  });
  const base = [CREATE, tight];
  const given: Given = { carried: carried({ [LIVE]: [CREATE], [HEAD]: base }), usage: () => FAILED };
  expect(held(judge({ base, changes: [entry] }, given))).toEqual([]);
  const old: Given['mentions'] = ({ commit, files }) =>
    known({ commit, files: (files ?? []).map((path) => ({ path, blob: commit })), mentions: [] });
  expect(statuses(held(judge({ base, changes: [entry] }, { ...given, mentions: old })))).toEqual([
    'wait production',
  ]);
});
