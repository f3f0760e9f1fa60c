/** manifest-loosened: a pull request cannot make its own way easier. */
import type { Change, Finding, Manifest, MigrationSet } from '../../model.ts';
import { mergedContracts } from '../contracts.ts';
import { findLoosenings } from '../loosenings.ts';
import { presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { makersOf } from '../schema.ts';
import { judgeApprovals } from './approval.ts';

const ID = 'manifest-loosened';

/** A change is done when its contract (or, for an additive one, its expand) is present in every environment. */
function isDone(proposal: Proposal, ask: Ask, base: Manifest, change: Change): boolean {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  if (!set) return false;
  const migrations =
    change.removes.length > 0
      ? contractOf(set, change)
      : change.adds.flatMap((object) => makersOf(set, object));
  if (
    migrations === null ||
    migrations.length === 0 ||
    change.tightens.length > 0 ||
    change.rewrites.length > 0
  )
    return false;
  return base.environments.every(
    (environment) => presenceIn(ask, environment, migrations, null).state === 'present',
  );
}

function contractOf(set: MigrationSet, change: Change) {
  const { migrations, objects } = mergedContracts(set, change);
  const all = change.removes.every((object) =>
    objects.some((gone) => object === gone || object.startsWith(`${gone}.`)),
  );
  return all && change.removes.every((object) => makersOf(set, object).length === 0) ? migrations : null;
}

export const manifestLoosened: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge(proposal, ask): Finding[] {
    const { mergeBase, head, base } = proposal.manifests;
    if (mergeBase.state !== 'valid' || head.state !== 'valid' || base.state !== 'valid') return [];
    const loosenings = findLoosenings(mergeBase.manifest, head.manifest).filter((loosening) => {
      const removed = loosening.removedChange
        ? mergeBase.manifest.changes.find(({ id }) => id === loosening.removedChange)
        : undefined;
      return !removed || !isDone(proposal, ask, base.manifest, removed);
    });
    if (loosenings.length === 0) return [];
    const approved = judgeApprovals(
      proposal,
      ask,
      { path: null, line: null, column: null, change: 'manifest', phase: 'manifest' },
      1,
    );
    return loosenings.map((loosening) =>
      finding(ID, {
        ...placed(loosening),
        status: approved.status,
        change: 'manifest',
        message: loosening.message,
        why:
          approved.status === 'ok'
            ? ''
            : 'it does not count for this pull request, and after merging it would let more through.',
        seen: approved.status === 'ok' ? approved.message : approved.seen,
        next:
          approved.status === 'ok'
            ? ''
            : approved.next.replace(
                'approve manifest',
                'approve the change of the manifest (change: manifest)',
              ),
        evidence: approved.evidence,
      }),
    );
  },
};
