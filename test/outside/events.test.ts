/**
 * Events as GitHub publishes them (@octokit/webhooks-examples), on a GitHub that is not the double: whatever an event holds and
 * however a server answers, each run ends in a verdict with words, and nothing passes that should not.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { begin } from '../../src/action/begin.ts';
import { readEvent } from '../../src/action/event.ts';
import { readInputs } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run.ts';
import { runAction as runBuilt } from '../action/run-action.ts';
import { type Habits, OtherGithub, PLAIN, type Told } from './other-github.ts';

interface Payload {
  action?: string;
  repository?: { full_name?: string };
  pull_request?: { number: number; base: { ref: string }; head: { sha: string; repo: unknown } };
  merge_group?: { head_sha: string; base_sha: string; base_ref: string };
  workflow_run?: { head_sha: string; pull_requests: { number: number }[] };
}

const packed = readFileSync(join(import.meta.dirname, 'events.json.br'));
const EVENTS = JSON.parse(brotliDecompressSync(packed).toString()) as { name: string; payload: Payload }[];

const START = {
  'README.md': 'a shop\n',
  'lanekeeper.yml':
    'version: 1\ndatabases:\n  app: { engine: postgresql, version: 16, migrations: db/migrations }\nenvironments: [{ name: production }]\n',
  'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n',
};
const WORDS = { ...START, 'README.md': 'a better shop\n' };
const DROP = { ...START, 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN name;\n' };

const SHA = (letter: string): string => letter.repeat(40);

/** A repository as the event speaks of it. */
function toldBy({ repository, pull_request: pull, merge_group: group, workflow_run: run }: Payload): Told {
  const base = group?.base_sha ?? SHA('b');
  const head = pull?.head.sha ?? group?.head_sha ?? run?.head_sha ?? SHA('a');
  return {
    repository: repository?.full_name ?? 'octo-org/octo-repo',
    branch: pull?.base.ref ?? group?.base_ref.replace('refs/heads/', '') ?? 'main',
    ...{ base, head, number: pull?.number ?? run?.pull_requests[0]?.number ?? 2, state: 'OPEN' },
    ...{ before: START, after: WORDS },
  };
}

interface Ran {
  word: string;
  said: string;
  statuses: string[];
  written: number;
  mistakes: string[];
}

async function run(
  name: string,
  payload: unknown,
  told: Told,
  { habits = PLAIN, inputs = {} }: { habits?: Habits; inputs?: Record<string, string> } = {},
): Promise<Ran> {
  const github = await new OtherGithub(told, habits).start();
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-event-'));
  try {
    const path = join(folder, 'event.json');
    writeFileSync(path, JSON.stringify(payload));
    const given = Object.entries({ token: 'secret', ...inputs });
    const env = {
      ...Object.fromEntries(given.map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value])),
      ...github.env,
      ...{ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, GITHUB_RUN_ID: '77' },
    };
    const event = readEvent(env);
    const read = readInputs(env);
    const outcome = await runAction(await begin(read, event, env), read, event);
    const { verdict } = outcome.decision;
    const open = verdict.findings.filter(({ status }) => status !== 'ok');
    return {
      word: verdict.word,
      said: open.map(({ message, next }) => `${message} ${next}`).join('\n'),
      statuses: github.written
        .filter(({ route }) => route.startsWith('POST statuses/'))
        .map(({ body }) => String(body.state)),
      written: github.written.length,
      mistakes: github.mistakes,
    };
  } finally {
    rmSync(folder, { recursive: true });
    await github.stop();
  }
}

const isAbout = ({ pull_request, merge_group, workflow_run }: Payload): boolean =>
  pull_request != null || merge_group != null || workflow_run != null;

const titled = EVENTS.map(
  ({ name, payload }, at) => [`${name} ${payload.action ?? ''} ${at}`, name, payload] as const,
);

describe('an event that is about a pull request', () => {
  it.each(titled.filter(([, , payload]) => isAbout(payload)))('%s', async (_, name, payload) => {
    const told = toldBy(payload);
    const fine = await run(name, payload, told);
    if (fine.word !== 'pass') console.log(fine.said);
    expect(fine).toMatchObject({ word: 'pass', mistakes: [], statuses: ['success'] });
    const bad = await run(name, payload, { ...told, after: DROP });
    expect(bad).toMatchObject({ word: 'block', mistakes: [], statuses: ['failure'] });
    expect(bad.said).toContain('users.name');
  });
});

