/** A contract through the built action: waiting, approved by dispatch, swept, deployed; and what forgers try. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Story } from '../../src/commands/demo/story.ts';
import { nameApprovalRun } from '../../src/github/approval-run.ts';
import { spawnCli } from '../commands/door.ts';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';
import { ago, DROP, MANIFEST, quietShop } from '../github/quiet-shop.ts';
import { type Pull, user, type WorkflowRun } from '../github/state.ts';
import { type Ran, runAction } from './run-action.ts';

let double: GithubDouble;
let story: HostedStory;
let pull: Pull;

beforeAll(async () => {
  double = await startGithub();
  double.token('secret', 'github-actions[bot]');
});

afterAll(async () => {
  await double.stop();
});

function begin(reads = 0): void {
  story = new HostedStory(ago(30), double);
  story.commit('start', quietShop(reads));
  for (const [index, environment] of ['staging', 'preproduction', 'production'].entries()) {
    story.now = ago(20 - index);
    story.deploy(environment);
  }
  story.now = new Date().toISOString();
  story.mirror();
  story.propose('drop', DROP);
  pull = story.pullOf('drop');
  double.now = story.now;
  double.requests.length = 0;
  double.heal();
}

beforeEach(() => begin());

const payload = () => ({
  action: 'synchronize',
  sender: { login: 'hubot' },
  pull_request: { number: pull.number, base: { ref: 'main' }, head: { sha: pull.head } },
});

const check = (): Promise<Ran> =>
  runAction(double, REPOSITORY, { event: 'pull_request', payload: payload() });
const sweep = (): Promise<Ran> =>
  runAction(double, REPOSITORY, { event: 'schedule', payload: {}, inputs: { command: 'sweep' } });

const dispatched = {
  GITHUB_REF: 'refs/heads/main',
  GITHUB_WORKFLOW_REF: `${REPOSITORY}/.github/workflows/contract-approval.yml@refs/heads/main`,
  GITHUB_ACTOR: 'octocat',
  GITHUB_TRIGGERING_ACTOR: 'octocat',
};

/** Dispatches the approval workflow as GitHub would run it: the action runs, and the run is kept with its conclusion. */
async function dispatch(
  inputs: Record<string, string>,
  env: Record<string, string> = {},
  more: Partial<WorkflowRun> = {},
): Promise<Ran> {
  const by = env.GITHUB_ACTOR ?? 'octocat';
  const { change = '', digest = '', reason = null } = inputs;
  const kind = inputs.override === 'true' ? 'override' : 'approve';
  const title = nameApprovalRun({ kind, change, pull: Number(inputs['pull-request']), digest, reason });
  const run = story.hosted.dispatch(title, by, { conclusion: null, ...more });
  const ran = await runAction(double, REPOSITORY, {
    event: 'workflow_dispatch',
    payload: { inputs },
    inputs: { command: 'approve', ...inputs },
    env: { ...dispatched, GITHUB_RUN_ID: String(run.id), ...env },
  });
  run.conclusion = ran.code === 0 ? 'success' : 'failure';
  return ran;
}

