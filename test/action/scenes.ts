/** What the action is run for, each scene with a repository of its own, played in process as often as a test likes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEvent } from '../../src/action/event.ts';
import { readInputs } from '../../src/action/inputs.ts';
import { type Outcome, runAction } from '../../src/action/run.ts';
import { Story } from '../../src/commands/demo/story.ts';
import { nameApprovalRun } from '../../src/github/approval-run.ts';
import type { ClientOptions } from '../../src/github/client.ts';
import type { GithubDouble } from '../github/double.ts';
import { clientOf, HostedStory } from '../github/over-github.ts';
import type { Pull } from '../github/state.ts';

const DAY = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: log }
telemetry:
  log: { type: file, path: telemetry.json, sources: [pg], max_age: 1d }
code: { exclude: [telemetry.json] }
environments: [{ name: staging }, { name: production }]
approval: { approvers: ["@acme/dba"] }
consumers: [{ repository: acme/billing }]
changes:
  drop-legacy: { removes: [users.legacy] }
  nickname: { adds: [users.nickname] }
`;

/** Nobody used users.legacy, as far as anybody could. */
function quiet(): string {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const none = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };
  const source = {
    ...{ id: 'pg', kind: 'postgresql-log', required: true, from: ago(60), to: until, gaps: [] },
    ...{ sampling: { mode: 'full', rate: 1 }, statements: 1000, unparsed: 0 },
  };
  const use = {
    ...{ object: 'users.legacy', state: 'zero', reads: none, writes: none, ignored: 0 },
    ...{ first_seen: null, last_seen: null, by: [], samples: [] },
  };
  const answer = {
    ...{ protocol: '1', generated_at: new Date(Date.now() + 3_700_000).toISOString() },
    ...{ window: { from: ago(20), to: until }, coverage: { sources: [source], missing: [] }, usage: [use] },
  };
  return JSON.stringify([answer]);
}

const USERS = "export const users = 'SELECT id FROM users';\n";
const DROP = {
  'db/migrations/0002_drop.sql': "SET lock_timeout = '5s';\nALTER TABLE users DROP COLUMN legacy;\n",
};

export interface Played {
  outcome: Outcome;
  /** Whether the job would fail. */
  fails: boolean;
}

export interface PlayOptions {
  env?: Record<string, string>;
  client?: ClientOptions;
  token?: string;
}

/** One repository with the code that it is about, deployed long ago and everywhere. */
export class Scene {
  readonly story: HostedStory;
  readonly #others: Story[] = [];
  readonly #double: GithubDouble;

  constructor(double: GithubDouble, name: string) {
    this.#double = double;
    this.story = new HostedStory(ago(30), double, name);
    this.story.commit('start', {
      'lanekeeper.yml': MANIFEST.replace('acme/billing', `${name}-billing`),
      'telemetry.json': quiet(),
      'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, legacy text);\n',
      'src/users.ts': USERS,
    });
    const consumer = new Story(ago(40));
    consumer.commit('billing', { 'src/users.ts': USERS });
    this.#others.push(consumer);
    const billing = double.host(`${name}-billing`, consumer.folder);
    double.now = ago(39);
    for (const environment of ['staging', 'production']) billing.deploy(environment, 'main');
    for (const [index, environment] of ['staging', 'production'].entries()) {
      this.story.now = ago(20 - index);
      this.story.deploy(environment);
    }
    this.story.now = new Date().toISOString();
    this.story.mirror();
    double.now = this.story.now;
  }

  get pulls(): Pull[] {
    return this.story.hosted.pulls;
  }

  propose(branch: string, files: Record<string, string | null>): Pull {
    this.story.propose(branch, files);
    return this.story.pullOf(branch);
  }

  proposeDrop(): Pull {
    return this.propose('drop', DROP);
  }

  async approve(branch: string): Promise<string> {
    const digest = await this.story.digestOf(branch, 'drop-legacy');
    const pull = this.story.pullOf(branch).number;
    const name = { kind: 'approve' as const, change: 'drop-legacy', pull, digest, reason: null };
    this.story.hosted.dispatch(nameApprovalRun(name), 'octocat');
    return digest;
  }

  /** Plays it: an event, its payload, inputs and what else a runner sets. */
  async play(
    event: string,
    payload: unknown,
    inputs: Record<string, string> = {},
    { env = {}, client = {}, token = 'secret' }: PlayOptions = {},
  ): Promise<Played> {
    const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-scene-'));
    const path = join(folder, 'event.json');
    writeFileSync(path, JSON.stringify(payload));
    const given = Object.entries({ token: 'secret', ...inputs });
    const all = {
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...{ GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: this.story.hosted.name },
      ...{ GITHUB_SERVER_URL: 'https://github.test', GITHUB_RUN_ID: '77', GITHUB_ACTOR: 'octocat' },
      ...env,
    };
    const github = clientOf(this.#double, token, client);
    const begun = { github, another: async () => github, told: null };
    const outcome = await runAction(begun, readInputs(all), readEvent(all));
    rmSync(folder, { recursive: true });
    return { outcome, fails: outcome.failOn.includes(outcome.decision.verdict.word) };
  }

  remove(): void {
    this.story.remove();
    for (const other of this.#others) other.remove();
  }
}

export const pullPayload = ({ number, head, baseRef }: Pull) => ({
  action: 'synchronize',
  sender: { login: 'hubot' },
  pull_request: { number, base: { ref: baseRef }, head: { sha: head } },
});
