import { describe, expect, it, test } from 'vitest';
import type { Change, ChangedFile, Manifest, Migration, Reading } from '../../../src/model.ts';
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
import {
  change,
  changedFile,
  database,
  effect,
  emptyCatalog,
  manifest,
  migration,
  reading,
  set,
} from '../readings.ts';

const EXPAND = migration('db/migrations/0002.sql', [effect({})]);
const USE = [changedFile('src/users/x.ts', null, "sql('SELECT first_name FROM users')\n")];

interface Told {
  changes?: Change[];
  base?: Migration[];
  proposed?: Migration[];
  files?: ChangedFile[];
  runs?: 'separately' | 'before-code';
  bound?: Partial<Manifest>;
}

function of({
  changes = [change()],
  base = [EXPAND],
  proposed = [],
  files = USE,
  runs,
  bound,
}: Told): Reading {
  const db = { ...database, runs: runs ?? 'separately' };
  return reading(
    manifest(changes, { databases: [db], ...bound }),
    [set(base, proposed, { database: db, catalog: { ...emptyCatalog(), incomplete: true } })],
    files,
  );
}
const judge = (told: Told, given: Given = {}) => findingsOf('schema-before-code', of(told), given);

/** Which commit carries the expand. */
const carriedBy = (...commits: string[]): Given => ({
  carried: ({ commit, migrations }) =>
    known(commits.includes(commit) ? migrations.map((_, index) => index) : []),
});

describe('deployed: by content, once, with success', () => {
  const cases: [string, Parameters<typeof deployed>, Given, 'ok' | 'wait'][] = [
    ['present', [attempt(LIVE, 1)], carriedBy(LIVE), 'ok'],
    ['not in what was deployed', [attempt(LIVE, 1)], carriedBy(), 'wait'],
    [
      'in an attempt that failed',
      [attempt(OLD, 9), attempt(LIVE, 1, { succeeded: null })],
      carriedBy(LIVE),
      'wait',
    ],
    [
      'in an older success: schema does not go back',
      [attempt(OLD, 9), attempt(LIVE, 1)],
      carriedBy(OLD),
      'ok',
    ],
    ['never deployed', [], carriedBy(LIVE), 'wait'],
  ];
  it.each(cases)('%s', (_, attempts, given, status) => {
    const found = judge({}, { deployments: deployed(...attempts), ...given });
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(explained(found)).toBe(true);
  });

  it('each environment by itself', () => {
    const found = judge(
      {},
      {
        deployments: (question) =>
          deployed(attempt(question.environment === 'staging' ? LIVE : OLD, 1))(question),
        ...carriedBy(LIVE),
      },
    );
    expect(statuses(found)).toEqual(['ok staging', 'wait production']);
    expect(found.find(({ status }) => status === 'wait')).toMatchObject({
      path: 'src/users/x.ts',
      line: 1,
      message:
        'users.first_name is used here, and db/migrations/0002.sql has not been deployed to production.',
      why: 'code that runs before users.first_name is there would fail on its first query.',
    });
  });
});

describe('evidence that is not there', () => {
  it.each([
    ['deployments missing', { deployments: () => MISSING }, 'wait'],
    ['deployments failed', { deployments: () => FAILED }, 'error'],
    ['what was deployed missing', { carried: () => MISSING }, 'wait'],
    ['what was deployed unread', { carried: () => FAILED }, 'error'],
  ] as [string, Given, string][])('%s', (_, given, status) => {
    const found = judge({}, given);
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(explained(found)).toBe(true);
  });

  it('no environment: an error for a declared change, a warning where nobody declared', () => {
    const bound = { environments: [] };
    expect(statuses(judge({ bound }))).toEqual(['error']);
    expect(statuses(judge({ bound, changes: [] }))).toEqual(['warn']);
  });

  it('a file too large to be read', () => {
    const [use] = USE;
    const found = judge({ files: use ? [{ ...use, after: null, unread: true }] : [] });
    expect(statuses(found)).toEqual(['error']);
  });
});

describe('not merged', () => {
  it('waits', () => {
    const found = judge({ base: [] });
    expect(statuses(found)).toEqual(['wait']);
    expect(found[0]?.next).toContain('Merge and deploy the migration that adds users.first_name');
  });

  it('waits where it comes along, and says to move it out', () => {
    const found = judge({ base: [], proposed: [EXPAND] });
    expect(statuses(found)).toEqual(['wait']);
    expect(found[0]?.next).toContain('pull request of its own');
  });

  it('removed again on the base is not there', () => {
    const drop = migration('db/migrations/0003.sql', [effect({ kind: 'removes', phase: 'contract' })]);
    expect(statuses(judge({ base: [EXPAND, drop] }))).toEqual(['wait']);
  });
});

