/** What GitHub allows in a while, met by the client that asks it: what is kept costs nothing, and what is over says until when. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GithubDouble, startGithub } from './double.ts';
import { clientOf, HostedStory, REPOSITORY } from './over-github.ts';

const [owner = '', repo = ''] = REPOSITORY.split('/');
const TREE = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';

let double: GithubDouble;
let story: HostedStory;

beforeAll(async () => {
  double = await startGithub();
  story = new HostedStory('2026-09-01T09:00:00Z', double);
  story.commit('start', { 'README.md': 'a shop\n' });
});

afterAll(async () => {
  await double.stop();
});

let count = 0;
let token = '';

beforeEach(() => {
  count += 1;
  token = double.token(`secret-${count}`, 'github-actions[bot]');
  double.limits.hourly = Number.POSITIVE_INFINITY;
  double.limits.writesPerMinute = Number.POSITIVE_INFINITY;
  double.limits.clock = () => Date.now();
  double.requests.length = 0;
});

const tree = { owner, repo, tree_sha: 'main' };
const status = (description: string) => ({
  ...{ owner, repo, sha: story.hosted.commit('main'), state: 'pending', context: 'a', description },
});
const post = 'POST /repos/{owner}/{repo}/statuses/{sha}';

describe('an hour has so many calls', () => {
  it('of which one that finds nothing new is none', async () => {
    double.limits.hourly = 2;
    const github = clientOf(double, token);
    const first = await github.request(TREE, tree);
    for (let again = 0; again < 5; again += 1)
      expect((await github.request(TREE, tree)).data).toEqual(first.data);
    expect(double.requests.map(({ status: told }) => told)).toEqual([200, 304, 304, 304, 304, 304]);
  });

  it('and the one too many says when it may be asked', async () => {
    double.limits.hourly = 1;
    const github = clientOf(double, token);
    await github.request(post, status('one'));
    const over = github.request(post, status('two'));
    await expect(over).rejects.toMatchObject({
      trouble: 'limited',
      next: expect.stringContaining('asked again at 20'),
    });
    const query = github.graphql('query DefaultBranch { viewer { login } }');
    await expect(query).rejects.toMatchObject({ trouble: 'limited' });
    double.limits.clock = () => Date.now() + 3_601_000;
    expect((await github.request(post, status('two'))).status).toBe(201);
  });
});

it('a minute has so many writes, after which one waits as long as is said', async () => {
  double.limits.writesPerMinute = 1;
  let later = 0;
  double.limits.clock = () => Date.now() + later;
  const paused: number[] = [];
  const github = clientOf(double, token, {
    callLimit: 3_600_000,
    pause: async (milliseconds) => {
      paused.push(milliseconds);
      later += 60_001;
    },
  });
  await github.request(post, status('one'));
  expect((await github.request(post, status('two'))).status).toBe(201);
  expect(paused).toHaveLength(1);
  expect(paused[0]).toBeGreaterThan(0);
});