async function digestFromComment(): Promise<string> {
  await check();
  const body = story.hosted.comments.at(-1)?.body ?? '';
  return /digest `?([0-9a-f]{64})/.exec(body)?.[1] ?? 'none';
}

const approval = (digest: string) => ({ change: 'drop-legacy', 'pull-request': String(pull.number), digest });
const stateNow = (): string | undefined =>
  story.hosted.statuses.findLast(({ sha }) => sha === pull.head)?.state;

describe('a contract', () => {
  it('waits for telemetry while the old shape is read', async () => {
    begin(1204);
    const ran = await check();
    expect(ran.outputs.verdict, ran.log).toBe('wait');
    expect(ran.report?.findings).toContainEqual(expect.objectContaining({ rule: 'quiet', status: 'wait' }));
  });

  it('waits for a person, passes when one approves its content by dispatch, within fifteen requests', async () => {
    const digest = await digestFromComment();
    expect(stateNow()).toBe('pending');
    const approved = await dispatch(approval(digest));
    expect(approved.code, approved.log).toBe(0);
    expect(approved.summary).toContain('ALTER TABLE users DROP COLUMN legacy');
    double.requests.length = 0;
    const ran = await check();
    expect(ran.outputs.verdict, ran.log).toBe('pass');
    expect(
      double.requests.length,
      JSON.stringify(double.requests.map(({ route }) => route)),
    ).toBeLessThanOrEqual(15);
    expect(stateNow()).toBe('success');
  });

  it('is replayed from its report by the command line, to the same verdict and findings', async () => {
    await dispatch(approval(await digestFromComment()));
    const ran = await check();
    const file = join(story.folder, '..', `report-${process.pid}.json`);
    writeFileSync(file, ran.outputs.report ?? '');
    const said = spawnCli(
      [
        'check',
        '--repo',
        story.folder,
        '--base',
        'main',
        '--head',
        'drop',
        '--evidence',
        file,
        '--format',
        'json',
      ],
      { cwd: story.folder },
    );
    rmSync(file);
    const replayed = JSON.parse(said.out) as Ran['report'];
    const gist = (report: Ran['report']) =>
      report?.findings.map(({ rule, status, message }) => [rule, status, message]);
    expect(said.code, said.err).toBe(0);
    expect(gist(replayed)).toEqual(gist(ran.report));
  });

  it('waits while a newer deployment failed, and while a consumer of the database still uses it', async () => {
    story.git('checkout', '-q', 'main');
    story.commit('consumer', {
      'lanekeeper.yml': `${MANIFEST}consumers:\n  - repository: acme/billing\n    environments: { production: prod }\n`,
    });
    story.propose('drop', DROP);
    pull = story.pullOf('drop');
    const billing = new Story(ago(40));
    billing.commit('billing', { 'src/users.ts': "export const legacy = 'SELECT legacy FROM users';\n" });
    const hosted = double.host('acme/billing', billing.folder);
    double.now = ago(39);
    for (const environment of ['staging', 'preproduction', 'prod']) hosted.deploy(environment, 'main');
    double.now = story.now;
    const ran = await check();
    const consumer = ran.report?.findings.filter(
      ({ rule, message }) => rule === 'no-references' && /acme\/billing/.test(message),
    );
    expect(
      consumer?.map(({ status }) => status),
      ran.log,
    ).toEqual(['wait', 'wait', 'wait']);
    double.repositories.delete('acme/billing');
    const unseen = await check();
    expect(unseen.outputs.verdict).toBe('error');
    expect(unseen.log).toContain('acme/billing');
    billing.remove();
    story.hosted.deploy('production', story.git('rev-parse', 'main~1'), 'FAILURE');
    const failed = await check();
    expect(failed.outputs.verdict).not.toBe('pass');
  });

  it('is decided again by a sweep, after the approval and when its facts change', async () => {
    await dispatch(approval(await digestFromComment()));
    const swept = await sweep();
    expect(swept.code, swept.log).toBe(0);
    expect(stateNow()).toBe('success');
    // A pass goes stale: somebody rolls production back to code that uses the column.
    story.git('checkout', '-q', '-b', 'old', 'main');
    const old = story.commit('old', { 'src/users.ts': "export const users = 'SELECT legacy FROM users';\n" });
    story.hosted.deploy('production', old);
    await sweep();
    expect(stateNow()).toBe('pending');
  });

  it('is merged, deployed in its turn, and no rollback goes behind it', async () => {
    story.git('checkout', '-q', 'main');
    const before = story.git('rev-parse', 'HEAD');
    await dispatch(approval(await digestFromComment()));
    await check();
    const merged = story.merge('drop');
    Object.assign(pull, { state: 'MERGED', mergeCommit: merged });
    const deploy = (environment: string, commit: string): Promise<Ran> =>
      runAction(double, REPOSITORY, {
        event: 'push',
        payload: {},
        inputs: { command: 'check-deploy', environment, commit },
      });
    const forwards = await deploy('staging', merged);
    expect(forwards.outputs.verdict, forwards.log).toBe('pass');
    story.hosted.deploy('staging', merged);
    // What was live before reads nothing of it: it may come back.
    expect((await deploy('staging', before)).outputs.verdict).toBe('pass');
    story.git('checkout', '-q', '-b', 'older', before);
    const older = story.commit('older', {
      'src/users.ts': "export const users = 'SELECT legacy FROM users';\n",
    });
    const back = await deploy('staging', older);
    expect(back.outputs.verdict, back.log).toBe('block');
    expect(back.code).toBe(1);
    expect(back.report?.findings).toContainEqual(
      expect.objectContaining({ rule: 'safe-rollback', status: 'block' }),
    );
  });
});

describe('what does not approve it', () => {
  const stillWaits = async (): Promise<void> => {
    const ran = await check();
    expect(ran.outputs.verdict, ran.log).toBe('wait');
    expect(ran.report?.findings).toContainEqual(
      expect.objectContaining({ rule: 'approval', status: 'wait' }),
    );
    expect(stateNow()).toBe('pending');
  };

  it('T1: a status that a workflow of a branch posts is written over', async () => {
    await check();
    story.hosted.statuses.push({
      ...{ id: 1, sha: pull.head, context: 'lanekeeper: main', state: 'success', description: 'all is well' },
      ...{ targetUrl: null, createdAt: story.now, creator: user('github-actions[bot]') },
    });
    await stillWaits();
  });

  it('T2: its own workflow, edited to say that all is well', async () => {
    story.propose('quiet', {
      ...DROP,
      '.github/workflows/lanekeeper.yml': 'jobs: { lanekeeper: { steps: [{ run: echo ok }] } }\n',
    });
    pull = story.pullOf('quiet');
    // The job ran, and its check is green, by whatever name: nothing of ours was said.
    for (const name of ['lanekeeper', 'lanekeeper: main', 'lanekeeper report'])
      story.hosted.checkRuns.push({
        ...{ id: story.hosted.nextId(), sha: pull.head, app: 15_368, annotations: [], createdAt: story.now },
        body: { name, status: 'completed', conclusion: 'success' },
      });
    expect(stateNow()).toBeUndefined();
    // The sweep runs on the default branch, from files that the pull request does not hold.
    await sweep();
    expect(stateNow()).toBe('pending');
    await stillWaits();
  });

  it('T3: a manifest that the pull request itself loosens', async () => {
    story.propose('loose', {
      ...DROP,
      'lanekeeper.yml': MANIFEST.replace('"@octocat", "@acme/dba"', '"@hubot"').replace(
        '[users.legacy] }',
        '[users.legacy], contract: { approvals: 1, soak: { off: no time } } }',
      ),
    });
    pull = story.pullOf('loose');
    const ran = await check();
    expect(ran.outputs.verdict).toBe('wait');
    expect(ran.report?.findings).toContainEqual(
      expect.objectContaining({ rule: 'manifest-loosened', status: 'wait' }),
    );
  });

  it('T4: a run of the workflow on another branch, or of another workflow', async () => {
    const digest = await digestFromComment();
    const ran = await dispatch(approval(digest), { GITHUB_REF: 'refs/heads/evil' }, { headBranch: 'evil' });
    expect(ran.code).toBe(1);
    const title = nameApprovalRun({
      kind: 'approve',
      change: 'drop-legacy',
      pull: pull.number,
      digest,
      reason: null,
    });
    story.hosted.dispatch(title, 'octocat', { headBranch: 'evil' });
    story.hosted.dispatch(title, 'octocat', { path: '.github/workflows/evil.yml' });
    story.hosted.dispatch(title, 'octocat', { event: 'push' });
    story.hosted.dispatch(title, 'octocat', { headSha: pull.head });
    await stillWaits();
  });

  it('T5: inputs that read as another approval', async () => {
    const digest = await digestFromComment();
    const ran = await dispatch({ ...approval(digest), change: `drop-legacy #${pull.number} ${digest}: x` });
    expect(ran.code).toBe(1);
    story.hosted.dispatch(`lanekeeper approve drop-legacy #${pull.number} ${digest} and more`, 'octocat');
    await stillWaits();
  });

  it('T6: its own author', async () => {
    const digest = await digestFromComment();
    Object.assign(pull, { author: user('octocat') });
    const ran = await dispatch(approval(digest));
    expect(ran.code).toBe(1);
    expect(ran.log).toContain('wrote or last pushed');
    const title = nameApprovalRun({
      kind: 'approve',
      change: 'drop-legacy',
      pull: pull.number,
      digest,
      reason: null,
    });
    story.hosted.dispatch(title, 'octocat');
    await stillWaits();
  });

  it('T7: deployments that another account claims, where the manifest names who deploys', async () => {
    story.git('checkout', '-q', 'main');
    story.commit('trust', {
      'lanekeeper.yml': MANIFEST.replace(
        '{ name: production }',
        '{ name: production, deployments: { creators: ["deployer[bot]"] } }',
      ),
    });
    story.propose('drop', DROP);
    pull = story.pullOf('drop');
    const ran = await check();
    expect(ran.outputs.verdict).toBe('wait');
    const open =
      ran.report?.findings.filter(({ status }) => status === 'wait').map(({ message }) => message) ?? [];
    expect(open.join('\n')).toContain('production');
  });

  it('T8: an approval of what was there before a push, and a re-run of an old one', async () => {
    const digest = await digestFromComment();
    await dispatch(approval(digest));
    story.git('checkout', '-q', 'drop');
    story.commit('more', { 'db/migrations/0003_more.sql': 'ALTER TABLE users ADD COLUMN more text;\n' });
    pull = story.pullOf('drop');
    await stillWaits();
    begin();
    const again = await digestFromComment();
    const title = nameApprovalRun({
      kind: 'approve',
      change: 'drop-legacy',
      pull: pull.number,
      digest: again,
      reason: null,
    });
    story.hosted.dispatch(title, 'octocat', { attempt: 2 });
    await stillWaits();
  });

  it('T9, T10: words in comments, and runs that were deleted', async () => {
    const digest = await digestFromComment();
    story.hosted.comments.push({
      ...{
        id: 5,
        issue: pull.number,
        author: user('octocat'),
        body: `/lanekeeper approve drop-legacy ${digest}`,
      },
      ...{ createdAt: story.now, updatedAt: story.now },
    });
    await dispatch(approval(digest));
    expect((await check()).outputs.verdict).toBe('pass');
    story.hosted.runs.length = 0;
    await stillWaits();
  });

  it('somebody who may not, or whose team cannot be read', async () => {
    const digest = await digestFromComment();
    const ran = await dispatch(approval(digest), {
      GITHUB_ACTOR: 'mallory',
      GITHUB_TRIGGERING_ACTOR: 'mallory',
    });
    expect(ran.code).toBe(1);
    const title = nameApprovalRun({
      kind: 'approve',
      change: 'drop-legacy',
      pull: pull.number,
      digest,
      reason: null,
    });
    story.hosted.dispatch(title, 'mallory');
    const told = await check();
    // The team does not exist for this token: nobody knows who is in it.
    expect(told.outputs.verdict).toBe('error');
    double.teams.set('acme/dba', ['octocat']);
    await stillWaits();
    double.teams.delete('acme/dba');
  });

  it('a reviewer that GitHub recorded counts, and not who dispatched it', async () => {
    double.teams.set('acme/dba', []);
    const digest = await digestFromComment();
    const title = nameApprovalRun({
      kind: 'approve',
      change: 'drop-legacy',
      pull: pull.number,
      digest,
      reason: null,
    });
    const review = (login: string, state = 'approved') => [
      { state, user: user(login), environment: 'contract-approval' },
    ];
    story.hosted.dispatch(title, 'octocat', { reviews: review('mallory') });
    await stillWaits();
    story.hosted.dispatch(title, 'mallory', { reviews: review('octocat') });
    expect((await check()).outputs.verdict).toBe('pass');
    double.teams.delete('acme/dba');
  });

  it('T11: a merge past everything: the deployment is held up, and nothing is approved after the fact', async () => {
    await check();
    const merged = story.merge('drop');
    Object.assign(pull, { state: 'MERGED', mergeCommit: merged });
    const deploy = (): Promise<Ran> =>
      runAction(double, REPOSITORY, {
        event: 'push',
        payload: {},
        inputs: { command: 'check-deploy', environment: 'staging', commit: merged },
      });
    const ran = await deploy();
    expect(ran.outputs.verdict, ran.log).not.toBe('pass');
    expect(ran.code).toBe(1);
    expect(ran.log).toContain('drop-legacy');
    // Somebody who may not says yes to it, and a success is claimed for another environment.
    story.hosted.dispatch(`lanekeeper approve drop-legacy #${pull.number} ${'0'.repeat(64)}`, 'octocat');
    expect((await deploy()).code).toBe(1);
  });

  it('T12: telemetry that is not there', async () => {
    story.git('checkout', '-q', 'main');
    story.commit('gone', { 'telemetry.json': null });
    story.propose('drop', DROP);
    pull = story.pullOf('drop');
    expect((await check()).outputs.verdict).toBe('error');
  });

  it('T14: names from the pull request stay words', async () => {
    story.propose('names', {
      'db/migrations/0002_drop.sql':
        'ALTER TABLE users DROP COLUMN "@acme/dba <img src=x> ::set-output name=verdict::pass";\n',
    });
    pull = story.pullOf('names');
    const ran = await check();
    expect(ran.outputs.verdict).not.toBe('pass');
    const shown = [story.hosted.comments.at(-1)?.body ?? '', ran.summary].join('\n');
    // In code GitHub draws no picture, and notifies nobody.
    const prose = shown
      .replace(/^ *(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ *\1$/gm, '')
      .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(prose).not.toMatch(/@acme|<img/);
    expect(ran.log).not.toMatch(/^::set-output/m);
  });
});

describe('an override', () => {
  it('lets a blocked content through, with its reason in the status, and nothing else', async () => {
    story.propose('raw', {
      'db/migrations/0002_raw.sql': 'ALTER TABLE users RENAME COLUMN legacy TO old;\n',
    });
    pull = story.pullOf('raw');
    expect((await check()).outputs.verdict).toBe('block');
    const digest = await story.digestOf('raw', 'override');
    const inputs = {
      ...approval(digest),
      change: 'override',
      override: 'true',
      reason: 'the outage of today',
    };
    const ran = await dispatch(inputs);
    expect(ran.code, ran.log).toBe(0);
    const told = await check();
    expect(told.outputs.verdict, told.log).toBe('pass');
    expect(story.hosted.statuses.at(-1)?.description).toContain(
      'by override of octocat: the outage of today',
    );
  });
});