describe('runs: before-code', () => {
  const both = [changedFile('src/users/x.ts', null, "sql('SELECT first_name, last_name FROM users')\n")];
  const changes = [change({ adds: ['users.first_name', 'users.last_name'] })];
  it('merged, or in this very pull request, is enough', () => {
    expect(statuses(judge({ runs: 'before-code' }))).toEqual(['ok']);
    expect(statuses(judge({ runs: 'before-code', base: [], proposed: [EXPAND] }))).toEqual(['ok']);
    expect(statuses(judge({ runs: 'before-code', base: [] }))).toEqual(['wait']);
  });

  it('each object that is used must come from somewhere', () => {
    const found = judge({ runs: 'before-code', base: [], proposed: [EXPAND], files: both, changes });
    expect(statuses(found)).toEqual(['wait']);
    expect(found[0]?.message).toContain('users.last_name');
    const last = migration('db/migrations/0003.sql', [effect({ object: 'users.last_name' })]);
    expect(
      statuses(judge({ runs: 'before-code', base: [EXPAND], proposed: [last], files: both, changes })),
    ).toEqual(['ok']);
  });
});

describe('an expand that nobody declared', () => {
  it('is a change named for its file', () => {
    const found = judge({ changes: [] }, carriedBy());
    expect(statuses(found)).toEqual(['wait production', 'wait staging']);
    expect(found[0]).toMatchObject({
      change: '0002',
      message: expect.stringContaining('users.first_name is used here'),
    });
  });

  it('names what is used, not all that its file adds', () => {
    const wide = migration('db/migrations/0002.sql', [effect({ object: 'users.a' }), effect({})]);
    expect(judge({ changes: [], base: [wide] }, carriedBy())[0]?.message).toMatch(/^users\.first_name is/);
  });

  it('is told once for each environment where all is well', () => {
    const table = migration('db/migrations/0001.sql', [effect({ object: 'users', objectKind: 'table' })]);
    const found = judge({ changes: [], base: [table, EXPAND] });
    expect(statuses(found)).toEqual(['ok production', 'ok staging']);
    expect(found[0]?.message).toContain('0002, 0001');
  });
});

test('what the head alone declares cannot make the use vanish', () => {
  const told = of({ changes: [] });
  const references = { patterns: ['nothingAtAll'], paths: [] };
  const head = manifest([change({ removes: [], mode: 'additive', references })]);
  const sly: Reading = {
    ...told,
    manifests: { ...told.manifests, head: { state: 'valid', manifest: head, warnings: [] } },
  };
  expect(statuses(findingsOf('schema-before-code', sly, carriedBy()))).toEqual([
    'wait production',
    'wait staging',
  ]);
});

test('a renamed column is there when its rename is, not when the old name was', () => {
  const create = migration('db/migrations/0001.sql', [effect({ object: 'users', objectKind: 'table' })]);
  const rename = migration('db/migrations/0002.sql', [
    effect({ kind: 'renames', object: 'users.name', before: 'name', after: 'first_name', phase: 'in-place' }),
  ]);
  const told = of({ base: [create, rename] });
  const [first] = told.sets;
  if (!first) throw new Error('a set');
  const place = { path: create.path, line: 1, column: 1 };
  const column = { type: 'text', notNull: false, defaulted: false, generatedFrom: [], place };
  const users = {
    columns: { first_name: column },
    constraints: {},
    triggers: {},
    policies: {},
    partitioned: false,
    parents: [],
    place,
  };
  const catalog = { ...first.catalog, tables: { users } };
  const found = findingsOf(
    'schema-before-code',
    { ...told, sets: [{ ...first, catalog }] },
    {
      carried: ({ migrations }) =>
        known(migrations.flatMap(({ path }, index) => (path === create.path ? [index] : []))),
    },
  );
  expect(statuses(found)).toContain('wait production');
  expect(found.find(({ status }) => status === 'wait')?.message).toContain('0002.sql');
});

test('lines that were there, tests and documentation depend on nothing', () => {
  const use = "sql('SELECT first_name FROM users')\n";
  for (const file of [
    changedFile('src/users/x.ts', use, `${use}more()\n`),
    changedFile('test/users/x.test.ts', null, use),
    changedFile('docs/users.md', null, use),
  ])
    expect(judge({ files: [file] }, carriedBy())).toEqual([]);
});
