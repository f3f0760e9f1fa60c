import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type Commit, makeRepository, removeFolders } from './repository.ts';
import { AUTHOR, ago, approval, deployed, ENVIRONMENTS, TEAMS, usageIn } from './shop/evidence.ts';
import { manifest, TABLE } from './shop/manifest.ts';
import { type Case, tell } from './story.ts';

const SET = "SET lock_timeout = '5s';\n";
const SPLIT = `
split-name:
  adds: [users.first_name, users.last_name]
  removes: [users.name]
  migrate:
    dual_write: { code: [src/users/write.ts] }
    backfill: { job: name-split }
    read_new: { code: [src/users/read.ts], flag: users.read-split }
    stop_old: { code: ["src/users/**"] }
  contract: { soak: 7d, quiet: { window: 14d }, divergence: { max: 0.001, window: 7d } }
`;
const TIGHTEN = `
require-email:
  tightens: [users.email]
  writers: { code: [src/users/write.ts] }
`;
const FLAGS = 'flags: { type: ofrep, url: "http://127.0.0.1:9" }';
const M2 = 'db/migrations/0002_add.sql';
const M3 = 'db/migrations/0003_relax.sql';
const M4 = 'db/migrations/0004_drop.sql';
const ADD = `${SET}ALTER TABLE users ADD COLUMN first_name text, ADD COLUMN last_name text;\n`;
const RELAX = `${SET}ALTER TABLE users ALTER COLUMN name DROP NOT NULL;\n`;
const DROP = `${SET}ALTER TABLE users DROP COLUMN name;\n`;
const WRITE = 'src/users/write.ts';
const READ = 'src/users/read.ts';
const write = (columns: string): string =>
  `export const sql = 'INSERT INTO users (email, ${columns}) VALUES (?)';\n`;
const read = (columns: string): string => `export const sql = 'SELECT id, ${columns} FROM users';\n`;
const BOTH =
  "export const sql = (on) => on('users.read-split') ? 'SELECT first_name, last_name FROM users' : 'SELECT name FROM users';\n";
const NEW = 'first_name, last_name';

const chain: Commit[] = [
  {
    name: 'start',
    files: {
      'lanekeeper.yml': manifest({ changes: SPLIT + TIGHTEN, more: FLAGS }),
      'db/migrations/0001_users.sql': TABLE,
      [WRITE]: write('name'),
      [READ]: read('name'),
    },
  },
  { name: 'added', parents: ['start'], files: { [M2]: ADD } },
  { name: 'writing', parents: ['added'], files: { [WRITE]: write(`name, ${NEW}`) } },
  { name: 'reading', parents: ['writing'], files: { [READ]: BOTH } },
  { name: 'relaxed', parents: ['reading'], files: { [M3]: RELAX } },
  { name: 'stopped', parents: ['relaxed'], files: { [WRITE]: write(NEW), [READ]: read(NEW) } },
  { name: 'main', parents: ['stopped'], files: { 'README.md': 'done\n' } },
];
const commits: Commit[] = [
  ...chain,
  // What is merged is squashed: the same content, other commits.
  { name: 'pr-read-early', parents: ['added'], files: { [READ]: BOTH } },
  { name: 'pr-write', parents: ['added'], files: { [WRITE]: write(`name, ${NEW}`) } },
  { name: 'pr-write-early', parents: ['start'], files: { [WRITE]: write(`name, ${NEW}`) } },
  { name: 'pr-read', parents: ['writing'], files: { [READ]: BOTH } },
  { name: 'pr-stop', parents: ['relaxed'], files: { [WRITE]: write(NEW), [READ]: read(NEW) } },
  { name: 'pr-stop-tight', parents: ['reading'], files: { [WRITE]: write(NEW), [READ]: read(NEW) } },
  { name: 'pr-drop', parents: ['main'], files: { [M4]: DROP } },
  { name: 'pr-drop-early', parents: ['reading'], files: { [M4]: DROP } },
  { name: 'pr-add-and-drop', parents: ['start'], files: { [M2]: ADD, [M4]: DROP } },
  {
    name: 'pr-backfill',
    parents: ['writing'],
    files: { [M3]: 'UPDATE users SET first_name = name WHERE id BETWEEN 1 AND 1000;\n' },
  },
  {
    name: 'pr-backfill-early',
    parents: ['added'],
    files: { [M3]: 'UPDATE users SET first_name = name WHERE id BETWEEN 1 AND 1000;\n' },
  },
  {
    name: 'pr-add-and-backfill',
    parents: ['start'],
    files: { [M2]: `${ADD}UPDATE users SET first_name = name WHERE id = 1;\n` },
  },
  { name: 'pr-mention', parents: ['main'], files: { 'src/users/export.ts': read('name') } },
  { name: 'dropped', parents: ['main'], files: { [M4]: DROP } },
  { name: 'pr-mention-late', parents: ['dropped'], files: { 'src/users/export.ts': read('name') } },
  { name: 'pr-mention-tests', parents: ['main'], files: { 'test/users/export.test.ts': read('name') } },
  {
    name: 'pr-tighten',
    parents: ['main'],
    files: { [M4]: `${SET}ALTER TABLE users ADD CONSTRAINT e CHECK (email IS NOT NULL) NOT VALID;\n` },
  },
  {
    name: 'checked',
    parents: ['main'],
    files: { [M4]: `${SET}ALTER TABLE users ADD CONSTRAINT e CHECK (email IS NOT NULL) NOT VALID;\n` },
  },
  {
    name: 'validated',
    parents: ['checked'],
    files: { 'db/migrations/0005_validate.sql': 'ALTER TABLE users VALIDATE CONSTRAINT e;\n' },
  },
  {
    name: 'pr-not-null',
    parents: ['validated'],
    files: { 'db/migrations/0006_nn.sql': `${SET}ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n` },
  },
  {
    name: 'pr-not-null-unproved',
    parents: ['main'],
    files: { [M4]: `${SET}ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n` },
  },
];

