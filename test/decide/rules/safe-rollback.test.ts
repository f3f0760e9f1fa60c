import { describe, expect, it, test } from 'vitest';
import type { Change, Effect, Finding, Migration, Reading } from '../../../src/model.ts';
import {
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
  mentions,
  OLD,
  statuses,
} from '../outside.ts';
import { change, effect, HEAD, manifest, migration, reading, set } from '../readings.ts';

const drops = (object: string, parts: Partial<Effect> = {}): Effect =>
  effect({ kind: 'removes', object, phase: 'contract', ...parts });
const CREATE = migration('db/migrations/0001.sql', [effect({ object: 'users', objectKind: 'table' })]);
const DROP = migration('db/migrations/0007.sql', [drops('users.name')]);
const AGAIN = migration('db/migrations/0008.sql', [effect({ object: 'users.name' })]);

/** The deployment of HEAD, an older commit that holds `held` of the base's migrations (its own may be `proposed`). */
function of(
  base: Migration[],
  held: Migration[],
  changes: Change[] = [change({ adds: [] })],
  proposed: Migration[] = [],
): Reading {
  const head = [...held, ...proposed].map(({ path, version, repeatable, blob }) => ({
    path,
    version,
    repeatable,
    blob,
  }));
  return deploymentReading(reading(manifest(changes), [set(base, proposed, { head })]));
}

/** Which commits hold which migrations. */
const carried = (at: Record<string, Migration[]>): Given => ({
  carried: ({ commit, migrations }) =>
    known(
      migrations.flatMap(({ path }, index) => (at[commit]?.some((one) => one.path === path) ? [index] : [])),
    ),
});

const uses = (...of: string[]): Given => ({
  mentions: mentions(...of.map((one) => ({ commit: HEAD, of: one }))),
});
const judge = (told: Reading, given: Given): Finding[] => findingsOf('safe-rollback', told, given);
const ROLLBACK = of([CREATE, DROP], [CREATE]);
const WITH = carried({ [LIVE]: [CREATE, DROP], [OLD]: [CREATE] });

describe('gone is what any started deployment may have dropped', () => {
  const cases: [string, Parameters<typeof deployed>, 'ok' | 'block' | 'wait'][] = [
    ['its contract succeeded', [attempt(OLD, 30), attempt(LIVE, 1)], 'block'],
    ['its contract failed', [attempt(OLD, 30), attempt(LIVE, 1, { succeeded: null })], 'block'],
    [
      'its contract is under way',
      [
        attempt(OLD, 30),
        attempt(LIVE, 0, { succeeded: null, statuses: [{ state: 'in_progress', at: 0, url: null }] }),
      ],
      'block',
    ],
    [
      'its contract only ever waited in a queue',
      [
        attempt(OLD, 30),
        attempt(LIVE, 0, { succeeded: null, statuses: [{ state: 'queued', at: 0, url: null }] }),
      ],
      'ok',
    ],
    ['its contract never came here', [attempt(OLD, 30)], 'ok'],
    ['long ago: schema does not go back with code', [attempt(LIVE, 30), attempt(OLD, 1)], 'block'],
    ['nothing was ever recorded here', [], 'wait'],
  ];
  it.each(cases)('%s', (_, attempts, status) => {
    const found = judge(ROLLBACK, { ...uses('users.name'), ...WITH, deployments: deployed(...attempts) });
    expect(statuses(found)).toEqual([`${status} production`]);
    expect(explained(found)).toBe(true);
  });
});

test('says what the code uses, what removed it, and the way on', () => {
  const [found] = judge(ROLLBACK, { ...uses('users.name'), ...WITH });
  expect(found).toMatchObject({
    path: 'src/users/x.ts',
    line: 1,
    message:
      'this code uses users.name (src/users/x.ts:1), which db/migrations/0007.sql has removed from production.',
    next: expect.stringContaining('fix forward'),
  });
});