describe('any other event', () => {
  it.each(titled.filter(([, , payload]) => !isAbout(payload)))('%s', async (_, name, payload) => {
    const ran = await run(name, payload, toldBy(payload));
    expect(ran).toMatchObject({ word: 'error', mistakes: [], written: 0 });
    expect(ran.said).toContain('about no open pull request');
    expect(ran.said).not.toContain('mistake in Lanekeeper');
  });

  it.each(['push', 'schedule', 'deployment_status', 'workflow_dispatch'])('%s may sweep', async (name) => {
    const { payload } = EVENTS.find((one) => one.name === name) ?? { payload: { schedule: '5 * * * *' } };
    const told = toldBy(payload as Payload);
    const inputs = { command: 'sweep' };
    expect(await run(name, payload, told, { inputs })).toMatchObject({ word: 'pass', statuses: ['success'] });
    const bad = await run(name, payload, { ...told, after: DROP }, { inputs });
    expect(bad).toMatchObject({ word: 'block', statuses: ['failure'], mistakes: [] });
  });
});

const opened = EVENTS.find(({ name, payload }) => name === 'pull_request' && payload.action === 'opened');
const queued = EVENTS.find(({ name }) => name === 'merge_group');

describe.each([
  ["on a server of one's own", { prefix: '/api/v3', graphqlPath: '/api/graphql' }],
  ['where GraphQL has an address of its own', { prefix: '', graphqlPath: '/elsewhere/query' }],
  ['whose author and fork are gone', { isGhost: true }],
  ['in lists with holes', { hasHoles: true }],
  ['from a server that does not say what it sends', { saysNothing: true }],
] as const)('%s', (_, more) => {
  const habits = { ...PLAIN, ...more };
  it.each([
    ['pull_request', opened?.payload],
    ['merge_group', queued?.payload],
  ])('%s comes to the same', async (name, payload) => {
    const told = toldBy(payload ?? {});
    expect(await run(name, payload, told, { habits })).toMatchObject({ word: 'pass', mistakes: [] });
    const bad = await run(name, payload, { ...told, after: DROP }, { habits });
    expect(bad).toMatchObject({ word: 'block', mistakes: [], statuses: ['failure'] });
    const swept = await run('schedule', {}, told, { habits, inputs: { command: 'sweep' } });
    expect(swept).toMatchObject({ word: 'pass', mistakes: [] });
  });
});

describe('the built action', () => {
  it.each([
    ['pull_request', opened?.payload, 'pass', 0],
    ['merge_group', queued?.payload, 'pass', 0],
    ['issues', EVENTS.find(({ name }) => name === 'issues')?.payload, 'error', 1],
  ] as const)('on %s', async (event, payload, word, code) => {
    const told = toldBy(payload ?? {});
    const github = await new OtherGithub(told, {
      ...PLAIN,
      prefix: '/api/v3',
      graphqlPath: '/api/graphql',
    }).start();
    const ran = await runBuilt({ url: '' }, told.repository, { event, payload, env: github.env });
    await github.stop();
    expect([ran.outputs.verdict, ran.code], ran.log).toEqual([word, code]);
    expect(github.mistakes).toEqual([]);
  });
});

describe('an event that lies', () => {
  const payload = opened?.payload ?? {};
  const told = toldBy(payload);
  const lying = (pull: Record<string, unknown>) => ({
    ...payload,
    pull_request: { ...payload.pull_request, ...pull },
  });

  it.each([
    ['another head', { head: { sha: SHA('c'), ref: 'x', repo: null } }],
    ['another base', { base: { ref: 'other', sha: SHA('c'), repo: null } }],
    ['no head', { head: null }],
    ['no base', { base: null }],
  ])('of %s is set right by what GitHub says', async (_, pull) => {
    expect(await run('pull_request', lying(pull), told)).toMatchObject({ word: 'pass', mistakes: [] });
    const bad = await run('pull_request', lying(pull), { ...told, after: DROP });
    expect(bad).toMatchObject({ word: 'block', statuses: ['failure'] });
  });

  it.each([
    ['a number that is none', lying({ number: 'two' })],
    ['another number', lying({ number: 9999 })],
    ['nothing', null],
    ['a list', []],
    ['words', 'pull_request'],
  ])('that holds %s is an error', async (_, sent) => {
    const ran = await run('pull_request', sent, told);
    expect(ran).toMatchObject({ word: 'error' });
    expect(ran.statuses).not.toContain('success');
    expect(ran.said).not.toContain('mistake in Lanekeeper');
  });
});