const backfill = (state = 'complete', done = 100): unknown[] =>
  ENVIRONMENTS.map((environment) => ({
    environment,
    name: 'name-split',
    state,
    total: 100,
    done,
    failed: state === 'failed' ? 3 : 0,
    rate: 1,
    checkpoint: null,
    updated_at: ago(30),
    verified_at: ago(30),
    errors: [],
  }));
const comparison = (changed: Record<string, unknown> = {}): unknown[] =>
  ENVIRONMENTS.map((environment) => ({
    environment,
    name: 'split-name',
    window: { from: ago(60), to: ago(0) },
    compared: 1_000_000,
    diverged: 12,
    unknown: 0,
    last_diverged: null,
    samples: [],
    ...changed,
  }));
const flags = (enabled: number, days = 30): unknown[] =>
  ENVIRONMENTS.map((environment) => ({ key: 'users.read-split', environment, enabled, since: ago(days) }));

/** Each commit of the chain up to one, live since so many days before now. */
function upTo(name: string, days: number): ReturnType<typeof deployed> {
  const last = chain.findIndex((commit) => commit.name === name);
  const rows = chain
    .slice(0, last + 1)
    .map(({ name: of }, index): [string, number] => [of, days + (last - index) * 2]);
  return deployed(rows);
}

function outside(live: string, days: number, changed: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    deployments: upTo(live, days),
    backfills: backfill(),
    comparisons: comparison(),
    flags: flags(1),
    usage: usageIn({ object: 'users.name' }),
    approvals: ENVIRONMENTS.slice(1).map(() => approval({ change: 'split-name', head: 'pr-drop' })),
    teams: TEAMS,
    pull_request: AUTHOR,
    ...changed,
  };
}

let repo = '';
beforeAll(() => {
  repo = makeRepository(commits);
});
afterAll(removeFolders);

const HALF: Case['verdict'] = ['wait', 'error'];
const step = (
  title: string,
  base: string,
  head: string,
  evidence: unknown,
  one: Omit<Case, 'title'>,
): Case => ({
  title,
  base,
  head,
  evidence,
  ...one,
});
const drop = (
  title: string,
  changed: Record<string, unknown>,
  verdict: Case['verdict'],
  held: string[] = [],
  live = 'main',
  days = 20,
): Case => ({
  title,
  head: 'pr-drop',
  evidence: outside(live, days, changed),
  verdict,
  some: held,
});

