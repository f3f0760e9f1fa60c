/** The built action on pull requests: what it writes, how much it asks, and what it does where it may not. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';
import type { Pull } from '../github/state.ts';
import { type Ran, runAction } from './run-action.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments: [{ name: production }]
changes:
  nickname: { adds: [users.nickname] }
`;
const START = {
  'lanekeeper.yml': MANIFEST,
  'README.md': 'a shop\n',
  'src/shop.ts': 'export const shop = 1;\n',
  'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n',
};

let double: GithubDouble;
let story: HostedStory;

beforeAll(async () => {
  double = await startGithub();
  double.token('secret', 'github-actions[bot]');
  double.token('fork', 'github-actions[bot]', {
    permissions: { contents: 'read', actions: 'read', deployments: 'read', pull_requests: 'read' },
  });
});

afterAll(async () => {
  await double.stop();
});

beforeEach(() => {
  story = new HostedStory(new Date().toISOString(), double);
  story.commit('start', START);
  story.deploy('production');
  story.mirror();
  double.requests.length = 0;
  double.heal();
});

function payloadOf({ number, head, baseRef }: Pull) {
  return {
    action: 'synchronize',
    sender: { login: 'hubot' },
    pull_request: { number, base: { ref: baseRef }, head: { sha: head } },
  };
}

async function run(pull: Pull, more: { token?: string; inputs?: Record<string, string> } = {}): Promise<Ran> {
  return await runAction(double, REPOSITORY, { event: 'pull_request', payload: payloadOf(pull), ...more });
}

const statusOf = () => story.hosted.statuses.at(-1);

describe('a pull request that touches nothing of the schema', () => {
  it.each([
    ['without a manifest', {}, 'success'],
    ['with one of another name', { 'lanekeeper.yaml': MANIFEST }, 'error'],
  ])('takes no request more in a repository %s', async (_, files, state) => {
    story.commit('no manifest', { ...files, 'lanekeeper.yml': null });
    story.propose('docs', { 'README.md': 'the shop\n' });
    await run(story.pullOf('docs'));
    expect(statusOf()).toMatchObject({ state });
    const asked = double.requests
      .map(({ route }) => route)
      .filter((route) => !/^(?:POST|PATCH) /.test(route));
    // Migrations that no manifest names are looked for in the head's whole archive.
    expect(asked.length, asked.join(', ')).toBeLessThanOrEqual(5);
  });

  it('gets its status with at most five requests, and no comment', async () => {
    story.propose('docs', { 'README.md': 'a better shop\n' });
    const ran = await run(story.pullOf('docs'));
    expect(ran.code, ran.log).toBe(0);
    expect(ran.outputs.verdict).toBe('pass');
    expect(statusOf()).toMatchObject({ context: 'lanekeeper: main', state: 'success' });
    expect(story.hosted.comments).toEqual([]);
    expect(story.hosted.checkRuns).toHaveLength(1);
    expect(double.requests.map(({ route }) => route)).toHaveLength(5);
    expect(ran.summary).toContain('Requests made to GitHub for this decision: 5');
  });

  it('is not written again where nothing changed', async () => {
    story.propose('docs', { 'README.md': 'a better shop\n' });
    const pull = story.pullOf('docs');
    await run(pull);
    double.requests.length = 0;
    await run(pull);
    expect(
      double.requests.filter(({ method, route }) => method !== 'GET' && !route.startsWith('GraphQL')),
    ).toEqual([]);
  });
});

describe('a manifest that is a link', () => {
  it('is one that cannot be read, as on a clone, and not none', async () => {
    story.git('checkout', '-q', 'main');
    story.commit('gone', { 'lanekeeper.yml': null, 'other.yml': MANIFEST });
    symlinkSync('other.yml', join(story.folder, 'lanekeeper.yml'));
    story.commit('a link', {});
    story.propose('docs', { 'README.md': 'a better shop\n' });
    const ran = await run(story.pullOf('docs'));
    expect(ran.outputs.verdict, ran.log).toBe('error');
    expect(ran.log).toContain('it is a link, which is not followed');
  });
});

describe('code before its schema', () => {
  const code = { 'src/users.ts': "export const users = 'SELECT nickname FROM users';\n" };

  it('waits: a pending status, a report on the line, one comment, and the job does not fail', async () => {
    story.propose('code', code);
    const ran = await run(story.pullOf('code'));
    expect(ran.code, ran.log).toBe(0);
    expect(ran.outputs.verdict).toBe('wait');
    expect(statusOf()).toMatchObject({ state: 'pending', description: expect.stringMatching(/^waits: /) });
    expect(story.hosted.checkRuns.at(-1)?.body).toMatchObject({ conclusion: 'action_required' });
    expect(story.hosted.checkRuns.at(-1)?.annotations).toContainEqual(
      expect.objectContaining({ path: 'src/users.ts', start_line: 1, annotation_level: 'warning' }),
    );
    expect(story.hosted.comments).toHaveLength(1);
    expect(story.hosted.comments[0]?.body).toMatch(/^<!-- lanekeeper -->\n/);
  });

  it('says so in one comment, which shrinks to a line when all is settled', async () => {
    story.propose('code', code);
    const pull = story.pullOf('code');
    await run(pull);
    story.propose('expand', {
      'db/migrations/0002_nickname.sql': 'ALTER TABLE users ADD COLUMN nickname text;\n',
    });
    story.merge('expand');
    story.deploy('production', 'main');
    story.mirror();
    const ran = await run(pull);
    expect(ran.outputs.verdict, ran.log).toBe('pass');
    expect(statusOf()?.state).toBe('success');
    expect(story.hosted.comments).toHaveLength(1);
    expect(
      story.hosted.comments[0]?.body.split('\n').filter((line) => line !== '' && !line.startsWith('<!--')),
    ).toHaveLength(1);
  });

  it('of a fork fails the job instead, with annotations in its log', async () => {
    story.propose('code', code);
    const pull = Object.assign(story.pullOf('code'), { isFork: true });
    const ran = await run(pull, { token: 'fork' });
    expect(ran.code).toBe(1);
    expect(ran.outputs.verdict).toBe('wait');
    expect(ran.log).toContain('::warning ');
    expect(ran.log).toContain('src/users.ts');
    expect(ran.summary).toContain('Lanekeeper: wait');
    expect(story.hosted.statuses).toEqual([]);
    expect(story.hosted.comments).toEqual([]);
  });

  it('T13: does not take a planted marker for its own comment', async () => {
    story.propose('code', code);
    const pull = story.pullOf('code');
    story.hosted.comments.push({
      ...{ id: 1, issue: pull.number, author: { login: 'mallory', type: 'User' as const } },
      ...{ body: '<!-- lanekeeper -->\nall is well', createdAt: story.now, updatedAt: story.now },
    });
    await run(pull);
    expect(story.hosted.comments).toHaveLength(2);
    expect(story.hosted.comments[0]?.body).toBe('<!-- lanekeeper -->\nall is well');
  });
});

describe('a failure of the API', () => {
  const KINDS = [
    { name: '403', status: 403 },
    { name: '404', status: 404 },
    { name: '409', status: 409 },
    { name: '422', status: 422 },
    { name: '429', status: 429, headers: { 'retry-after': '3600' } },
    { name: '500', status: 500 },
    { name: '503', status: 503 },
    { name: 'a cut connection', kind: 'cut' as const },
    { name: 'half an answer', kind: 'half' as const },
    { name: 'truncated JSON', kind: 'truncated' as const },
  ];
  const CALLS = ['GraphQL PullRequest', '/compare/', 'GraphQL Objects', '/check-runs', '/statuses/'];

  // Each kind at each call is held in process: see failures.test.ts. Here, that it reaches the job.
  it.each(KINDS.map((kind, at) => [kind.name, CALLS[at % CALLS.length] ?? '', kind] as const))(
    '%s to %s never passes',
    async (_, route, { name: _name, ...kind }) => {
      story.propose('docs', { 'README.md': 'a better shop\n' });
      double.fail({ route, ...kind });
      const ran = await run(story.pullOf('docs'));
      expect(ran.outputs.verdict, ran.log).not.toBe('pass');
      expect(ran.code, ran.log).toBe(1);
      expect(ran.log.length).toBeGreaterThan(0);
      expect(story.hosted.statuses.filter(({ state }) => state === 'success')).toEqual([]);
    },
  );
});
