/** no-new-references: nobody begins to use what is on its way out. */
import { addedLines } from '../../code/index.ts';
import type { Change, ChangedFile, Finding, MigrationSet, ObjectName, Term } from '../../model.ts';
import { contractsIn, mergedContracts } from '../contracts.ts';
import { type AddedMention, addedMentions, changedCode } from '../dependence.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { makersOf } from '../schema.ts';
import { nameOf, oldShape } from '../shapes.ts';
import { statusOfUntold, type Untold } from '../sites.ts';
import { mergedOnBase } from '../steps.ts';

const ID = 'no-new-references';

type Reason = { state: 'held'; why: string } | { state: 'free' } | Untold;

/** Why the old shape may not be taken up again: its contract is here or merged, or its reads have moved. */
function reasonOf(proposal: Proposal, ask: Ask, change: Change, set: MigrationSet): Reason {
  const gone = mergedContracts(set, change).objects.some((object) => makersOf(set, object).length === 0);
  if (gone) return { state: 'held', why: 'its contract is merged' };
  if (contractsIn(proposal).some((contract) => contract.change.id === change.id))
    return { state: 'held', why: 'this pull request carries its contract' };
  for (const step of ['stop_old', 'read_new'] as const) {
    const merged = mergedOnBase(proposal, ask, change, step);
    if (merged.state !== 'known') return { state: merged.state, why: merged.why };
    if (merged.value)
      return { state: 'held', why: `its ${step} is merged: reads have moved to the new shape` };
  }
  return { state: 'free' };
}

/** Lines that some file of the pull request loses: one that only moves begins nothing. */
function lostLines(files: readonly ChangedFile[]): Set<string> {
  const lost = files.flatMap(({ before, after }) => {
    if (before === null) return [];
    const gone = addedLines(after, before);
    return before.split('\n').filter((_, index) => gone.has(index + 1));
  });
  return new Set(lost.map((line) => line.trim()));
}

function begun(proposal: Proposal, terms: readonly Term[]): AddedMention[] {
  const mentions = addedMentions(changedCode(proposal), terms);
  if (mentions.length === 0) return [];
  const lost = lostLines(proposal.files);
  return mentions.filter(({ text }) => !lost.has(text.trim()));
}

function tell(change: Change, mention: AddedMention, object: ObjectName, reason: Reason): Finding[] {
  if (reason.state === 'free') return [];
  const about = { ...placed(mention), change: change.id, phase: 'migrate', seen: mention.text.trim() };
  const why = `each new use of ${object} puts off the day on which it can be removed, or fails when it is.`;
  if (reason.state !== 'held') {
    const message = `${object} is mentioned by a new line, and whether its reads have moved could not be told: ${reason.why}.`;
    const next = 'Give the repository with the whole base in it, and check again.';
    return [finding(ID, { ...about, status: statusOfUntold(reason), message, why, next })];
  }
  const instead =
    change.adds.length > 0 ? `Use ${change.adds.join(', ')} instead.` : `Leave ${object} alone.`;
  return [
    finding(ID, {
      ...about,
      status: 'block',
      message: `${object} is mentioned by a new line, and ${reason.why}.`,
      short: `${object} is mentioned anew, ${mention.path}:${mention.line}`,
      limit: 'no new mention',
      why,
      next: `${instead} Is it no use of ${object}? Say so with references: on ${change.id}.`,
    }),
  ];
}

function judgeChange(proposal: Proposal, ask: Ask, change: Change): Finding[] {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  if (!set || change.removes.length === 0) return [];
  const terms = oldShape(change);
  const mentions = begun(proposal, terms);
  if (mentions.length === 0) return [];
  const reason = reasonOf(proposal, ask, change, set);
  return mentions.flatMap((mention) => tell(change, mention, nameOf(terms[mention.term]), reason));
}

export const noNewReferences: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) => proposal.changes.flatMap(({ change }) => judgeChange(proposal, ask, change)),
};
