/** Where every change stands, and what its next phase waits for: asked of the same rules as the pull request that will carry it. */
import type { Answered, Change, Decision, Finding, Question, Reading } from '../model.ts';
import { askFrom } from './ask.ts';
import { laneOf } from './lanes.ts';
import { notesOn } from './notes.ts';
import { planBackfill } from './plan-backfill.ts';
import { propose } from './propose.ts';
import { waitsFor } from './standing/waits.ts';
import { worstOf } from './worst.ts';

/** Every change, or the one named `only`. The verdict is the worst of what they wait for; it holds nothing up. */
export function standing(
  reading: Reading,
  answers: readonly Answered[],
  only: string | null,
): { decision: Decision; unanswered: Question[] } {
  const proposal = propose(reading);
  const { ask, unanswered } = askFrom(answers, reading.now);
  const changes = proposal.changes
    .map(({ change }): Change => change)
    .filter(({ id }) => only === null || id === only);
  const findings: Finding[] = changes.flatMap((change) => waitsFor(proposal, ask, change));
  const decision: Decision = {
    now: reading.now,
    subject: reading.subject,
    verdict: { word: worstOf(findings), findings, exemptions: [], override: null, wouldBe: null },
    effects: [],
    lanes: changes.map((change) => laneOf(proposal, ask, change)),
    plans: changes.flatMap((change) => planBackfill(change) ?? []),
    horizon: [],
    evidence: {},
    notes: notesOn(proposal),
  };
  return { decision, unanswered };
}
