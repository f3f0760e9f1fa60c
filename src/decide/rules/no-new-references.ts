/** no-new-references: nobody begins to use what is on its way out. */
import type { Change, Finding, MigrationSet } from '../../model.ts';
import { mergedContracts } from '../contracts.ts';
import { addedMentions, changedCode } from '../dependence.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { makersOf } from '../schema.ts';
import { nameOf, oldShape } from '../shapes.ts';
import { mergedOnBase } from '../steps.ts';

const ID = 'no-new-references';

/** Why the old shape may not be taken up again; null: its reads have not moved yet; `unknown`: it cannot be told. */
function reason(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  set: MigrationSet,
): string | null | { unknown: string } {
  const gone = mergedContracts(set, change).objects.some((object) => makersOf(set, object).length === 0);
  if (gone) return 'its contract is merged';
  for (const step of ['stop_old', 'read_new'] as const) {
    const merged = mergedOnBase(proposal, ask, change, step);
    if (merged.state !== 'known') return { unknown: merged.why };
    if (merged.value) return `its ${step} is merged: reads have moved to the new shape`;
  }
  return null;
}

function judgeChange(proposal: Proposal, ask: Ask, change: Change): Finding[] {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  if (!set || change.removes.length === 0) return [];
  const terms = oldShape(change);
  const mentions = addedMentions(changedCode(proposal), terms);
  if (mentions.length === 0) return [];
  const why = reason(proposal, ask, change, set);
  if (why === null) return [];
  return mentions.map((mention) => {
    const object = nameOf(terms[mention.term]);
    const common = { ...placed(mention), change: change.id, phase: 'migrate' };
    if (typeof why !== 'string') {
      return finding(ID, {
        ...common,
        status: 'error',
        message: `${object} is mentioned by a new line, and whether its reads have moved could not be told: ${why.unknown}.`,
      });
    }
    return finding(ID, {
      ...common,
      status: 'block',
      message: `${object} is mentioned by a new line, and ${why}.`,
      why: `each new use of ${object} puts off the day on which it can be removed, or fails when it is.`,
      seen: mention.text.trim(),
      next:
        change.adds.length > 0
          ? `Use ${change.adds.join(', ')} instead. Is it no use of ${object}? Say so with references: on ${change.id}.`
          : `Leave ${object} alone. Is it no use of it? Say so with references: on ${change.id}.`,
    });
  });
}

export const noNewReferences: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) => proposal.changes.flatMap(({ change }) => judgeChange(proposal, ask, change)),
};
