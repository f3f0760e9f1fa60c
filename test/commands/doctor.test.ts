/** The doctor on repositories that GitHub's double hosts: what is real about the gate, and what is only meant. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/doctor/facts.ts';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

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
  double.token('secret', 'octocat');
  double.token('small', 'octocat', { permissions: { contents: 'read' } });
});

afterAll(async () => {
  await double.stop();
});

beforeEach(() => {
  double.heal();
  story = new HostedStory('2026-09-01T09:00:00Z', double);
  story.commit('start', {
    'lanekeeper.yml': MANIFEST,
    '.github/CODEOWNERS':
      '* @acme/all\n/.github/ @acme/platform\nlanekeeper.yml @acme/platform # what is asked\n',
    '.github/workflows/contract-approval.yml': 'name: contract approval\n',
  });
});

/** Everything as the documentation asks for it. */
function seal(): void {
  story.hosted.rules.push(
    {
      type: 'required_status_checks',
      parameters: {
        strict_required_status_checks_policy: false,
        required_status_checks: [{ context: 'lanekeeper: main', integration_id: 4711 }],
      },
    },
    {
      type: 'pull_request',
      parameters: {
        ...{
          dismiss_stale_reviews_on_push: true,
          require_code_owner_review: true,
          require_last_push_approval: true,
        },
        ...{ required_approving_review_count: 1, required_review_thread_resolution: false },
      },
    },
  );
  story.hosted.environments.set('contract-approval', {
    ...{ reviewers: ['octocat'], preventSelfReview: true, protectedBranches: true, adminsBypass: false },
  });
}

async function doctor(
  token = 'secret',
): Promise<{ code: number; told: Record<string, Diagnosis['status']>; text: string }> {
  const args = [CLI, 'doctor', '--repo', story.folder, '--base', 'main', '--repository', REPOSITORY];
  const env = { ...process.env, GITHUB_API_URL: double.url, GITHUB_TOKEN: token };
  const run = async (...more: string[]): Promise<{ code: number; out: string }> => {
    const child = spawn(process.execPath, [...args, ...more], { env });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (out += piece));
    const code = await new Promise<number>((resolve) => child.on('close', (one) => resolve(one ?? -1)));
    return { code, out };
  };
  const { code, out } = await run('--format', 'json');
  const { diagnoses } = JSON.parse(out) as { diagnoses: Diagnosis[] };
  return {
    code,
    told: Object.fromEntries(diagnoses.map(({ check, status }) => [check, status])),
    text: (await run()).out,
  };
}

describe('a sealed gate', () => {
  it('is told to be one, and what is left to better', async () => {
    seal();
    const { code, told, text } = await doctor();
    expect(told).toEqual({
      ...{
        'status-required': 'ok',
        'status-bound': 'ok',
        'files-owned': 'ok',
        'owners-review': 'ok',
        approvers: 'ok',
      },
      ...{
        'approval-workflow': 'ok',
        'approval-environment': 'ok',
        'deployments-trusted': 'ok',
        telemetry: 'warn',
      },
    });
    expect(code, text).toBe(0);
    expect(text).toContain('only App 4711 may set it');
  });
});

describe('what is not real', () => {
  it('a status that nothing requires', async () => {
    const { code, told, text } = await doctor();
    expect(told['status-required']).toBe('error');
    expect(told['approval-environment']).toBe('warn');
    expect(code).toBe(1);
    expect(text).toContain('Require the status "lanekeeper: main" in a ruleset of main.');
  });

  it.each([
    ['GitHub Actions itself', 15_368, 'every workflow of the repository may set it'],
    ['anybody', undefined, 'any App or person with write access may set it'],
  ])('a status that %s may set', async (_, app, words) => {
    seal();
    const [rule] = story.hosted.rules;
    const check = { context: 'lanekeeper: main', ...(app === undefined ? {} : { integration_id: app }) };
    Object.assign(rule?.parameters ?? {}, { required_status_checks: [check] });
    const { told, text } = await doctor();
    expect(told).toMatchObject({ 'status-required': 'ok', 'status-bound': 'warn' });
    expect(text).toContain(words);
  });

  it('an environment that anybody may pass', async () => {
    seal();
    story.hosted.environments.set('contract-approval', {
      ...{ reviewers: ['octocat'], preventSelfReview: false, protectedBranches: false, adminsBypass: true },
    });
    const { told, text } = await doctor();
    expect(told['approval-environment']).toBe('warn');
    expect(text).toContain(
      'who dispatches may review himself, any branch may use it, administrators may bypass it',
    );
  });

  it('files that nobody owns, deployments that anybody records, approvers that nobody is', async () => {
    seal();
    story.commit('worse', {
      '.github/CODEOWNERS': '/src/ @acme/all\n',
      'lanekeeper.yml': MANIFEST.replace(/approval:.*\n/, '').replace(
        ', deployments: { creators: ["deployer[bot]"] }',
        '',
      ),
      '.github/workflows/contract-approval.yml': null,
    });
    const { code, told } = await doctor();
    expect(told).toMatchObject({
      ...{
        'files-owned': 'warn',
        'deployments-trusted': 'warn',
        approvers: 'error',
        'approval-workflow': 'warn',
      },
    });
    expect(code).toBe(1);
  });
});

describe('what cannot be looked at is not known, and never fine', () => {
  it.each([
    ['a refusal', { status: 403 }],
    ['a failure', { status: 500 }],
    ['a cut connection', { kind: 'cut' as const }],
  ])('%s', async (_, failure) => {
    seal();
    double.fail({ route: '/rules/branches', ...failure });
    double.fail({ route: '/environments/', ...failure });
    const { code, told, text } = await doctor();
    expect(told).toMatchObject({ 'status-required': 'unknown', 'approval-environment': 'unknown' });
    expect(text).toContain('not known: ');
    expect(code).toBe(2);
  });

  it('no token', async () => {
    const { told, text } = await doctor('');
    expect(told['status-required']).toBe('unknown');
    expect(text).toContain('GITHUB_TOKEN is not set');
  });
});