describe('what bars no rollback', () => {
  it('code that does not use it, whatever is known of deployments', () => {
    for (const given of [{}, { deployments: () => MISSING }, { deployments: () => FAILED }])
      expect(statuses(judge(ROLLBACK, { ...uses(), ...WITH, ...given }))).toEqual(['ok production']);
  });

  it('a use that code which runs without it has, too: the name was guessed', () => {
    const both = {
      mentions: mentions({ commit: HEAD, of: 'users.name' }, { commit: LIVE, of: 'users.name' }),
    };
    expect(statuses(judge(ROLLBACK, { ...both, ...WITH }))).toEqual(['ok production']);
    const elsewhere = {
      mentions: mentions(
        { commit: HEAD, of: 'users.name' },
        { commit: LIVE, of: 'users.name', at: 'src/other.ts' },
      ),
    };
    expect(statuses(judge(ROLLBACK, { ...elsewhere, ...WITH }))).toEqual(['block production']);
  });

  it('but not one of code that was brought back while its contract had only failed', () => {
    const both = {
      mentions: mentions({ commit: HEAD, of: 'users.name' }, { commit: OLD, of: 'users.name' }),
    };
    const deployments = deployed(attempt(OLD, 30), attempt(LIVE, 2, { succeeded: null }), attempt(OLD, 1));
    expect(statuses(judge(ROLLBACK, { ...both, ...WITH, deployments }))).toEqual(['block production']);
  });

  it('an index, a constraint, or what a file made and removed by itself', () => {
    const base = [
      CREATE,
      migration('db/migrations/0002.sql', [
        drops('index:users_name_idx', { objectKind: 'index' }),
        drops('constraint:users.c', { objectKind: 'constraint' }),
        drops('users.name', { fresh: true }),
      ]),
    ];
    const given = {
      ...uses('index:users_name_idx', 'constraint:users.c', 'users.name'),
      ...carried({ [LIVE]: base }),
    };
    expect(statuses(judge(of(base, [CREATE]), given))).toEqual(['ok production']);
  });
});

describe('added again', () => {
  const base = [CREATE, DROP, AGAIN];
  it.each([
    ['and present', [CREATE, DROP, AGAIN], 'ok'],
    ['and not there yet', [CREATE, DROP], 'block'],
  ])('%s', (_, live, status) => {
    const given = { ...uses('users.name'), ...carried({ [LIVE]: live }) };
    expect(statuses(judge(of(base, [CREATE]), given))).toEqual([`${status} production`]);
  });

  it('and removed again, which has not come here: it is there', () => {
    const last = migration('db/migrations/0009.sql', [drops('users.name')]);
    const given = { ...uses('users.name'), ...carried({ [LIVE]: base }) };
    expect(statuses(judge(of([...base, last], [CREATE]), given))).toEqual(['ok production']);
    const without = { ...uses('users.name'), ...carried({ [LIVE]: [CREATE, DROP] }) };
    expect(statuses(judge(of([...base, last], [CREATE]), without))).toEqual(['block production']);
  });
});

describe('a rename takes the old name away', () => {
  const rename = effect({
    kind: 'renames',
    object: 'users',
    objectKind: 'table',
    before: 'users',
    after: 'people',
    phase: 'in-place',
  });
  it('unless a view keeps it', () => {
    const bare = [CREATE, migration('db/migrations/0002.sql', [rename])];
    const view = [
      CREATE,
      migration('db/migrations/0002.sql', [
        rename,
        effect({ object: 'view:users', objectKind: 'view', table: null }),
      ]),
    ];
    const word = (base: Migration[]) =>
      statuses(judge(of(base, [CREATE]), { ...uses('users'), ...carried({ [LIVE]: base }) }));
    expect(word(bare)).toEqual(['block production']);
    expect(word(view)).toEqual(['ok production']);
  });
});

test('what a commit removes by itself it must not use', () => {
  const own = migration('db/migrations/0099.sql', [drops('users.name')]);
  const given = { ...uses('users.name'), ...carried({ [LIVE]: [CREATE] }) };
  const [found] = judge(of([CREATE], [CREATE], [], [own]), given);
  expect(found).toMatchObject({
    status: 'block',
    message: expect.stringContaining('removes in this very deployment'),
  });
});

test('it needs no entry in the manifest: what is gone is known from the migrations', () => {
  expect(statuses(judge(of([CREATE, DROP], [CREATE], []), { ...uses('users.name'), ...WITH }))).toEqual([
    'block production',
  ]);
});

describe('evidence that is not there, for code that uses it', () => {
  it.each([
    ['deployments missing', { deployments: () => MISSING }, 'wait'],
    ['deployments failed', { deployments: () => FAILED }, 'error'],
    ['what they carried missing', { carried: () => MISSING }, 'wait'],
    ['what they carried unread', { carried: () => FAILED }, 'error'],
    ['the code missing', { mentions: () => MISSING }, 'wait'],
    ['the code unread', { mentions: () => FAILED }, 'error'],
  ] as [string, Given, string][])('%s', (_, given, status) => {
    const found = judge(ROLLBACK, { ...uses('users.name'), ...WITH, ...given });
    expect(statuses(found)).toEqual([`${status} production`]);
    expect(explained(found)).toBe(true);
  });

  it('what harmless code mentions is not known: it harms', () => {
    const both = mentions({ commit: HEAD, of: 'users.name' }, { commit: LIVE, of: 'users.name' });
    const given: Given = {
      ...WITH,
      mentions: (question) => (question.commit === LIVE ? FAILED : both(question)),
    };
    expect(statuses(judge(ROLLBACK, given))).toEqual(['block production']);
  });
});
