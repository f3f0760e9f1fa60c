/** What the next phase of a change waits for; a later phase is told once the earlier ones are live. */
import type { Change, Finding, MigrationSet } from '../../model.ts';
import { environmentsOf } from '../contracts.ts';
import type { Ask, Proposal } from '../rule.ts';
import { makersOf } from '../schema.ts';
import { contractWaits } from './contract-waits.ts';
import { missingMigration, unlessDeployed } from './deployed-wait.ts';
import { endOf } from './end.ts';
import { migrateWaits } from './migrate-waits.ts';

function expandWaits(proposal: Proposal, ask: Ask, set: MigrationSet, change: Change): Finding[] {
  const missing = change.adds.filter((object) => makersOf(set, object).length === 0);
  if (missing.length > 0) return [missingMigration(change, 'expand', `adds ${missing.join(', ')}`)];
  const makers = [...new Set(change.adds.flatMap((object) => makersOf(set, object)))];
  return makers.length === 0
    ? []
    : environmentsOf(proposal).flatMap((environment) =>
        unlessDeployed(ask, change, 'expand', environment, makers),
      );
}

/** Findings on the change's next phase; none where all of it is done. */
export function waitsFor(proposal: Proposal, ask: Ask, change: Change): Finding[] {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  if (!set) return [];
  const merged = endOf(set, change);
  if (merged.length > 0)
    return environmentsOf(proposal).flatMap((environment) =>
      unlessDeployed(ask, change, 'contract', environment, merged),
    );
  for (const waits of [
    () => expandWaits(proposal, ask, set, change),
    () => migrateWaits(proposal, ask, change),
    () => contractWaits(proposal, ask, set, change),
  ]) {
    const findings = waits();
    if (findings.length > 0) return findings;
  }
  return [];
}
