/**
 * The whole life of the split of users.name through the built action, as a runner runs it: each scene of the demo, at its own
 * time, over the double, with telemetry and flags asked over HTTP, the approval by a dispatched run and the rollback refused.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswersFromFile } from '../../src/commands/demo/answers-from-file.ts';
import { type Scene, scenes } from '../../src/commands/demo/scenes.ts';
import type { StoryEvidence } from '../../src/commands/demo/story.ts';
import type { Reads, Telemetry } from '../../src/commands/demo/telemetry.ts';
import { nameApprovalRun } from '../../src/github/approval-run.ts';
import type { Decision } from '../../src/model.ts';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';
import { type Ran, runAction } from './run-action.ts';

const ENVIRONMENTS = ['staging', 'production'];

interface Row {
  environment?: string;
  key?: string;
  enabled?: number;
}

/** What the story's evidence says, told by servers. */
class ToldOverHttp implements Telemetry {
  readonly manifest: { ofDatabase: string; telemetry: string };
  readonly #rows: StoryEvidence;
  readonly #kept: AnswersFromFile;

  constructor(url: string, rows: StoryEvidence) {
    const logs = ENVIRONMENTS.map(
      (name) => `  ${name}-queries: { type: query-log, url: "${url}/${name}", sources: [pg-primary] }\n`,
    );
    this.manifest = {
      ofDatabase: `{ ${ENVIRONMENTS.map((name) => `${name}: ${name}-queries`).join(', ')} }`,
      telemetry: `telemetry:\n${logs.join('')}flags: { type: ofrep, url: "${url}" }\n`,
    };
    this.#rows = rows;
    this.#kept = new AnswersFromFile(rows);
  }

  backfill(now: string, state: 'running' | 'complete', done: number): Promise<void> {
    return this.#kept.backfill(now, state, done);
  }

  compare(from: string, to: string): Promise<void> {
    return this.#kept.compare(from, to);
  }

  watch(now: string, reads: Record<string, Reads[]>): Promise<void> {
    return this.#kept.watch(now, reads);
  }

  without<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  rowOf(
    part: 'usage' | 'comparisons' | 'backfills',
    environment: string,
  ): Record<string, unknown> | undefined {
    return (this.#rows[part] as Record<string, unknown>[]).find((row) => row.environment === environment);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const piece of request) text += piece;
  return text === '' ? {} : JSON.parse(text);
}

interface Window {
  from: string;
  to: string;
}

/** An honest source: it answers for the very window that is asked, as it knows it. */
function usageFor(row: Record<string, unknown>, window: Window): unknown {
  const { coverage } = row as { coverage: { sources: Record<string, unknown>[]; missing: string[] } };
  const to = new Date(Date.parse(window.to) - 2000).toISOString();
  const sources = coverage.sources.map((source) => ({ ...source, to }));
  const generated_at = new Date(Date.parse(window.to) + 1000).toISOString();
  return { ...row, window, generated_at, coverage: { ...coverage, sources } };
}

class Outside {
  story: LifeStory | null = null;
  readonly server: Server = createServer((request, response) => void this.#answer(request, response));

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const told = this.#tell(url, await bodyOf(request));
    const type = told === null ? 'application/problem+json' : 'application/json';
    response.writeHead(told === null ? 404 : 200, { 'content-type': type });
    response.end(JSON.stringify(told ?? { type: 'urn:lanekeeper:problem:unknown-comparison', status: 404 }));
  }

  #tell(url: URL, body: Record<string, unknown>): unknown {
    const [, first = '', , kind = ''] = url.pathname.split('/');
    const telemetry = this.story?.http;
    if (first === 'ofrep') {
      const { environment } = (body.context ?? {}) as { environment?: string };
      const flags = (this.story?.evidence.flags ?? []) as Row[];
      const on = flags.some((flag) => flag.environment === environment && flag.enabled === 1);
      return { key: url.pathname.split('/').at(-1), value: on, reason: 'STATIC' };
    }
    const row = (part: 'usage' | 'comparisons' | 'backfills') => telemetry?.rowOf(part, first);
    if (kind === 'usage') {
      const usage = row('usage');
      return usage ? usageFor(usage, body.window as Window) : null;
    }
    if (kind === 'backfills') return row('backfills') ?? null;
    const compared = row('comparisons');
    const window = { from: url.searchParams.get('from'), to: url.searchParams.get('to') };
    return compared ? { ...compared, window } : null;
  }
}

/** Every clock of the process stands at the story's time, and goes on from there. */
const clockAt = (now: string): string => {
  const code = `const gone=Date.now()-${Date.parse(now)};const Real=Date;globalThis.Date=class extends Real{constructor(...a){if(a.length)super(...a);else super(Real.now()-gone)}static now(){return Real.now()-gone}}`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
};

class LifeStory extends HostedStory {
  readonly http: ToldOverHttp;
  override readonly telemetry: Telemetry;
  readonly ran: Ran[] = [];
  #approved: { change: string; by: string }[] = [];

