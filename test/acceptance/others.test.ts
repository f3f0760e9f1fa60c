import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, type Files, makeRepository, removeFolders } from './repository.ts';
import { runCli, writeEvidence } from './run.ts';
import { ago, approval, deployed, ENVIRONMENTS, proof, usage, usageIn } from './shop/evidence.ts';
import { DROP, manifest, QUERY_LOG, TABLE, WITHOUT } from './shop/manifest.ts';
import { type Case, NOW, tell } from './story.ts';

const SET = "SET lock_timeout = '5s';\n";
const commits: Commit[] = [];
let repo = '';
let made = 0;

interface Story {
  title: string;
  base: Files;
  head: Files;
  evidence?: (head: string, base: string) => Record<string, unknown>;
  one: Omit<Case, 'title'>;
}

/** A pull request on a base of its own, whose code has been live for 30 days. */
function story({ title, base, head, evidence, one }: Story): Case {
  const name = `pr-${++made}`;
  const from = `base-${made}`;
  const files = {
    'lanekeeper.yml': manifest(),
    'db/migrations/0001_users.sql': TABLE,
    'src/users/read.ts': WITHOUT,
  };
  commits.push({ name: from, files: { ...files, ...base } }, { name, parents: [from], files: head });
  const given = proof({ deployments: deployed([[from, 30]]), approvals: [approval({ head: name })] });
  return { title, base: from, head: name, evidence: { ...given, ...evidence?.(name, from) }, ...one };
}

const drop: Files = { 'db/migrations/0002_drop.sql': DROP };
const consumers = 'consumers:\n  - repository: acme/billing\n    environments: { production: prod }';
const consumer = (mentions: unknown[], environments = ['staging', 'prod']): Record<string, unknown> => ({
  consumers: environments.map((environment) => ({
    repository: 'acme/billing',
    environment,
    commit: '0123456789abcdef0123456789abcdef01234567',
    at: ago(20),
    objects: ['users.legacy'],
    mentions,
  })),
});
const billing = { 'lanekeeper.yml': manifest({ more: consumers }) };
const patterns = (pattern: string): Files => ({
  'lanekeeper.yml': manifest({
    changes: `drop-legacy:\n  removes: [users.legacy]\n  references: { patterns: ["${pattern}"] }`,
  }),
});
const renamed: Files = {
  'lanekeeper.yml': manifest({ changes: 'drop-legacy:\n  renames: { users.legacy: users.modern }' }),
};
const HALF: Case['verdict'] = ['wait', 'error'];

