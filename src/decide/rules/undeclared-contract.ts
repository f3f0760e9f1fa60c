/** undeclared-contract: what removes or narrows must have been announced on the base before. */
import type { AttributedEffect, Finding } from '../../model.ts';
import { isContract } from '../contracts.ts';
import { declareChange } from '../declare-change.ts';
import { finding, type Proposal, placed, type Rule } from '../rule.ts';

const ID = 'undeclared-contract';

function entryFor(proposal: Proposal, effects: readonly AttributedEffect[]): string {
  const databases = proposal.manifest?.databases.length ?? 1;
  const database = databases > 1 ? effects[0]?.database : undefined;
  return declareChange([...effects], database === undefined ? {} : { database });
}

function nextStep(proposal: Proposal, effects: readonly AttributedEffect[], declaredByHead: boolean): string {
  if (proposal.subject.kind === 'lint') {
    return 'Declare the change in lanekeeper.yml first; lanekeeper declare prints the entry.';
  }
  if (declaredByHead)
    return 'Merge the entry in a pull request of its own first; this one then waits for its proof.';
  return `Declare it on the base first, in a pull request of its own:\n\n${entryFor(proposal, effects)}`;
}

function judgeEffect(proposal: Proposal, effect: AttributedEffect, together: AttributedEffect[]): Finding {
  const byHead = proposal.changes.some(
    ({ change, declaredBy }) => change.id === effect.change && declaredBy === 'head',
  );
  return finding(ID, {
    status: 'block',
    ...placed(effect),
    change: byHead ? effect.change : null,
    phase: 'contract',
    message: byHead
      ? `${effect.object} is removed, and only this pull request itself declares that.`
      : `${effect.object} is removed, and no change declares that.`,
    why: effect.why || `whatever still uses ${effect.object} would fail, and its data would be gone.`,
    next: nextStep(proposal, together, byHead),
  });
}

export const undeclaredContract: Rule = {
  id: ID,
  subjects: ['pull_request', 'lint'],
  judge(proposal) {
    const declared = new Set(
      proposal.changes.filter(({ declaredBy }) => declaredBy === 'base').map(({ change }) => change.id),
    );
    // Rows that go are batched-data's matter; everything else that is removed must be declared.
    const removed = proposal.effects.filter(
      (effect) =>
        isContract(effect) &&
        effect.kind !== 'rewrites' &&
        (effect.change === null || !declared.has(effect.change)),
    );
    return removed.map((effect) =>
      judgeEffect(
        proposal,
        effect,
        removed.filter(({ path }) => path === effect.path),
      ),
    );
  },
};
