/** A contract's life with the bot: it waits, somebody may approve it and somebody may not, it is deployed, it is not undone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostedStory } from '../github/over-github.ts';
import { ago, DROP, quietShop } from '../github/quiet-shop.ts';
import type { Pull } from '../github/state.ts';
import {
  buttonEvent,
  commentEvent,
  deploymentEvent,
  gateEvent,
  gateOf,
  type Organisation,
  openOrganisation,
  pullEvent,
  storyIn,
} from './organisation.ts';

let organisation: Organisation;
let story: HostedStory;
let pull: Pull;

beforeEach(async () => {
  organisation = await openOrganisation();
  story = storyIn(organisation, ago(20));
  organisation.double.teams.set('acme/dba', ['dora']);
  story.commit('start', quietShop());
  for (const environment of ['staging', 'preproduction', 'production']) story.deploy(environment);
  story.now = new Date().toISOString();
  story.propose('contract', DROP);
  story.mirror();
  organisation.double.now = new Date(Date.now() - 60_000).toISOString();
  pull = story.pullOf('contract');
  await organisation.start();
  await organisation.settled();
  organisation.double.now = new Date().toISOString();
});
afterEach(async () => {
  await organisation.stop();
  story.remove();
  await organisation.double.stop();
});

const state = (): string | undefined => gateOf(story, pull.head)?.state;
const comment = (): string =>
  story.hosted.comments.findLast(({ author }) => author.type === 'Bot')?.body ?? '';
const reactions = (): string[] => story.hosted.reactions.map(({ content }) => content);

async function say(words: string, by: string): Promise<void> {
  await organisation.deliver('issue_comment', commentEvent(story, pull, words, by));
  await organisation.settled();
}

function button(): string {
  const run = story.hosted.checkRuns.findLast(({ body }) => body.name === 'lanekeeper report');
  const actions = (run?.body.actions ?? []) as { label: string; identifier: string; description: string }[];
  for (const { label, identifier, description } of actions) {
    expect(label.length).toBeLessThanOrEqual(20);
    expect(identifier.length).toBeLessThanOrEqual(20);
    expect(description.length).toBeLessThanOrEqual(40);
  }
  return actions.find(({ identifier }) => identifier.startsWith('approve'))?.identifier ?? '';
}

async function press(identifier: string, by: string): Promise<void> {
  await organisation.deliver('check_run', buttonEvent(story, identifier, by));
  await organisation.settled();
}

describe('a contract that only a person is missing for', () => {
  it('waits, and passes when somebody of the team approves it by a comment', async () => {
    expect(gateOf(story, pull.head), comment()).toMatchObject({ state: 'pending' });
    expect(comment()).toContain('To approve drop-legacy for this content');
    await say('/lanekeeper approve drop-legacy', 'octocat');
    expect(gateOf(story, pull.head), comment()).toMatchObject({ state: 'success' });
    expect(reactions()).toEqual(['eyes', '+1']);
    expect(comment()).toContain('approved drop-legacy for this content');
    expect(story.hosted.comments.filter(({ author }) => author.type === 'Bot')).toHaveLength(1);
  });

  it('passes when somebody of the team presses the button', async () => {
    await press(button(), 'octocat');
    expect(gateOf(story, pull.head), comment()).toMatchObject({ state: 'success' });
  });

  it.each([
    ['who is no approver', '/lanekeeper approve drop-legacy', 'mallory', 'may not approve'],
    ['who wrote it', '/lanekeeper approve drop-legacy', 'hubot', 'may not approve'],
    ['another change', '/lanekeeper approve drop-name', 'octocat', 'waits for no approval'],
    ['words that are none', '/lanekeeper approve everything please', 'octocat', 'takes a change'],
    ['an override without a reason', '/lanekeeper override', 'octocat', 'takes a reason'],
    ['a command that is none', '/lanekeeper merge', 'octocat', 'it is one of'],
  ])('is not approved by %s', async (_name, words, by, why) => {
    await say(words, by);
    expect(state()).toBe('pending');
    expect(comment()).toContain(why);
  });

  it('is not approved by its author, though he is an approver', async () => {
    organisation.double.teams.set('acme/dba', ['hubot']);
    await say('/lanekeeper approve drop-legacy', 'hubot');
    expect([state(), reactions()]).toEqual(['pending', ['eyes', '-1']]);
  });

  it('is not approved by words that were edited in', async () => {
    const payload = commentEvent(story, pull, '/lanekeeper approve drop-legacy', 'octocat', 'edited');
    await organisation.deliver('issue_comment', payload);
    await organisation.settled();
    expect([state(), reactions()]).toEqual(['pending', []]);
  });

  it('is not approved by words in the middle of others, or of a bot', async () => {
    await say('please do not /lanekeeper approve drop-legacy', 'octocat');
    await say('/lanekeeper approve drop-legacy', 'octocat[bot]');
    expect([state(), reactions()]).toEqual(['pending', []]);
  });

  it('is not approved by words, or a button, of before a push', async () => {
    const pressed = button();
    const words = commentEvent(story, pull, '/lanekeeper approve drop-legacy', 'octocat');
    const clicked = buttonEvent(story, pressed, 'octocat');
    organisation.double.now = new Date(Date.now() + 1000).toISOString();
    story.git('checkout', '-q', 'contract');
    story.commit('more', { 'db/migrations/0003_more.sql': 'ALTER TABLE users DROP COLUMN legacy2;\n' });
    story.git('checkout', '-q', 'main');
    pull = story.pullOf('contract');
    await organisation.deliver('pull_request', pullEvent(story, 'synchronize', pull));
    await organisation.settled();
    await organisation.deliver('issue_comment', words);
    await organisation.deliver('check_run', clicked);
    await organisation.settled();
    expect(state()).not.toBe('success');
    expect(story.hosted.checkRuns.filter(({ body }) => body.name === 'lanekeeper approval')).toEqual([]);
  });

  it('is not approved by words said when another head was there, though this one was seen before', async () => {
    const [old, moment] = [pull.head, () => organisation.double.now];
    story.git('checkout', '-q', 'contract');
    story.commit('other', { 'db/migrations/0003_more.sql': 'ALTER TABLE users ADD COLUMN bio text;\n' });
    story.git('checkout', '-q', 'main');
    pull = story.pullOf('contract');
    await organisation.deliver('pull_request', pullEvent(story, 'synchronize', pull));
    await organisation.settled();
    const other = pull.head;
    organisation.double.now = new Date(Date.parse(moment()) + 60_000).toISOString();
    const words = commentEvent(story, pull, '/lanekeeper approve drop-legacy', 'octocat');
    organisation.double.now = new Date(Date.parse(moment()) + 60_000).toISOString();
    story.git('branch', '-f', 'contract', old);
    pull = story.pullOf('contract');
    pull.forced = [{ at: moment(), before: other, after: old }];
    await organisation.deliver('issue_comment', words);
    await organisation.settled();
    expect([state(), reactions()]).toEqual(['pending', ['eyes', '-1']]);
    expect(comment()).toContain('another head may have been there');
  });

  it('is not approved by a check run that another App made', async () => {
    story.hosted.checkRuns.push({
      ...{ id: 99, sha: pull.head, app: 15_368, annotations: [], createdAt: story.hosted.now() },
      body: {
        ...{ name: 'lanekeeper approval', conclusion: 'success', status: 'completed' },
        output: {
          text: '{"name":"lanekeeper approve drop-legacy #1 …","by":"octocat","at":"2026-12-01T00:00:00Z"}',
        },
      },
    });
    await say('/lanekeeper check', 'octocat');
    expect(state()).toBe('pending');
  });

  it('passes by an override, which says so', async () => {
    await say('/lanekeeper override the column was never filled', 'octocat');
    expect(gateOf(story, pull.head), comment()).toMatchObject({ state: 'success' });
    expect(gateOf(story, pull.head)?.description).toMatch(/overrid/);
  });
});

it('shows the entry for what migrations do', async () => {
  story.propose('other', { 'db/migrations/0002_bio.sql': 'ALTER TABLE users ADD COLUMN bio text;\n' });
  pull = story.pullOf('other');
  await say('/lanekeeper declare', 'octocat');
  expect(comment()).toContain('adds: [users.bio]');
});

it('says what may be asked, each on a line', async () => {
  await say('/lanekeeper help', 'octocat');
  expect(comment()).toContain('\napprove <change>: approves its contract');
});

describe('what would be if', () => {
  it('is told in the comment, and changes nothing', async () => {
    await say('/lanekeeper simulate quiet approved deployed=production', 'octocat');
    expect(comment()).toMatch(
      /Simulation, as if quiet, approved, .*The verdict: .*Nothing would be in the way/,
    );
    expect(gateOf(story, pull.head)).toMatchObject({ state: 'pending' });
    expect(JSON.stringify(story.hosted.checkRuns)).not.toContain('lanekeeper approval');
  });

  it('is refused for an environment that the manifest does not have', async () => {
    await say('/lanekeeper simulate deployed=prod', 'octocat');
    expect(comment()).toMatch(/refused, for the manifest has no environment .*prod.*It has: .*production/s);
  });

  it('takes known facts alone', async () => {
    await say('/lanekeeper simulate quite', 'octocat');
    expect(comment()).toMatch(/simulate takes facts.*deployed=ENVIRONMENT/);
    expect(gateOf(story, pull.head)).toMatchObject({ state: 'pending' });
  });
});

describe('a deployment that asks before it begins', () => {
  const answers = () => story.hosted.gates.map(({ answers: all }) => all.map(({ state: one }) => one));

  function wait(commit: string, environment = 'production', run = 5): void {
    story.hosted.gates.push({ run, environment, commit, answers: [] });
    story.hosted.deploy(environment, commit, 'WAITING');
  }

  it('goes on where the schema is there', async () => {
    const commit = story.hosted.commit('main');
    wait(commit);
    await organisation.deliver('deployment_protection_rule', gateEvent(story, 5, 'production', commit));
    await organisation.settled();
    expect(answers()).toEqual([['approved']]);
  });

  it('that its contract was not approved for waits, is told once, and goes on when it was', async () => {
    const merged = story.merge('contract');
    pull.state = 'MERGED';
    pull.mergeCommit = merged;
    wait(merged);
    await organisation.deliver('deployment_protection_rule', gateEvent(story, 5, 'production', merged));
    await organisation.settled();
    const [first] = answers();
    expect(first?.at(-1)).not.toBe('approved');
    await organisation.deliver('deployment_status', deploymentEvent(story, 'success'));
    await organisation.settled();
    expect(answers()).toEqual([first]);
    for (const { comment: text } of story.hosted.gates[0]?.answers ?? [])
      expect(text.length).toBeLessThanOrEqual(1024);
  });

  it('of an environment that the manifest does not know goes on', async () => {
    wait(story.hosted.commit('main'), 'playground');
    await organisation.deliver(
      'deployment_protection_rule',
      gateEvent(story, 5, 'playground', story.hosted.commit('main')),
    );
    await organisation.settled();
    expect(answers()).toEqual([['approved']]);
  });

  it('that cannot be decided is told so, and not let go on', async () => {
    wait(story.hosted.commit('main'));
    organisation.double.fail({ route: 'GraphQL Objects', kind: 'error' as never, times: 100 } as never);
    await organisation.deliver(
      'deployment_protection_rule',
      gateEvent(story, 5, 'production', 'f'.repeat(40)),
    );
    await organisation.settled();
    expect(answers()[0]).not.toContain('approved');
    expect(answers()[0]).toHaveLength(1);
  });

  it('is found when the bot was away', async () => {
    await organisation.stop();
    wait(story.hosted.commit('main'));
    await organisation.start();
    await organisation.settled();
    expect(answers()).toEqual([['approved']]);
  });
});
