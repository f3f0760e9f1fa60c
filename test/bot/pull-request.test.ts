/** The bot against the double, over HTTP on both sides: webhooks in, statuses, reports and answers on GitHub. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostedStory } from '../github/over-github.ts';
import {
  commentEvent,
  gateOf,
  type Organisation,
  openOrganisation,
  pullEvent,
  statusEvent,
  storyIn,
} from './organisation.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments: [{ name: production }]
`;
const TABLE = 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n';

let organisation: Organisation;
let story: HostedStory;

beforeEach(async () => {
  organisation = await openOrganisation();
  story = storyIn(organisation);
});
afterEach(async () => {
  await organisation.stop();
  story.remove();
  await organisation.double.stop();
});

async function withManifest(): Promise<void> {
  story.commit('start', { 'lanekeeper.yml': MANIFEST, 'db/migrations/0001_users.sql': TABLE });
  story.deploy('production');
  story.mirror();
  await organisation.start();
  await organisation.settled();
}

describe('a pull request', () => {
  it('is decided when it is opened, in the App’s own name', async () => {
    await withManifest();
    story.propose('docs', { 'README.md': 'a shop\n' });
    const pull = story.pullOf('docs');
    expect(await organisation.deliver('pull_request', pullEvent(story, 'opened', pull))).toBeLessThan(300);
    await organisation.settled();
    expect(gateOf(story, pull.head)).toMatchObject({ state: 'success', by: 'lanekeeper[bot]' });
    expect(story.hosted.comments).toEqual([]);
  });

  it('that breaks is blocked, with one comment, and passes once it is mended', async () => {
    await withManifest();
    story.propose('bad', { 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN name;\n' });
    const pull = story.pullOf('bad');
    await organisation.deliver('pull_request', pullEvent(story, 'opened', pull));
    await organisation.settled();
    expect(gateOf(story, pull.head)?.state).toBe('failure');
    expect(story.hosted.comments).toHaveLength(1);
    story.git('checkout', '-q', 'bad');
    story.git('rm', '-q', 'db/migrations/0002_drop.sql');
    story.git('commit', '-q', '-m', 'mended');
    story.git('checkout', '-q', 'main');
    const mended = story.pullOf('bad');
    await organisation.deliver('pull_request', pullEvent(story, 'synchronize', mended));
    await organisation.settled();
    expect(gateOf(story, mended.head)?.state).toBe('success');
    expect(story.hosted.comments).toHaveLength(1);
  });

  it('of a repository without a manifest hears nothing', async () => {
    story.commit('start', { 'db/migrations/0001_users.sql': TABLE });
    await organisation.start();
    story.propose('bad', { 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN name;\n' });
    const pull = story.pullOf('bad');
    await organisation.deliver('pull_request', pullEvent(story, 'opened', pull));
    await organisation.settled();
    expect([story.hosted.statuses, story.hosted.checkRuns, story.hosted.comments]).toEqual([[], [], []]);
  });

  it('is decided without any webhook, when the bot starts', async () => {
    story.commit('start', { 'lanekeeper.yml': MANIFEST, 'db/migrations/0001_users.sql': TABLE });
    story.propose('bad', { 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN name;\n' });
    const pull = story.pullOf('bad');
    await organisation.start();
    await expect.poll(() => gateOf(story, pull.head)?.state).toBe('failure');
  });
});

describe('a merge group', () => {
  const group = (head: string) => ({
    ...pullEvent(story, 'enqueued', story.pullOf('bad')),
    action: 'checks_requested',
    merge_group: {
      head_sha: head,
      base_sha: story.hosted.commit('main'),
      base_ref: 'refs/heads/main',
      head_ref: 'x',
    },
  });

  async function enqueue(): Promise<string> {
    story.propose('bad', { 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN name;\n' });
    const { number, head } = story.pullOf('bad');
    story.hosted.queue.push({ pull: number, base: story.hosted.commit('main'), head });
    await organisation.deliver('merge_group', group(head));
    await organisation.settled();
    return head;
  }

  it('is decided on its head', async () => {
    await withManifest();
    expect(gateOf(story, await enqueue())?.state).toBe('failure');
  });

  it('of a repository without a manifest hears nothing', async () => {
    story.commit('start', { 'db/migrations/0001_users.sql': TABLE });
    await organisation.start();
    expect(gateOf(story, await enqueue())).toBeNull();
  });
});

describe('a delivery', () => {
  it('with a wrong signature is refused, and does nothing', async () => {
    await withManifest();
    story.propose('docs', { 'README.md': 'a shop\n' });
    const pull = story.pullOf('docs');
    const signature = `sha256=${'0'.repeat(64)}`;
    const status = await organisation.deliver('pull_request', pullEvent(story, 'opened', pull), {
      signature,
    });
    expect(status).toBe(400);
    await organisation.settled();
    expect(gateOf(story, pull.head)).toBeNull();
  });

  it('that comes twice is handled once', async () => {
    await withManifest();
    story.propose('docs', { 'README.md': 'a shop\n' });
    const pull = story.pullOf('docs');
    const payload = commentEvent(story, pull, '/lanekeeper check', 'octocat');
    for (const id of ['same', 'same']) await organisation.deliver('issue_comment', payload, { id });
    await organisation.settled();
    expect(story.hosted.reactions.map(({ content }) => content)).toEqual(['eyes', '+1']);
  });
});

describe('a status of ours that somebody else sets', () => {
  it('is written over, and told', async () => {
    await withManifest();
    story.propose('bad', { 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN name;\n' });
    const pull = story.pullOf('bad');
    await organisation.deliver('pull_request', pullEvent(story, 'opened', pull));
    await organisation.settled();
    story.hosted.statuses.push({
      ...{ id: 1, sha: pull.head, context: 'lanekeeper: main', state: 'success', description: 'fine' },
      ...{
        targetUrl: null,
        createdAt: story.hosted.now(),
        creator: { login: 'mallory', type: 'User' as const },
      },
    });
    await organisation.deliver('status', statusEvent(story, pull.head, 'success', 'mallory'));
    await organisation.settled();
    expect(gateOf(story, pull.head)).toMatchObject({ state: 'failure', by: 'lanekeeper[bot]' });
    expect(story.hosted.comments.at(-1)?.body).toContain('mallory');
  });
});