describe('each step in its turn', () => {
  tell(
    () => repo,
    [
      step('expand', 'start', 'added', outside('start', 20), { verdict: 'pass' }),
      step('dual write where the expand is everywhere', 'added', 'pr-write', outside('added', 5), {
        verdict: 'pass',
      }),
      step(
        'dual write where production lacks the expand',
        'added',
        'pr-write',
        {
          ...outside('start', 5),
          deployments: [
            ...deployed(
              [
                ['start', 9],
                ['added', 5],
              ],
              ['staging'],
            ),
            ...deployed([['start', 9]], ['production']),
          ],
        },
        { verdict: 'wait', some: ['schema-before-code'] },
      ),
      step(
        'dual write where the deployment with the expand failed',
        'added',
        'pr-write',
        {
          ...outside('start', 5),
          deployments: deployed([
            ['start', 9],
            ['added', 5, 'failure'],
          ]),
        },
        { verdict: 'wait', some: ['schema-before-code'] },
      ),
      step(
        'dual write where the expand was deployed and code rolled back: schema stays',
        'added',
        'pr-write',
        {
          ...outside('start', 5),
          deployments: deployed([
            ['start', 9],
            ['added', 5],
            ['start', 1],
          ]),
        },
        { verdict: 'pass' },
      ),
      step('dual write before the expand is merged', 'start', 'pr-write-early', outside('start', 5), {
        verdict: 'wait',
        some: ['schema-before-code'],
      }),
      step('backfill where dual write is live', 'writing', 'pr-backfill', outside('writing', 5), {
        verdict: 'pass',
      }),
      step('backfill before dual write', 'added', 'pr-backfill-early', outside('added', 5), {
        verdict: ['wait', 'block'],
        some: ['phase-order'],
      }),
      step(
        'backfill where dual write is not live in production',
        'writing',
        'pr-backfill',
        {
          ...outside('writing', 5),
          deployments: [
            ...upTo('writing', 5).filter(({ environment }) => environment === 'staging'),
            ...upTo('added', 5).filter(({ environment }) => environment === 'production'),
          ],
        },
        { verdict: 'wait', some: ['phase-order'] },
      ),
      step('schema and backfill in one', 'start', 'pr-add-and-backfill', outside('start', 5), {
        verdict: 'block',
        some: ['separate-phases'],
      }),
      step('expand and contract in one', 'start', 'pr-add-and-drop', outside('start', 5), {
        verdict: 'block',
        some: ['separate-phases'],
      }),
      step('read_new with its backfill and comparison', 'writing', 'pr-read', outside('writing', 20), {
        verdict: 'pass',
      }),
      step('read_new before dual write', 'added', 'pr-read-early', outside('added', 5), {
        verdict: ['wait', 'block'],
        some: ['phase-order'],
      }),
      step(
        'read_new while the backfill runs',
        'writing',
        'pr-read',
        outside('writing', 20, { backfills: backfill('running', 40) }),
        { verdict: 'wait', some: ['phase-order'] },
      ),
      step(
        'read_new where nobody knows of the backfill',
        'writing',
        'pr-read',
        outside('writing', 20, { backfills: undefined }),
        { verdict: HALF, some: ['phase-order'] },
      ),
      step(
        'read_new where the shapes diverge',
        'writing',
        'pr-read',
        outside('writing', 20, { comparisons: comparison({ diverged: 5000 }) }),
        { verdict: 'wait', some: ['phase-order'] },
      ),
      step('stop_old', 'relaxed', 'pr-stop', outside('relaxed', 20), { verdict: 'pass' }),
      step(
        'stop_old while its flag is half on',
        'relaxed',
        'pr-stop',
        outside('relaxed', 20, { flags: flags(0.5) }),
        { verdict: 'wait', some: ['phase-order'] },
      ),
      step(
        'stop_old where nobody knows the flag',
        'relaxed',
        'pr-stop',
        outside('relaxed', 20, { flags: undefined }),
        { verdict: HALF, some: ['phase-order'] },
      ),
      step('stop_old where read_new is not live', 'relaxed', 'pr-stop', outside('writing', 20), {
        verdict: 'wait',
        some: ['phase-order'],
      }),
      step('stop_old while the old column is NOT NULL', 'reading', 'pr-stop-tight', outside('reading', 20), {
        verdict: ['wait', 'block'],
        some: ['phase-order'],
      }),
    ],
  );
});

