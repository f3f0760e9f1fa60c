/** A story whose repository GitHub hosts: each question is put to the local engine and to the one that reads through the API. */
import { getOctokit } from '@actions/github';
import { check } from '../../src/check.ts';
import { Story, type StoryEvidence } from '../../src/commands/demo/story.ts';
import { nameApprovalRun } from '../../src/github/approval-run.ts';
import { type ClientOptions, githubOver } from '../../src/github/client.ts';
import { fetchOverHttp } from '../../src/github/fetch-over-http.ts';
import type { Decision } from '../../src/model.ts';
import { parseEvidence } from '../../src/read/evidence-file.ts';
import { openGithubWorld } from '../../src/world/github.ts';
import type { GithubDouble } from './double.ts';
import { type Hosted, type Pull, user } from './state.ts';

export const REPOSITORY = 'acme/shop';

export function clientOf(double: GithubDouble, token = 'secret', options: ClientOptions = {}) {
  return githubOver(getOctokit(token, { baseUrl: double.url, request: { fetch: fetchOverHttp } }), {
    pause: async () => {},
    fetch: fetchOverHttp as unknown as typeof fetch,
    ...options,
  });
}

export class HostedStory extends Story {
  readonly double: GithubDouble;
  readonly hosted: Hosted;
  /** Requests of each decision over the API. */
  readonly costs: number[] = [];
  readonly pairs: { local: Decision; github: Decision }[] = [];

  constructor(now: string, double: GithubDouble, name = REPOSITORY) {
    super(now);
    this.double = double;
    this.hosted = double.host(name, this.folder);
  }

  /** What GitHub would have recorded of what the story tells. */
  mirror(): void {
    this.double.now = this.now;
    this.hosted.deployments.length = 0;
    for (const { environment, commit, state, at } of this.evidence.deployments) {
      this.double.now = at;
      this.hosted.deploy(environment, commit, state.toUpperCase());
    }
    this.double.now = this.now;
  }

  pullOf(branch: string): Pull {
    const known = this.hosted.pulls.find(({ headRef }) => headRef === branch);
    if (known) known.head = this.hosted.commit(branch);
    return known ?? this.hosted.openPull(branch, { author: user('hubot'), pusher: user('hubot') });
  }

  /** The digest of a change's content in a pull request, as the approval workflow would tell it. */
  async digestOf(branch: string, change: string): Promise<string> {
    const world = this.open(this.pullOf(branch).number, {});
    await check(world);
    const [answered] = await world.answer([{ ask: 'approvals', change }]);
    if (answered?.answer.state !== 'known') throw new Error('the content has no digest');
    return (answered.answer.value as { digest: string }).digest;
  }

  private open(number: number, evidence: Partial<StoryEvidence>) {
    const { deployments: _, approvals: __, teams: ___, pull_request: ____, ...others } = evidence;
    return openGithubWorld({
      github: clientOf(this.double),
      repository: this.hosted.name,
      subject: { kind: 'pull_request', number },
      manifest: null,
      now: Date.parse(this.now),
      baseRef: 'main',
      head: this.hosted.pulls.find((pull) => pull.number === number)?.head ?? '',
      evidence: parseEvidence(JSON.stringify(others), 'evidence.json'),
    });
  }

  /** The same on GitHub: somebody dispatches the approval workflow. */
  async mirrorApprovals(branch: string): Promise<void> {
    this.hosted.runs.length = 0;
    for (const { change, head, by, at } of this.evidence.approvals) {
      if (head !== this.hosted.commit(branch)) continue;
      const digest = await this.digestOf(branch, change);
      this.double.now = at;
      const pull = this.pullOf(branch).number;
      this.hosted.dispatch(nameApprovalRun({ kind: 'approve', change, pull, digest, reason: null }), by);
    }
    this.double.now = this.now;
    for (const [team, members] of Object.entries(this.evidence.teams))
      this.double.teams.set(team.replace(/^@/, ''), members);
  }

  override async check(
    branch: string,
    evidence: Partial<StoryEvidence> | null = this.evidence,
  ): Promise<Decision> {
    const local = await super.check(branch, evidence);
    if (evidence === null) return local;
    this.mirror();
    const pull = this.pullOf(branch);
    await this.mirrorApprovals(branch);
    this.double.requests.length = 0;
    const world = this.open(pull.number, evidence);
    const github = await check(world);
    this.costs.push(this.double.requests.length);
    this.pairs.push({ local, github });
    return local;
  }
}
