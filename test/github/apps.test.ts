/** The double's Apps against the client that Probot itself brings: who may ask, for how long, and for what. */
import { createSign } from 'node:crypto';
import { ProbotOctokit } from 'probot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, type Installation, newKeyPair } from './apps.ts';
import { type GithubDouble, startGithub } from './double.ts';
import { HostedStory, REPOSITORY } from './over-github.ts';

const [OWNER = '', REPO = ''] = REPOSITORY.split('/');

let double: GithubDouble;
let app: App;
let installation: Installation;

beforeAll(async () => {
  double = await startGithub();
  const story = new HostedStory('2026-09-01T09:00:00Z', double);
  story.commit('start', { 'README.md': 'a shop\n' });
  const other = new HostedStory('2026-09-01T09:00:00Z', double);
  other.commit('start', { 'README.md': 'another\n' });
  double.host('acme/billing', other.folder);
  double.host('globex/shop', other.folder);
  double.host(REPOSITORY, story.folder);
});

afterAll(async () => {
  await double.stop();
});

beforeEach(() => {
  double.apps.clock = () => Date.now();
  app = double.apps.register('lanekeeper', { permissions: { contents: 'read', statuses: 'write' } });
  installation = double.apps.install(app, OWNER);
});

const client = (installationId?: number, privateKey = app.privateKey) =>
  new ProbotOctokit({
    auth: { appId: app.id, privateKey, ...(installationId !== undefined && { installationId }) },
    baseUrl: double.url,
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(claims: Record<string, unknown>, pem = app.privateKey): string {
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(pem, 'base64url')}`;
}

async function ask(path: string, token: string, init: RequestInit = {}) {
  const headers = { authorization: `bearer ${token}` };
  const response = await fetch(`${double.url}${path}`, { ...init, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const buy = async (asked: Record<string, unknown> = {}, id = installation.id) => {
  const now = Math.floor(Date.now() / 1000);
  const token = signed({ iat: now, exp: now + 300, iss: app.id });
  const init = { method: 'POST', body: JSON.stringify(asked) };
  return await ask(`/app/installations/${id}/access_tokens`, token, init);
};

describe('an App', () => {
  it('is known by its signature, and finds its installation', async () => {
    const own = client();
    expect((await own.request('GET /app')).data).toMatchObject({ id: app.id, slug: 'lanekeeper' });
    const { data } = await own.request('GET /repos/{owner}/{repo}/installation', {
      owner: OWNER,
      repo: REPO,
    });
    expect(data.id).toBe(installation.id);
    const foreign = own.request('GET /repos/{owner}/{repo}/installation', { owner: 'globex', repo: REPO });
    await expect(foreign).rejects.toMatchObject({ status: 404 });
  });

  it('buys a token of an installation, with which it acts in its own name', async () => {
    const octokit = client(installation.id);
    const { data } = await octokit.request('GET /installation/repositories');
    expect(data.repositories.map(({ full_name }) => full_name).sort()).toEqual(['acme/billing', REPOSITORY]);
    const hosted = double.repositories.get(REPOSITORY);
    await octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...{ owner: OWNER, repo: REPO, sha: hosted?.commit('main') ?? '' },
      ...{ state: 'success', context: 'a' },
    });
    expect(hosted?.statuses.at(-1)?.creator.login).toBe('lanekeeper[bot]');
  });

  it('may not do what was not granted, and is told what would be needed', async () => {
    const asked = client(installation.id).request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      ...{ owner: OWNER, repo: REPO, pull_number: 1 },
    });
    const header = { 'x-accepted-github-permissions': 'pull_requests=read' };
    await expect(asked).rejects.toMatchObject({ status: 403, response: { headers: header } });
  });

  it('is nobody with another key', async () => {
    await expect(client(undefined, newKeyPair().pem).request('GET /app')).rejects.toMatchObject({
      status: 401,
    });
  });
});

describe('a JSON Web Token', () => {
  it.each([
    ['that has run out', (now: number) => ({ iat: now - 700, exp: now - 100 })],
    ['that holds for an hour', (now: number) => ({ iat: now, exp: now + 3600 })],
    ['of the future', (now: number) => ({ iat: now + 300, exp: now + 600 })],
    ['without times', () => ({})],
    ['of nobody', (now: number) => ({ iat: now, exp: now + 300, iss: 1 })],
  ])('%s is refused', async (_, claimsAt) => {
    const claims = { iss: app.id, ...claimsAt(Math.floor(Date.now() / 1000)) };
    expect((await ask('/app', signed(claims))).status).toBe(401);
  });

  it('is no token of an installation', async () => {
    const now = Math.floor(Date.now() / 1000);
    const token = signed({ iat: now, exp: now + 300, iss: app.id });
    expect((await ask(`/repos/${REPOSITORY}/git/trees/main`, token)).status).toBe(401);
    expect((await ask('/app', 'no.jwt.at-all')).status).toBe(401);
  });
});

describe('a token of an installation', () => {
  const tree = async (token: string, repository = REPOSITORY) =>
    (await ask(`/repos/${repository}/git/trees/main`, token)).status;

  it('holds for an hour, and then no longer', async () => {
    const token = String((await buy()).body.token);
    expect(await tree(token)).toBe(200);
    double.apps.clock = () => Date.now() + 3_601_000;
    expect(await tree(token)).toBe(401);
  });

  it('sees its own repositories alone', async () => {
    const token = String((await buy({ repositories: ['billing'] })).body.token);
    expect(await tree(token, 'acme/billing')).toBe(200);
    expect(await tree(token)).toBe(404);
    expect(await tree(token, 'globex/shop')).toBe(404);
  });

  it('is for no more than was granted', async () => {
    installation.repositories = [REPOSITORY];
    expect((await buy({ repositories: ['billing'] })).status).toBe(422);
    expect((await buy({ permissions: { statuses: 'read' } })).status).toBe(201);
    expect((await buy({ permissions: { contents: 'write' } })).status).toBe(422);
    expect((await buy({ permissions: { checks: 'read' } })).status).toBe(422);
  });

  it('ends with its installation', async () => {
    const token = String((await buy()).body.token);
    installation.suspended = true;
    expect(await tree(token)).toBe(401);
    expect((await buy()).status).toBe(403);
    expect((await buy({}, 1)).status).toBe(404);
  });
});
