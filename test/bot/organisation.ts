/** An organisation on the double with the App installed, a bot that serves it, and webhooks signed as GitHub signs them. */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Settings } from '../../src/bot/settings.ts';
import { type Running, startBot } from '../../src/bot.ts';
import { fullRepository } from '../github/app-bodies.ts';
import type { App, Installation, Permissions } from '../github/apps.ts';
import { checkRunBody, simpleUser } from '../github/bodies.ts';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';
import { type Pull, user } from '../github/state.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface AppFile {
  default_permissions: Permissions;
  default_events: string[];
}

/** What app.yml asks for, and nothing else, is what the App may do here. */
export const appFile = (): AppFile => parse(readFileSync(join(ROOT, 'app.yml'), 'utf8')) as AppFile;

export const SECRET = 'a secret of more than twenty characters';

export class Organisation {
  readonly double: GithubDouble;
  readonly app: App;
  readonly installation: Installation;
  running: Running | null = null;

  constructor(double: GithubDouble) {
    this.double = double;
    const { default_permissions: permissions, default_events: events } = appFile();
    this.app = double.apps.register('lanekeeper', { permissions, events, webhookSecret: SECRET });
    this.installation = double.apps.install(this.app, 'acme');
  }

  settings(more: Partial<Settings> = {}): Settings {
    return {
      app: this.app.id,
      privateKey: this.app.privateKey,
      secret: SECRET,
      baseUrl: this.double.url,
      serverUrl: 'https://github.test',
      host: '127.0.0.1',
      port: 0,
      redis: null,
      state: null,
      board: null,
      every: 3_600_000,
      width: 4,
      logLevel: (process.env.BOT_LOG ?? 'fatal') as 'fatal',
      ...more,
    };
  }

  async start(more: Partial<Settings> = {}): Promise<Running> {
    this.running = await startBot(this.settings(more));
    await this.running.bot.caughtUp();
    return this.running;
  }

  /** Sends a webhook; the answer's status. */
  async deliver(
    name: string,
    payload: object,
    more: { id?: string; signature?: string } = {},
  ): Promise<number> {
    const body = JSON.stringify({ ...payload, installation: { id: this.installation.id, node_id: 'I_1' } });
    const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
    const response = await fetch(`http://127.0.0.1:${this.running?.port}/api/github/webhooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': name,
        'x-github-delivery': more.id ?? randomUUID(),
        'x-hub-signature-256': more.signature ?? signature,
      },
      body,
    });
    return response.status;
  }

  /** Until nothing waits and nothing is being decided. */
  async settled(): Promise<void> {
    const end = Date.now() + 8_000;
    for (let quiet = 0; quiet < 2; ) {
      if (Date.now() > end) throw new Error('it did not settle');
      quiet = (await this.running?.bot.depth()) === 0 ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = null;
  }
}

export const openOrganisation = async (): Promise<Organisation> => new Organisation(await startGithub());

/** A repository of the organisation, told as a story. */
export function storyIn(organisation: Organisation, now = new Date().toISOString()): HostedStory {
  return new HostedStory(now, organisation.double);
}

const about = (story: HostedStory, by: string) => ({
  repository: fullRepository(story.hosted),
  sender: simpleUser(user(by)),
});

export const pullEvent = (story: HostedStory, action: string, pull: Pull, by = pull.pusher.login) => ({
  ...about(story, by),
  action,
  number: pull.number,
  pull_request: {
    number: pull.number,
    merged: pull.state === 'MERGED',
    base: { ref: pull.baseRef },
    head: { sha: pull.head, ref: pull.headRef },
  },
});

export function commentEvent(story: HostedStory, pull: Pull, body: string, by: string, action = 'created') {
  const id = story.hosted.nextId();
  const at = story.hosted.now();
  story.hosted.comments.push({
    id,
    issue: pull.number,
    author: user(by),
    body,
    createdAt: at,
    updatedAt: at,
  });
  return {
    ...about(story, by),
    action,
    issue: { number: pull.number, pull_request: { url: 'https://api.github.test' } },
    comment: { id, body, user: simpleUser(user(by)), created_at: at },
  };
}

export function buttonEvent(story: HostedStory, identifier: string, by: string) {
  const run = story.hosted.checkRuns.findLast(({ body }) => body.name === 'lanekeeper report');
  if (!run) throw new Error('there is no report');
  const check_run = { ...checkRunBody(story.hosted, run), app: { id: run.app } };
  return { ...about(story, by), action: 'requested_action', requested_action: { identifier }, check_run };
}

export const statusEvent = (story: HostedStory, sha: string, state: string, by: string) => ({
  ...about(story, by),
  sha,
  state,
  context: 'lanekeeper: main',
});

export const gateEvent = (story: HostedStory, run: number, environment: string, commit: string) => ({
  ...about(story, 'hubot'),
  action: 'requested',
  environment,
  deployment: { sha: commit },
  deployment_callback_url: `https://api.github.test/repos/${REPOSITORY}/actions/runs/${run}/deployment_protection_rule`,
});

export const deploymentEvent = (story: HostedStory, state: string) => ({
  ...about(story, 'github-actions[bot]'),
  action: 'created',
  deployment_status: { state },
});

/** Our status on a head, as it stands; null: none. */
export function gateOf(story: HostedStory, head: string, context = 'lanekeeper: main') {
  const last = story.hosted.statuses.findLast((one) => one.sha === head && one.context === context);
  return last ? { state: last.state, description: last.description, by: last.creator.login } : null;
}
