/** The doctor as a command of the built action: through the API alone, by a token as a workflow has it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';
import { type Ran, runAction } from './run-action.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments: [{ name: production, deployments: { creators: ["deployer[bot]"] } }]
approval: { approvers: ["@octocat"] }
`;

let double: GithubDouble;
let story: HostedStory;

beforeAll(async () => {
  double = await startGithub();
  const permissions = { contents: 'read', actions: 'read', metadata: 'read' } as const;
  double.token('admin', 'octocat', { permissions: { ...permissions, administration: 'read' } });
  double.token('secret', 'github-actions[bot]', { permissions });
  double.token('small', 'github-actions[bot]', { permissions: { contents: 'read' } });
});

afterAll(async () => {
  await double.stop();
});

beforeEach(() => {
  story = new HostedStory('2026-09-01T09:00:00Z', double);
  story.commit('start', {
    'lanekeeper.yml': MANIFEST,
    '.github/CODEOWNERS': '* @acme/all\n',
    '.github/workflows/contract-approval.yml': 'name: contract approval\n',
  });
});

function seal(): void {
  const check = { context: 'lanekeeper: main', integration_id: 4711 };
  const reviews = { dismiss_stale_reviews_on_push: true, require_code_owner_review: true };
  story.hosted.rules.push(
    {
      type: 'required_status_checks',
      parameters: { strict_required_status_checks_policy: false, required_status_checks: [check] },
    },
    {
      type: 'pull_request',
      parameters: {
        ...{ ...reviews, require_last_push_approval: true, required_approving_review_count: 1 },
        required_review_thread_resolution: false,
      },
    },
  );
  story.hosted.environments.set('contract-approval', {
    ...{ reviewers: ['octocat'], preventSelfReview: true, protectedBranches: true, adminsBypass: false },
  });
}

const doctor = (token = 'secret'): Promise<Ran> =>
  runAction(double, REPOSITORY, {
    ...{ event: 'workflow_dispatch', payload: {}, inputs: { command: 'doctor' }, token },
  });

const statusOf = (ran: Ran, rule: string) => ran.report?.findings.find((one) => one.rule === rule)?.status;

describe('the doctor', () => {
  it('passes a gate that is real, and says what could be better', async () => {
    seal();
    const ran = await doctor();
    expect([ran.code, ran.outputs.verdict], ran.log).toEqual([0, 'pass']);
    expect(statusOf(ran, 'status-bound')).toBe('ok');
    expect(statusOf(ran, 'telemetry')).toBe('warn');
    expect(ran.log).toContain('only App 4711 may set it');
    expect(ran.summary).toContain('telemetry');
    expect(double.requests.filter(({ method, route }) => method !== 'GET' && !/GraphQL/.test(route))).toEqual(
      [],
    );
  });

  it('fails where nothing requires the status', async () => {
    const ran = await doctor('admin');
    expect([ran.code, ran.outputs.verdict], ran.log).toEqual([1, 'block']);
    expect(statusOf(ran, 'status-required')).toBe('block');
    expect(ran.log).toContain('Require the status "lanekeeper: main" in a ruleset of main.');
  });

  it('takes nothing for fine that its token may not look at', async () => {
    seal();
    const ran = await doctor('small');
    expect([ran.code, ran.outputs.verdict], ran.log).toEqual([1, 'error']);
    expect(statusOf(ran, 'approval-environment')).toBe('error');
    expect(ran.log).toContain('actions=read');
  });

  it('does not know that nothing does where it may not read how the branch is protected', async () => {
    const ran = await doctor();
    expect([ran.code, ran.outputs.verdict], ran.log).toEqual([1, 'error']);
    expect(ran.log).toContain('administration=read');
  });

  it('says where there is no manifest', async () => {
    story.commit('none', { 'lanekeeper.yml': null });
    const ran = await doctor();
    expect([ran.code, ran.outputs.verdict], ran.log).toEqual([1, 'error']);
    expect(ran.log).toContain('there is no manifest on the default branch');
  });
});
