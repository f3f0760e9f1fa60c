/** Sealed: the gate is set by an App of one's own, whose key no branch reaches, and whose word no other token can give. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App, Installation, Permissions } from '../github/apps.ts';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { clientOf } from '../github/over-github.ts';
import { pullPayload, Scene } from './scenes.ts';

/** What docs/action.md asks for. */
const PERMISSIONS: Permissions = {
  ...{ contents: 'read', actions: 'read', deployments: 'read', metadata: 'read', members: 'read' },
  ...{ checks: 'write', statuses: 'write', pull_requests: 'write' },
};

let double: GithubDouble;
let scene: Scene;
let app: App;
let installation: Installation;

beforeAll(async () => {
  double = await startGithub();
  double.token('secret', 'github-actions[bot]');
  double.teams.set('acme/dba', ['octocat']);
});

afterAll(async () => {
  await double.stop();
});

beforeEach(() => {
  scene = new Scene(double, 'acme/shop');
  app = double.apps.register('acme-lanekeeper', { permissions: PERMISSIONS });
  installation = double.apps.install(app, 'acme');
  double.apps.clock = () => Date.now();
});

/** As actions/create-github-app-token does in the sealed job. */
function buy(): string {
  const bought = double.apps.buy(installation, {});
  if ('beyond' in bought) throw new Error(bought.beyond);
  return bought.token;
}

const sweep = (token: string) => scene.play('schedule', {}, { command: 'sweep' }, { token });
const lastStatus = () => scene.story.hosted.statuses.at(-1);

describe('the sweep by an App', () => {
  it('decides with the permissions that are asked of it, and speaks as itself', async () => {
    scene.proposeDrop();
    await scene.approve('drop');
    const { outcome } = await sweep(buy());
    expect(outcome.decision.verdict.word).toBe('pass');
    expect(lastStatus()).toMatchObject({ state: 'success', creator: { login: 'acme-lanekeeper[bot]' } });
    expect(scene.story.hosted.checkRuns.at(-1)?.app).toBe(app.id);
  });

  it('has a report that no workflow can write over', async () => {
    scene.proposeDrop();
    await sweep(buy());
    const report = scene.story.hosted.checkRuns.at(-1);
    const forged = clientOf(double).request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...{ owner: 'acme', repo: 'shop', check_run_id: report?.id, conclusion: 'success' },
    });
    await expect(forged).rejects.toMatchObject({ trouble: 'forbidden' });
    expect(report?.body.conclusion).toBe('action_required');
  });

  it.each([
    ['words of its own', 'passes: all is well'],
    ['the words of a pass that never changes', 'passes: met migration-edited'],
  ])('says over a status that a workflow of a branch posted in between, in %s', async (_, description) => {
    const pull = scene.proposeDrop();
    await sweep(buy());
    await clientOf(double).request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...{ owner: 'acme', repo: 'shop', sha: pull.head, context: 'lanekeeper: main' },
      ...{ state: 'success', description },
    });
    expect(lastStatus()?.creator.login).toBe('github-actions[bot]');
    await sweep(buy());
    expect(lastStatus()).toMatchObject({ state: 'pending', creator: { login: 'acme-lanekeeper[bot]' } });
  });

  it('sets its own status beside one that says the same by another account', async () => {
    const pull = scene.propose('words', { 'README.md': 'a better shop\n' });
    await scene.play('pull_request', pullPayload(pull));
    const first = lastStatus();
    expect(first).toMatchObject({ state: 'success', creator: { login: 'github-actions[bot]' } });
    await sweep(buy());
    const { state, description } = first ?? {};
    expect(lastStatus()).toMatchObject({ state, description, creator: { login: 'acme-lanekeeper[bot]' } });
    const count = scene.story.hosted.statuses.length;
    double.requests.length = 0;
    await sweep(buy());
    expect(scene.story.hosted.statuses).toHaveLength(count);
    expect(double.requests.map(({ route }) => route)).toEqual(['GraphQL OpenPulls', 'GraphQL Viewer']);
  });

  it('does not take a comment of the workflow for its own, and writes one', async () => {
    const pull = scene.proposeDrop();
    await scene.play('pull_request', pullPayload(pull));
    await sweep(buy());
    const authors = scene.story.hosted.comments.map(({ author }) => author.login);
    expect(authors).toEqual(['github-actions[bot]', 'acme-lanekeeper[bot]']);
  });

  it('is an error once its token has run out, and says so', async () => {
    scene.proposeDrop();
    const token = buy();
    double.apps.clock = () => Date.now() + 3_601_000;
    const { outcome, fails } = await sweep(token);
    const [finding] = outcome.decision.verdict.findings;
    expect([outcome.decision.verdict.word, fails]).toEqual(['error', true]);
    expect(`${finding?.message} ${finding?.next}`).toContain('Bad credentials');
  });

  it('sees no repository that it is not installed on', async () => {
    installation.repositories = ['acme/another'];
    scene.proposeDrop();
    const { outcome } = await sweep(buy());
    expect(outcome.decision.verdict.word).toBe('error');
    expect(scene.story.hosted.statuses).toEqual([]);
  });
});
