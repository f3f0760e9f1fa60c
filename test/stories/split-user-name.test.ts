import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenes } from '../../src/commands/demo/scenes.ts';
import { Story } from '../../src/commands/demo/story.ts';
import type { Decision } from '../../src/model.ts';
import { writeJson } from '../../src/report/json.ts';
import { reportMistakes } from '../report/schemas.ts';

describe('the split of users.name, from the first ADD COLUMN to the last DROP COLUMN', () => {
  let story: Story;
  beforeAll(() => {
    story = new Story('2026-09-01T09:00:00Z');
  });
  afterAll(() => story.remove());

  const decisions = new Map<string, Decision>();

  it.each(scenes.map((scene) => [scene.title, scene] as const))('%s', async (title, scene) => {
    const decision = await scene.play(story);
    decisions.set(title, decision);
    const held = decision.verdict.findings.filter(
      ({ status }) => status === 'block' || status === 'error' || status === 'wait',
    );
    expect(decision.verdict.word, held.map(({ rule, message }) => `${rule}: ${message}`).join('\n')).toBe(
      scene.expected,
    );
    expect(reportMistakes(writeJson(decision))).toEqual([]);
    // A block that does not say what to do is as bad as a wrong one.
    for (const { rule, message, next } of held) expect(`${rule}: ${message} -> ${next}`).toMatch(/-> \S/);
  });

  it('says how long the backfill takes: batches, the ideal, and the time to plan for', () => {
    const plans = [...decisions.values()].flatMap(({ plans: of }) => of);
    expect(plans[0]).toMatchObject({
      rows: 50_000_000,
      batches: 5000,
      ideal: 1_000_000,
      planned: 10_000_000,
    });
  });
});