const cases: Case[] = [
  story({
    title: 'a consumer that does not mention it',
    base: billing,
    head: drop,
    evidence: () => consumer([]),
    one: { verdict: 'pass' },
  }),
  story({
    title: 'a consumer that mentions it',
    base: billing,
    head: drop,
    evidence: () => consumer([{ object: 'users.legacy', path: 'src/a.ts', line: 3 }]),
    one: {
      verdict: 'wait',
      held: ['no-references'],
      also: ({ findings }) => expect(JSON.stringify(findings)).toContain('src/a.ts:3'),
    },
  }),
  story({
    title: 'a consumer of which nobody knows',
    base: billing,
    head: drop,
    one: { verdict: 'error', held: ['no-references'] },
  }),
  story({
    title: 'a consumer known in staging alone',
    base: billing,
    head: drop,
    evidence: () => consumer([], ['staging']),
    one: { verdict: 'error', held: ['no-references'] },
  }),
  story({
    title: 'a consumer that was searched for another object',
    base: billing,
    head: drop,
    evidence: () => ({
      consumers: ['staging', 'prod'].map((environment) => ({
        repository: 'acme/billing',
        environment,
        commit: 'x',
        at: ago(20),
        objects: ['users.name'],
        mentions: [],
      })),
    }),
    one: { verdict: 'error', held: ['no-references'] },
  }),
  story({
    title: 'references replace the guess: what it would have found',
    base: { ...patterns('old_legacy_column'), 'src/users/note.ts': "export const users = 'legacy';\n" },
    head: drop,
    one: { verdict: 'pass' },
  }),
  story({
    title: 'references replace the guess: what they find',
    base: { ...patterns('special[A-Z]ame'), 'src/note.ts': 'export const specialName = 1;\n' },
    head: drop,
    one: { verdict: 'block', some: ['no-references'] },
  }),
  story({
    title: 'a rename: adding the new name',
    base: renamed,
    head: { 'db/migrations/0002_add.sql': `${SET}ALTER TABLE users ADD COLUMN modern text;\n` },
    one: { verdict: 'pass', also: ({ changes }) => expect(changes[0]?.mode).toBe('parallel') },
  }),
  story({
    title: 'a rename: dropping the old name before the new one is there',
    base: renamed,
    head: drop,
    one: { verdict: ['wait', 'block', 'error'], silent: ['undeclared-contract'] },
  }),
  story({
    title: 'a table dropped',
    base: {
      'lanekeeper.yml': manifest({ changes: 'drop-legacy:\n  removes: [sessions]' }),
      'db/migrations/0002_s.sql': 'CREATE TABLE sessions (id int);\n',
    },
    head: { 'db/migrations/0003_drop.sql': `${SET}DROP TABLE sessions;\n` },
    evidence: () => ({ usage: usageIn({ object: 'sessions' }) }),
    one: { verdict: 'pass' },
  }),
  story({
    title: 'a table dropped that code names as a class',
    base: {
      'lanekeeper.yml': manifest({ changes: 'drop-legacy:\n  removes: [sessions]' }),
      'db/migrations/0002_s.sql': 'CREATE TABLE sessions (id int);\n',
      'src/a.ts': 'export class Sessions {}\n',
    },
    head: { 'db/migrations/0003_drop.sql': `${SET}DROP TABLE sessions;\n` },
    evidence: () => ({ usage: usageIn({ object: 'sessions' }) }),
    one: { verdict: 'block', some: ['no-references'] },
  }),
  story({
    title: 'DROP TABLE takes a column that only a change of the column declares',
    base: {},
    head: { 'db/migrations/0002_drop.sql': `${SET}DROP TABLE users;\n` },
    one: { verdict: 'block', some: ['undeclared-contract'] },
  }),
  story({
    title: 'one statement that drops a declared and an undeclared column',
    base: {},
    head: {
      'db/migrations/0002_drop.sql': `${SET}ALTER TABLE users DROP COLUMN legacy, DROP COLUMN email;\n`,
    },
    one: { verdict: 'block', some: ['undeclared-contract'] },
  }),
  story({
    title: 'a name in capitals, unquoted, is the same column',
    base: {},
    head: { 'db/migrations/0002_drop.sql': `${SET}ALTER TABLE Users DROP COLUMN LEGACY;\n` },
    one: { verdict: 'pass' },
  }),
  story({
    title: 'a name in capitals, quoted, is another column',
    base: { 'db/migrations/0002_q.sql': 'ALTER TABLE users ADD COLUMN "Legacy" text;\n' },
    head: { 'db/migrations/0003_drop.sql': `${SET}ALTER TABLE users DROP COLUMN "Legacy";\n` },
    one: { verdict: 'block', some: ['undeclared-contract'] },
  }),
  story({
    title: 'the default schema, written out',
    base: {},
    head: { 'db/migrations/0002_drop.sql': `${SET}ALTER TABLE public.users DROP COLUMN legacy;\n` },
    one: { verdict: 'pass' },
  }),
  story({
    title: 'another schema is another table',
    base: { 'db/migrations/0002_s.sql': 'CREATE SCHEMA s;\nCREATE TABLE s.users (legacy text);\n' },
    head: { 'db/migrations/0003_drop.sql': `${SET}ALTER TABLE s.users DROP COLUMN legacy;\n` },
    one: { verdict: 'block', some: ['undeclared-contract'] },
  }),
  story({
    title: 'a quoted name with all its proof',
    base: {
      'lanekeeper.yml': manifest({ changes: `drop-legacy:\n  removes: ['"Orders"."fullName"']` }),
      'db/migrations/0002_o.sql': 'CREATE TABLE "Orders" ("fullName" text, id int);\n',
    },
    head: { 'db/migrations/0003_drop.sql': `${SET}ALTER TABLE "Orders" DROP COLUMN "fullName";\n` },
    evidence: () => ({ usage: usageIn({ object: '"Orders"."fullName"' }) }),
    one: { verdict: 'pass' },
  }),
  story({
    title: 'a quoted name that code still uses',
    base: {
      'lanekeeper.yml': manifest({ changes: `drop-legacy:\n  removes: ['"Orders"."fullName"']` }),
      'db/migrations/0002_o.sql': 'CREATE TABLE "Orders" ("fullName" text, id int);\n',
      'src/orders.ts': 'export const f = (order) => order.fullName;\n',
    },
    head: { 'db/migrations/0003_drop.sql': `${SET}ALTER TABLE "Orders" DROP COLUMN "fullName";\n` },
    evidence: () => ({ usage: usageIn({ object: '"Orders"."fullName"' }) }),
    one: { verdict: 'block', some: ['no-references'] },
  }),
  story({
    title: 'an index dropped concurrently asks nothing',
    base: { 'db/migrations/0002_i.sql': 'CREATE INDEX i ON users (email);\n' },
    head: { 'db/migrations/0003_i.sql': 'DROP INDEX CONCURRENTLY i;\n' },
    one: { verdict: 'pass' },
  }),
  story({
    title: 'usage given for two databases is not mixed',
    base: {},
    head: drop,
    evidence: () => ({
      usage: ENVIRONMENTS.map((environment) => ({ ...usage({ environment }), database: 'other' })),
    }),
    one: { verdict: 'error', held: ['quiet'] },
  }),
  story({
    title: 'deployments of environments that nobody named',
    base: {},
    head: drop,
    evidence: (_, base) => ({ deployments: deployed([[base, 30]], ['Production', 'STAGING']) }),
    one: { verdict: HALF },
  }),
];

