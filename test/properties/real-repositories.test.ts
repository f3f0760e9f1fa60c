/** Trust, 5: whatever is taken away from what is known, nothing comes to pass by it. Over real repositories that seeds tell. */
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/model.ts';
import { writeJson } from '../../src/report/json.ts';
import { reportMistakes } from '../report/schemas.ts';
import { type Decider, openDecider, type Subject } from './decide-again.ts';
import { EVOLUTIONS } from './evolutions.ts';
import { type GeneratedStory, tellStory } from './generated-story.ts';
import { lessThan } from './less-evidence.ts';

/** The first seed may be another one, to look further than a run of every day does. */
const FIRST = Number(process.env.LANEKEEPER_SEED ?? 1);
const STORIES = Number(process.env.LANEKEEPER_STORIES ?? 50);

interface Told {
  title: string;
  generated: GeneratedStory;
  subject: Subject;
  /** From old to new; null for a rollback. */
  order: string[] | null;
}

function subjectsOf(seed: number): Told[] {
  const generated = tellStory(seed);
  const { story, stage, evolution, environments } = generated;
  const at = { folder: story.folder, base: 'main', now: story.now };
  const order = story.git('rev-list', '--reverse', '--first-parent', 'main').split('\n');
  const environment = environments[seed % environments.length] ?? 'staging';
  const title = `seed ${seed}: ${evolution.id}`;
  const told: Told[] = [
    {
      title: `${title}, pull request ${stage.name}`,
      generated,
      order,
      subject: { ...at, head: stage.name, environment: null },
    },
    {
      title: `${title}, main to ${environment}`,
      generated,
      order,
      subject: { ...at, head: 'main', environment },
    },
  ];
  const first = order[0];
  if (first !== undefined && order.length > 2)
    told.push({
      title: `${title}, back to the start`,
      generated,
      order: null,
      subject: { ...at, head: first, environment },
    });
  return told;
}

/** What a mistake needs to be looked at again. */
const held = ({ verdict }: Decision): string =>
  verdict.findings.flatMap(({ rule, status }) => (status === 'ok' ? [] : [`${rule} ${status}`])).join(', ');

async function neverHelps(
  decider: Decider,
  { title, generated, order }: Told,
  before: Decision,
): Promise<void> {
  for (const { what, evidence } of lessThan(generated.story.evidence, order)) {
    const after = await decider.decide(evidence === null ? null : JSON.stringify(evidence));
    expect(after.verdict.word, `${title}, ${what}; before: ${held(before)}`).not.toBe('pass');
  }
}

async function replays(decider: Decider, given: string, decision: Decision): Promise<void> {
  const report = writeJson(decision);
  expect(reportMistakes(report)).toEqual([]);
  expect(writeJson(await decider.decide(given)), 'decided twice').toBe(report);
  const replayed = await decider.decide(report);
  expect(replayed.verdict.word, `replayed: ${held(replayed)}; before: ${held(decision)}`).toBe(
    decision.verdict.word,
  );
}

describe('over generated repositories', () => {
  const words = new Map<string, number>();

  const count = ({ evolution }: GeneratedStory, { verdict }: Decision): void => {
    const kind = `${evolution.id} ${verdict.word === 'pass' ? 'passes' : 'is held up'}`;
    words.set(kind, (words.get(kind) ?? 0) + 1);
  };

  async function judge(one: Told): Promise<void> {
    const decider = await openDecider(one.subject);
    try {
      const given = JSON.stringify(one.generated.story.evidence);
      const decision = await decider.decide(given);
      count(one.generated, decision);
      await replays(decider, given, decision);
      if (decision.verdict.word !== 'pass') await neverHelps(decider, one, decision);
    } finally {
      decider.close();
    }
  }

  const seeds = Array.from({ length: STORIES }, (_, index) => FIRST + index);

  it.each(seeds)('seed %i: less evidence never lets more through, and a report replays', async (seed) => {
    const told = subjectsOf(seed);
    try {
      for (const one of told) await judge(one);
    } finally {
      told[0]?.generated.story.remove();
    }
  });

  it('tells stories of both kinds for every mode, or it would say nothing', () => {
    const all = JSON.stringify([...words]);
    for (const { id } of EVOLUTIONS) {
      expect(words.get(`${id} passes`) ?? 0, all).toBeGreaterThan(0);
      expect(words.get(`${id} is held up`) ?? 0, all).toBeGreaterThan(0);
    }
  });
});
