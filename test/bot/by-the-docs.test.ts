/**
 * From `app.yml` to the first verdict as docs/bot.md tells it: the App as the file has it, the built bot as `npm start` runs it
 * with the page's variables, and every webhook as GitHub's published schemas describe it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../github/apps.ts';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory } from '../github/over-github.ts';
import { user } from '../github/state.ts';
import { freePort } from '../storm/bot-process.ts';
import { appFile, gateOf, SECRET } from './organisation.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SCRIPTS = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts as { start: string };
const PAGE = readFileSync(join(ROOT, 'docs', 'bot.md'), 'utf8');
const MANIFEST =
  'version: 1\ndatabases:\n  app: { engine: postgresql, version: 16, migrations: db/migrations }\nenvironments: [{ name: production }]\n';
const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-docs-'));

let double: GithubDouble;
let story: HostedStory;
let app: App;
let bot: ChildProcess;
let address = '';

const until = async (what: () => unknown): Promise<void> => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const answers = (path: string): Promise<number> =>
  fetch(address + path).then(
    ({ status }) => status,
    () => 0,
  );

/** GitHub tells the App of it, and the App takes it. */
async function tell(event: string, action: string | null, said: Record<string, unknown>): Promise<void> {
  const sent = await double.webhooks.emit(story.hosted, event, action, said);
  expect(sent.map(({ delivery }) => delivery.status)).toEqual([200]);
}

async function propose(branch: string, files: Record<string, string>): Promise<string> {
  story.propose(branch, files);
  const { number, head, baseRef, headRef } = story.pullOf(branch);
  const pull = { number, base: { ref: baseRef }, head: { ref: headRef, sha: head } };
  await tell('pull_request', 'opened', { number, pull_request: pull });
  return head;
}

async function say(branch: string, body: string): Promise<void> {
  const { number } = story.pullOf(branch);
  const [id, at] = [story.hosted.nextId(), story.hosted.now()];
  const author = user('octocat');
  const url = `https://github.test/acme/shop/pull/${number}`;
  story.hosted.comments.push({ id, issue: number, author, body, createdAt: at, updatedAt: at });
  await tell('issue_comment', 'created', {
    issue: { number, pull_request: { url, html_url: url, diff_url: url, patch_url: url } },
    comment: { id, body, created_at: at, updated_at: at, user: { login: 'octocat', type: 'User' } },
    sender: { login: 'octocat', type: 'User' },
  });
}

beforeAll(async () => {
  double = await startGithub();
  story = new HostedStory(new Date().toISOString(), double);
  story.commit('start', { 'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint);\n' });
  story.deploy('production');
  const { default_permissions: permissions, default_events: events } = appFile();
  app = double.apps.register('lanekeeper', { permissions, events, webhookSecret: SECRET });
  const [key, port] = [join(folder, 'lanekeeper.private-key.pem'), await freePort()];
  writeFileSync(key, app.privateKey);
  address = `http://127.0.0.1:${port}`;
  const named = {
    ...{ APP_ID: String(app.id), PRIVATE_KEY_PATH: key, WEBHOOK_SECRET: SECRET },
    ...{ HOST: '127.0.0.1', PORT: String(port), GITHUB_API_URL: double.url, LOG_LEVEL: 'error' },
    LANEKEEPER_STATE: join(folder, 'queue.sqlite'),
  };
  for (const name of Object.keys(named)) expect(PAGE).toContain(`\`${name}\``);
  double.webhooks.hook(app, `${address}/api/github/webhooks`);
  expect(PAGE).toContain('/api/github/webhooks');
  const [, ...args] = SCRIPTS.start.split(' ');
  const env = { PATH: process.env.PATH ?? '', HOME: folder, ...named } as NodeJS.ProcessEnv;
  bot = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  await until(async () => (await answers('/ready')) === 200);
});

afterAll(async () => {
  const ended = new Promise((resolve) => bot.once('close', resolve));
  bot.kill('SIGTERM');
  await ended;
  await double.stop();
  story.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('comes to a verdict of each pull request, and answers what is asked', async () => {
  double.apps.install(app, 'acme');
  await tell('installation', 'created', {});
  story.commit('manifest', { 'lanekeeper.yml': MANIFEST });
  story.deploy('production');
  await tell('push', null, { ref: 'refs/heads/main', after: story.hosted.commit('main') });
  const fine = await propose('docs', { 'README.md': 'a shop\n' });
  await until(() => gateOf(story, fine));
  expect(gateOf(story, fine)).toMatchObject({ state: 'success', by: 'lanekeeper[bot]' });
  const bad = await propose('drop', { 'db/migrations/0002_drop.sql': 'DROP TABLE users;\n' });
  await until(() => gateOf(story, bad));
  expect(gateOf(story, bad)).toMatchObject({ state: 'failure' });
  await say('drop', '/lanekeeper declare');
  const said = (): string =>
    story.hosted.comments.find(({ author }) => author.login === 'lanekeeper[bot]')?.body ?? '';
  await until(() => said().includes('For the manifest:'));
  expect(said()).toContain('removes: [users]');
});