const TWO = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/app, telemetry: app-queries }
  stats: { engine: postgresql, version: 16, migrations: db/stats, telemetry: app-queries }
environments: [{ name: staging }, { name: production }]
telemetry:
  ${QUERY_LOG.trim().replaceAll('\n', '\n  ')}
approval: { approvers: ["@acme/dba"] }
changes:
  drop-legacy: { database: app, removes: [users.legacy] }
`;
const two: Files = {
  'lanekeeper.yml': TWO,
  'db/migrations/0001_users.sql': 'SELECT 1;\n',
  'db/app/0001.sql': TABLE,
  'db/stats/0001.sql': TABLE,
};
cases.push(
  story({
    title: 'two databases: the one that is declared',
    base: two,
    head: { 'db/app/0002.sql': DROP },
    one: { verdict: 'pass' },
  }),
  story({
    title: 'two databases: the one that is not',
    base: two,
    head: { 'db/stats/0002.sql': DROP },
    one: { verdict: 'block', some: ['undeclared-contract'] },
  }),
);

// The entry on the base changed after the approval: the content is another.
commits.push(
  {
    name: 'entry',
    files: {
      'lanekeeper.yml': manifest(),
      'db/migrations/0001_users.sql': TABLE,
      'src/users/read.ts': WITHOUT,
    },
  },
  { name: 'entry-pr', parents: ['entry'], files: drop },
  {
    name: 'entry-changed',
    parents: ['entry'],
    files: {
      'lanekeeper.yml': manifest({ changes: 'drop-legacy:\n  removes: [users.legacy, users.email]' }),
    },
  },
  { name: 'entry-pr-again', parents: ['entry-changed'], files: drop },
);
cases.push({
  title: 'an approval from before the entry on the base changed',
  base: 'entry-changed',
  head: 'entry-pr-again',
  evidence: proof({ deployments: deployed([['entry', 30]]), approvals: [approval({ head: 'entry-pr' })] }),
  verdict: 'wait',
  some: ['approval'],
});

beforeAll(() => {
  repo = makeRepository(commits);
});
afterAll(removeFolders);

describe('names, consumers and databases', () => tell(() => repo, cases));

describe('how the command line behaves', () => {
  const ask = (...more: string[]) =>
    runCli(['check', '--repo', repo, '--base', 'entry', '--head', 'entry-pr', '--now', NOW, ...more]);
  const BAD: [string, string, RegExp][] = [
    ['that is no JSON', '{ "deployments": [', /JSON|expected/i],
    ['with an unknown part', '{ "deploymnets": [] }', /deployments/],
    [
      'with a state that is none',
      '{ "deployments": [{ "environment": "a", "commit": "b", "state": "succes", "at": "2026-10-01T00:00:00Z" }] }',
      /state/,
    ],
    [
      'with a time that is none',
      '{ "deployments": [{ "environment": "a", "commit": "b", "state": "success", "at": "yesterday" }] }',
      /deployments\[0\]\.at/,
    ],
    ['that is a list', '[]', /./],
  ];
  it.concurrent.each(BAD)('an evidence file %s', async (_, text, said) => {
    const { code, stdout, stderr } = await ask('--evidence', writeEvidence(text));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(said);
  });
  it.concurrent.each([['--nonsense'], ['--format=yaml'], ['--now=tomorrow'], ['--evidence=/nowhere.json']])(
    'refuses %s',
    async (option) => {
      const { code, stdout, stderr } = await ask(option);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/Do: /);
    },
  );
  it.concurrent('says nothing when silent, by its exit code alone', async () => {
    const { code, stdout, stderr } = await ask('--silent');
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: '' });
  });
  it.concurrent.each(['text', 'markdown', 'sarif'])('gives the same verdict as %s', async (format) => {
    const evidence = proof({ deployments: deployed([['entry', 30]]), approvals: [] });
    const { code, stdout } = await ask('--evidence', writeEvidence(evidence), '--format', format);
    expect(code).toBe(3);
    expect(stdout).toMatch(/approv/);
  });
});