  constructor(now: string, double: GithubDouble, url: string) {
    super(now, double);
    this.http = new ToldOverHttp(url, this.evidence);
    this.telemetry = this.http;
  }

  async run(
    event: string,
    payload: unknown,
    inputs: Record<string, string>,
    env: Record<string, string> = {},
  ): Promise<Ran> {
    const ran = await runAction(this.double, REPOSITORY, {
      ...{ event, payload, inputs },
      env: { NODE_OPTIONS: clockAt(this.now), ...env },
    });
    this.ran.push(ran);
    return ran;
  }

  override approve(change: string, by: string, ref: string): void {
    super.approve(change, by, ref);
    this.#approved.push({ change, by });
  }

  /** As a person does it: the digest is copied from the comment into the workflow's form. */
  async #dispatchApprovals(number: number): Promise<void> {
    for (const { change, by } of this.#approved.splice(0)) {
      const comment = this.hosted.comments.findLast(({ issue }) => issue === number)?.body ?? '';
      const digest = /digest `?([0-9a-f]{64})/.exec(comment)?.[1] ?? '';
      const title = nameApprovalRun({ kind: 'approve', change, pull: number, digest, reason: null });
      const run = this.hosted.dispatch(title, by, { conclusion: null });
      const inputs = { command: 'approve', change, 'pull-request': String(number), digest };
      const ran = await this.run('workflow_dispatch', { inputs }, inputs, {
        GITHUB_REF: 'refs/heads/main',
        GITHUB_WORKFLOW_REF: `${REPOSITORY}/.github/workflows/contract-approval.yml@refs/heads/main`,
        GITHUB_ACTOR: by,
        GITHUB_TRIGGERING_ACTOR: by,
        GITHUB_RUN_ID: String(run.id),
      });
      run.conclusion = ran.code === 0 ? 'success' : 'failure';
    }
  }

  override async check(
    branch: string,
    evidence: Partial<StoryEvidence> | null = this.evidence,
  ): Promise<Decision> {
    this.mirror();
    this.double.now = this.now;
    for (const [team, members] of Object.entries(this.evidence.teams))
      this.double.teams.set(team.replace(/^@/, ''), members);
    if (evidence === null) this.hosted.deployments.length = 0;
    const pull = this.pullOf(branch);
    await this.#dispatchApprovals(pull.number);
    const { number, head } = pull;
    const payload = {
      action: 'opened',
      sender: { login: 'hubot' },
      pull_request: { number, base: { ref: 'main' }, head: { sha: head } },
    };
    await this.run('pull_request', payload, {});
    return undefined as unknown as Decision;
  }

  override merge(branch: string): string {
    const merged = super.merge(branch);
    const pull = this.hosted.pulls.find(({ headRef }) => headRef === branch);
    if (pull) Object.assign(pull, { state: 'MERGED', mergeCommit: merged });
    return merged;
  }

  override async checkDeploy(environment: string, ref: string): Promise<Decision> {
    this.mirror();
    this.double.now = this.now;
    await this.run('push', {}, { command: 'check-deploy', environment, commit: this.git('rev-parse', ref) });
    return undefined as unknown as Decision;
  }
}

let double: GithubDouble;
let story: LifeStory;
const outside = new Outside();

beforeAll(async () => {
  await new Promise<void>((resolve) => outside.server.listen(0, '127.0.0.1', resolve));
  double = await startGithub();
  double.token('secret', 'github-actions[bot]');
  story = new LifeStory('2026-09-01T09:00:00Z', double, outside.url);
  outside.story = story;
});

afterAll(async () => {
  story.remove();
  outside.server.close();
  await double.stop();
});

const STATES = { pass: 'success', wait: 'pending', block: 'failure', error: 'error' };

/** Without evidence there is nothing to fail at: what nobody has said waits. */
const expectedOf = ({ title, expected }: Scene): string =>
  title.startsWith('The same with every') ? 'wait' : expected;

describe('the split of users.name, through the built action', () => {
  it.each(scenes.map((scene) => [scene.title, scene] as const))('%s', async (_, scene) => {
    const statuses = story.hosted.statuses.length;
    await scene.play(story);
    const ran = story.ran.at(-1);
    expect(ran?.outputs.verdict, ran?.log).toBe(expectedOf(scene));
    if (story.hosted.statuses.length === statuses) return;
    const last = story.hosted.statuses.at(-1);
    expect(last?.state).toBe(STATES[expectedOf(scene) as keyof typeof STATES]);
  });

  it('left one comment on a pull request at the most, and no status that was not ours', () => {
    const issues = story.hosted.comments.map(({ issue }) => issue);
    expect(new Set(issues).size).toBe(issues.length);
    expect(new Set(story.hosted.statuses.map(({ context }) => context))).toEqual(
      new Set(['lanekeeper: main']),
    );
  });
});
