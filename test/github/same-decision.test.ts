/** What is decided over GitHub's API is what is decided of a clone with the same records. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenes } from '../../src/commands/demo/scenes.ts';
import type { Decision } from '../../src/model.ts';
import { type GithubDouble, startGithub } from './double.ts';
import { HostedStory } from './over-github.ts';

const told = ({ verdict, effects, lanes }: Decision) => ({
  word: verdict.word,
  findings: verdict.findings.map(({ rule, status, change, phase, environment, path, line, message }) => ({
    ...{ rule, status, change, phase, environment, path, line },
    // Who keeps the records is another.
    message: message.replaceAll('evidence.json', 'GitHub'),
  })),
  effects: effects.map(({ kind, object, change }) => ({ kind, object, change })),
  lanes,
});

describe('the split of users.name over the API', () => {
  let double: GithubDouble;
  let story: HostedStory;
  beforeAll(async () => {
    double = await startGithub();
    double.token('secret', 'github-actions[bot]');
    story = new HostedStory('2026-09-01T09:00:00Z', double);
  });
  afterAll(async () => {
    story.remove();
    await double.stop();
  });

  it.each(scenes.map((scene) => [scene.title, scene] as const))('%s', async (_, scene) => {
    const before = story.pairs.length;
    await scene.play(story);
    for (const { local, github } of story.pairs.slice(before)) expect(told(github)).toEqual(told(local));
  });

  it('costs few requests, none of them for each deployment, migration or file', () => {
    // Two or three are added by publishing.
    expect(Math.max(...story.costs)).toBeLessThanOrEqual(10);
  });
});
