/** What the double tells an App: as GitHub's schemas have it, signed, and again when it is asked for. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ProbotOctokit } from 'probot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { App } from './apps.ts';
import { type GithubDouble, startGithub } from './double.ts';
import { HostedStory } from './over-github.ts';

const EVENTS: [string, string | null][] = [
  ...['opened', 'synchronize', 'reopened', 'closed', 'labeled', 'ready_for_review'].map(
    (action): [string, string] => ['pull_request', action],
  ),
  ...['created', 'rerequested', 'requested_action'].map((action): [string, string] => ['check_run', action]),
  ...['requested', 'rerequested'].map((action): [string, string] => ['check_suite', action]),
  ...['created', 'edited'].map((action): [string, string] => ['issue_comment', action]),
  ...[
    ['merge_group', 'checks_requested'],
    ['deployment_status', 'created'],
    ['deployment_protection_rule', 'requested'],
    ['workflow_run', 'completed'],
    ['installation', 'created'],
    ['installation_repositories', 'added'],
  ].map(([event = '', action = '']): [string, string] => [event, action]),
  ['push', null],
  ['status', null],
];

let double: GithubDouble;
let story: HostedStory;
let server: Server;
let app: App;
let taken: { headers: IncomingMessage['headers']; body: string }[] = [];
let told: (() => void)[] = [];
let answer = 202;

beforeAll(async () => {
  double = await startGithub();
  story = new HostedStory('2026-09-01T09:00:00Z', double);
  story.commit('start', { 'README.md': 'a shop\n' });
  server = createServer(async (request, response) => {
    taken.push({ headers: request.headers, body: await text(request) });
    response.writeHead(answer).end();
    for (const tell of told) tell();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  app = double.apps.register('lanekeeper', { events: EVENTS.map(([event]) => event) });
  double.apps.install(app, 'acme');
  double.webhooks.hook(app, `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await double.stop();
});

beforeEach(() => {
  taken = [];
  told = [];
  answer = 202;
});

it.each(EVENTS)('%s %s is as GitHub describes it, and signed', async (event, action) => {
  const [sent] = await double.webhooks.emit(story.hosted, event, action);
  expect(sent?.delivery.status).toBe(202);
  const [{ headers, body } = { headers: {}, body: '' }] = taken;
  const signature = createHmac('sha256', app.webhookSecret).update(body).digest('hex');
  expect(headers).toMatchObject({ 'x-github-event': event, 'x-hub-signature-256': `sha256=${signature}` });
  const { repository, installation } = JSON.parse(body) as { repository?: unknown; installation: unknown };
  expect(installation).toMatchObject({ id: sent?.installation.id });
  if (!event.startsWith('installation')) expect(repository).toMatchObject({ full_name: 'acme/shop' });
});

it('says what is so here over the example, and nothing that GitHub would not', async () => {
  const head = story.hosted.commit('main');
  await double.webhooks.emit(story.hosted, 'pull_request', 'synchronize', {
    number: 12,
    pull_request: { number: 12, head: { sha: head } },
  });
  expect(JSON.parse(taken[0]?.body ?? '')).toMatchObject({
    pull_request: { number: 12, head: { sha: head } },
  });
  const wrong = double.webhooks.emit(story.hosted, 'pull_request', 'synchronize', { number: 'twelve' });
  await expect(wrong).rejects.toThrow('is not as GitHub describes it: /number');
});

it('tells nobody who does not listen, and nobody who is suspended', async () => {
  const other = double.apps.register('deaf', { events: ['push'] });
  const installed = double.apps.install(other, 'acme');
  const hears = async (event: string, action: string | null): Promise<string[]> =>
    (await double.webhooks.emit(story.hosted, event, action)).map(({ installation: to }) => to.app.slug);
  expect(await hears('issue_comment', 'created')).toEqual(['lanekeeper']);
  expect(await hears('push', null)).toEqual(['lanekeeper', 'deaf']);
  installed.suspended = true;
  expect(await hears('push', null)).toEqual(['lanekeeper']);
});

it('a delivery that failed is listed, and delivered again under its name when the App asks', async () => {
  answer = 500;
  const [sent] = await double.webhooks.emit(story.hosted, 'push', null);
  const failed = sent?.delivery;
  answer = 202;
  const octokit = new ProbotOctokit({
    ...{ auth: { appId: app.id, privateKey: app.privateKey }, baseUrl: double.url },
    ...{ throttle: { enabled: false }, retry: { enabled: false } },
  });
  const { data } = await octokit.request('GET /app/hook/deliveries');
  expect(data[0]).toMatchObject({ id: failed?.id, guid: failed?.guid, status_code: 500, redelivery: false });
  const again = new Promise<void>((resolve) => told.push(resolve));
  await octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: failed?.id ?? 0 });
  await again;
  expect(taken.map(({ headers }) => headers['x-github-delivery'])).toEqual([failed?.guid, failed?.guid]);
});
