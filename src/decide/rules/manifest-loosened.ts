/** manifest-loosened: a pull request cannot make its own way easier. */
import type { Change, Effect, Finding, Manifest, Migration, MigrationSet, ObjectName } from '../../model.ts';
import { isPartOf } from '../../names.ts';
import { belongsTo } from '../attribute.ts';
import { mergedContracts } from '../contracts.ts';
import { findLoosenings, type Loosening } from '../loosenings.ts';
import { presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { columnsUnder, effectsOf, makersOf } from '../schema.ts';
import { judgeApprovals } from './approval.ts';

const ID = 'manifest-loosened';

/** What must be present for a change to be done: its contract, tightenings and backfills; of an additive one, its expand. */
function lastMigrations(set: MigrationSet, change: Change): Migration[] | null {
  const { adds, removes, tightens, rewrites } = change;
  const parts = [
    removes.length > 0 ? contractOf(set, change) : [],
    carriersOf(set, change, tightens, ({ phase }) => phase === 'tighten'),
    carriersOf(set, change, rewrites, ({ kind, phase }) => kind === 'rewrites' && phase === 'migrate'),
  ];
  if (parts.includes(null)) return null;
  const found = parts.flatMap((part) => part ?? []);
  const makers = adds.map((object) => makersOf(set, object));
  if (removes.length === 0 && makers.some((of) => of.length === 0)) return null;
  return removes.length === 0 ? [...found, ...makers.flat()] : found;
}

/** Migrations of the base that do this to every one of the objects; null: to one of them nobody did. */
function carriersOf(
  set: MigrationSet,
  change: Change,
  objects: readonly ObjectName[],
  does: (effect: Effect) => boolean,
): Migration[] | null {
  const ours = effectsOf(set.base).filter(({ effect }) => does(effect) && belongsTo(change, effect, set));
  const touches = (object: ObjectName): boolean =>
    ours.some(({ effect }) =>
      [effect.object, ...columnsUnder(set, effect)].some((name) => isPartOf(name, object)),
    );
  return objects.every(touches) ? [...new Set(ours.map(({ migration }) => migration))] : null;
}

/** Done in every environment that the base names; where there is none, nothing is. */
function isDone(proposal: Proposal, ask: Ask, base: Manifest, change: Change): boolean {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  const migrations = set ? lastMigrations(set, change) : null;
  if (migrations === null || base.environments.length === 0) return false;
  return base.environments.every(
    (environment) => presenceIn(ask, environment, migrations, null).state === 'present',
  );
}

function contractOf(set: MigrationSet, change: Change): Migration[] | null {
  const { migrations, objects } = mergedContracts(set, change);
  const isGone = (object: ObjectName): boolean =>
    objects.some((gone) => isPartOf(object, gone)) && makersOf(set, object).length === 0;
  const paths = new Set(migrations.map(({ path }) => path));
  return change.removes.every(isGone) ? set.base.filter(({ path }) => paths.has(path)) : null;
}

/** Where the merge base's cannot be read, what the base has now is what the head must not loosen. */
function earlierManifest({ mergeBase, base }: Proposal['manifests']): Manifest | null {
  if (mergeBase.state === 'valid') return mergeBase.manifest;
  return base.state === 'valid' ? base.manifest : null;
}

/** Loosenings, but for entries of changes that are done: those may go. */
function looseningsIn(proposal: Proposal, ask: Ask): Loosening[] {
  const { head, base } = proposal.manifests;
  const earlier = earlierManifest(proposal.manifests);
  if (earlier === null || head.state !== 'valid' || base.state !== 'valid') return [];
  return findLoosenings(earlier, head.manifest).filter(({ removedChange }) => {
    const removed = earlier.changes.find(({ id }) => id === removedChange);
    return !removed || !isDone(proposal, ask, base.manifest, removed);
  });
}

function tell(loosening: Loosening, approved: Finding): Finding {
  const isApproved = approved.status === 'ok';
  return finding(ID, {
    ...placed(loosening),
    status: approved.status,
    change: 'manifest',
    message: `${loosening.message}.`,
    short: loosening.message,
    why: isApproved
      ? ''
      : 'it does not count for this pull request, and after merging it would let more through.',
    seen: isApproved ? approved.message : approved.seen,
    limit: '1 approval of manifest',
    next: approved.next.replace('approve manifest', 'approve the change of the manifest (change: manifest)'),
    evidence: approved.evidence,
  });
}

const SWITCHES = ['soak', 'deprecation', 'divergence', 'backfill'] as const;

/** A new change is no loosening; what it does without from the start is said aloud, once. */
function warnOfSwitchedOff({ manifests }: Proposal): Finding[] {
  const earlier = earlierManifest(manifests);
  if (earlier === null || manifests.head.state !== 'valid') return [];
  const { changes } = manifests.head.manifest;
  const fresh = changes.filter(({ id }) => !earlier.changes.some((known) => known.id === id));
  return fresh.flatMap((change) =>
    SWITCHES.flatMap((name) => {
      const value = change.contract[name];
      if (typeof value !== 'object' || value === null || !('off' in value)) return [];
      return finding(ID, {
        ...placed(change),
        status: 'warn',
        change: change.id,
        message: `${change.id} is declared with its ${name} switched off: ${value.off}.`,
        next: 'Look at the reason: every report of this change repeats it, and nothing asks for it again.',
      });
    }),
  );
}

export const manifestLoosened: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge(proposal, ask): Finding[] {
    const loosenings = looseningsIn(proposal, ask);
    const switchedOff = warnOfSwitchedOff(proposal);
    if (loosenings.length === 0) return switchedOff;
    const at = { path: null, line: null, column: null, change: 'manifest', phase: 'manifest' };
    const approved = judgeApprovals(proposal, ask, at, 1);
    return [...loosenings.map((loosening) => tell(loosening, approved)), ...switchedOff];
  },
};
