/** Merge groups: each member on top of those ahead of it, and an answer for the head that does not wait. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';
import { type Ran, runAction } from './run-action.ts';

const START = {
  'lanekeeper.yml': `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments: [{ name: production }]
changes:
  nickname: { adds: [users.nickname] }
`,
  'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n',
};
const EXPAND = { 'db/migrations/0002_nickname.sql': 'ALTER TABLE users ADD COLUMN nickname text;\n' };
const CODE = { 'src/users.ts': "export const users = 'SELECT nickname FROM users';\n" };

let double: GithubDouble;
let story: HostedStory;

beforeAll(async () => {
  double = await startGithub();
  double.token('secret', 'github-actions[bot]');
});

afterAll(async () => {
  await double.stop();
});

beforeEach(() => {
  story = new HostedStory(new Date().toISOString(), double);
  story.commit('start', START);
  story.deploy('production');
  story.mirror();
});

/** What GitHub's queue makes: each branch on top of the one before, squashed. */
function enqueue(...branches: string[]): { base: string; head: string } {
  const start = story.git('rev-parse', 'main');
  let base = start;
  for (const branch of branches) {
    const pull = story.pullOf(branch);
    story.git('checkout', '-q', '-B', `gh-readonly-queue/main/pr-${pull.number}`, base);
    story.git('merge', '-q', '--squash', branch);
    story.git('commit', '-q', '-m', branch);
    const head = story.git('rev-parse', 'HEAD');
    story.hosted.queue.push({ pull: pull.number, base, head });
    base = head;
  }
  return { base: start, head: base };
}

const run = ({ base, head }: { base: string; head: string }): Promise<Ran> =>
  runAction(double, REPOSITORY, {
    event: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: {
        head_sha: head,
        base_sha: base,
        base_ref: 'refs/heads/main',
        head_ref: 'refs/heads/gh-readonly-queue/main/pr-2-x',
      },
    },
  });

const last = () => story.hosted.statuses.at(-1);

describe('a merge group', () => {
  it('with an expand alone passes', async () => {
    story.propose('expand', EXPAND);
    const group = enqueue('expand');
    const ran = await run(group);
    expect(ran.outputs.verdict, ran.log).toBe('pass');
    expect(last()).toMatchObject({ sha: group.head, context: 'lanekeeper: main', state: 'success' });
  });

  it('with an expand and the code that needs it is code before its schema, and failure: a queue does not wait', async () => {
    story.propose('expand', EXPAND);
    story.propose('code', CODE);
    const group = enqueue('expand', 'code');
    const ran = await run(group);
    expect(ran.outputs.verdict, ran.log).toBe('wait');
    expect(last()).toMatchObject({ sha: group.head, state: 'failure' });
    expect(
      ran.report?.findings.find(({ rule, status }) => rule === 'schema-before-code' && status === 'wait')
        ?.message,
    ).toMatch(/^#2: /);
    expect(story.hosted.comments).toEqual([]);
  });

  it('whose members GitHub does not tell is an error', async () => {
    story.propose('expand', EXPAND);
    const group = enqueue('expand');
    story.hosted.queue.length = 0;
    const ran = await run(group);
    expect(ran.outputs.verdict, ran.log).toBe('error');
    expect(last()).toMatchObject({ sha: group.head, state: 'error' });
  });
});