describe('the contract of a change with two shapes', () => {
  tell(
    () => repo,
    [
      {
        ...drop('with all its proof', {}, 'pass'),
        also: ({ changes }) => expect(changes.find(({ id }) => id === 'split-name')?.mode).toBe('parallel'),
      },
      drop('while the backfill runs', { backfills: backfill('running', 99) }, 'wait', ['backfill']),
      drop(
        'where the backfill failed',
        { backfills: backfill('failed', 97) },
        HALF.concat('block') as Case['verdict'],
        ['backfill'],
      ),
      drop('where `complete` lacks rows', { backfills: backfill('complete', 40) }, HALF, ['backfill']),
      drop('where nobody knows of the backfill', { backfills: undefined }, 'error', ['backfill']),
      drop('where the shapes diverged', { comparisons: comparison({ diverged: 5000 }) }, 'wait', [
        'divergence',
      ]),
      drop('where too much is unknown', { comparisons: comparison({ unknown: 5000 }) }, 'wait', [
        'divergence',
      ]),
      drop('where nothing was compared', { comparisons: comparison({ compared: 0, diverged: 0 }) }, HALF, [
        'divergence',
      ]),
      drop('where nobody compared', { comparisons: undefined }, 'error', ['divergence']),
      drop(
        'where more diverged than was compared',
        { comparisons: comparison({ compared: 10, diverged: 12 }) },
        HALF,
        ['divergence'],
      ),
      drop('where stop_old is not live yet', {}, 'wait', ['no-references'], 'relaxed'),
      drop('where stop_old has been live for two days', {}, 'wait', ['soak'], 'main', 0.5),
      step(
        'while the code on the base still uses it',
        'reading',
        'pr-drop-early',
        outside('reading', 20, { approvals: [approval({ change: 'split-name', head: 'pr-drop-early' })] }),
        { verdict: 'block', some: ['no-references'] },
      ),
      step('code that mentions the old shape again', 'main', 'pr-mention', outside('main', 20), {
        verdict: 'block',
        held: ['no-new-references'],
      }),
      step('code that mentions it after it was dropped', 'dropped', 'pr-mention-late', outside('main', 20), {
        verdict: 'block',
        held: ['no-new-references'],
      }),
      step('a test that mentions it', 'main', 'pr-mention-tests', outside('main', 20), { verdict: 'pass' }),
    ],
  );
});

const tightened = (head: string) => [approval({ change: 'require-email', head })];
describe('a tightening', () => {
  tell(
    () => repo,
    [
      step(
        'a check NOT VALID, its writers live',
        'main',
        'pr-tighten',
        outside('main', 20, { approvals: tightened('pr-tighten') }),
        { verdict: 'pass' },
      ),
      step(
        'a check NOT VALID, without approval',
        'main',
        'pr-tighten',
        outside('main', 20, { approvals: [] }),
        { verdict: 'wait', some: ['approval'] },
      ),
      step(
        'writers that are not live everywhere',
        'main',
        'pr-tighten',
        outside('relaxed', 20, { approvals: tightened('pr-tighten') }),
        { verdict: 'wait', some: ['tighten-after-writers'] },
      ),
      step(
        'it asks nothing of quiet',
        'main',
        'pr-tighten',
        outside('main', 20, { approvals: tightened('pr-tighten'), usage: undefined }),
        { verdict: 'pass', silent: ['quiet'] },
      ),
      step(
        'without deployments',
        'main',
        'pr-tighten',
        outside('main', 20, { approvals: tightened('pr-tighten'), deployments: undefined }),
        { verdict: HALF, some: ['tighten-after-writers'] },
      ),
      step(
        'NOT NULL after a validated check',
        'validated',
        'pr-not-null',
        outside('main', 20, {
          approvals: tightened('pr-not-null'),
          deployments: [
            ...upTo('main', 20),
            ...deployed([
              ['checked', 15],
              ['validated', 10],
            ]),
          ],
        }),
        { verdict: 'pass' },
      ),
      step(
        'NOT NULL on a large table whose rows nobody proved',
        'main',
        'pr-not-null-unproved',
        outside('main', 20, { approvals: tightened('pr-not-null-unproved') }),
        { verdict: 'block', held: ['online-ddl'] },
      ),
    ],
  );
});
