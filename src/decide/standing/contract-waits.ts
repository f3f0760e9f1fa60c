/** What a pull request that carries the contract would wait for if it were opened now. */
import type { Change, Finding, MigrationSet } from '../../model.ts';
import { type CarriedContract, environmentsOf } from '../contracts.ts';
import { type Ask, finding, type Proposal } from '../rule.ts';
import { judgeBackfillOf } from '../rules/backfill.ts';
import { judgeDeprecation } from '../rules/deprecation.ts';
import { judgeDivergenceOf } from '../rules/divergence.ts';
import { judgeReferences } from '../rules/no-references.ts';
import { judgeQuietOf } from '../rules/quiet.ts';
import { judgeContractSoak } from '../rules/soak.ts';
import { judgeTightening } from '../rules/tighten-after-writers.ts';
import { makersOf } from '../schema.ts';

const NOWHERE = { path: null, line: null, column: null };

const isOpen = ({ status }: Finding): boolean => status !== 'ok' && status !== 'warn';

function removalWaits(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] {
  const { change } = contract;
  return [
    ...judgeReferences(proposal, ask, contract),
    ...environmentsOf(proposal).map((environment) => judgeContractSoak(proposal, ask, contract, environment)),
    ...judgeQuietOf(proposal, ask, contract),
    ...judgeDeprecation(proposal, contract),
    ...judgeBackfillOf(proposal, ask, change, NOWHERE, 'contract'),
    ...judgeDivergenceOf(proposal, ask, change, NOWHERE, 'contract'),
  ];
}

/** A person is asked last, and of a content that there is not yet. */
function approvalWait(contract: CarriedContract): Finding {
  const { change, kind, objects } = contract;
  const count = Math.max(1, change.contract.approvals);
  const does = `${kind === 'contract' ? 'removes' : 'tightens'} ${objects.join(', ')}`;
  return finding('approval', {
    status: 'wait',
    change: change.id,
    phase: 'contract',
    message: `nothing else is in the way: the migration that ${does} may be proposed, and then needs ${count} ${count === 1 ? 'approval' : 'approvals'}.`,
    next: `Propose the migration that ${does}.`,
  });
}

/** Empty for a change that removes and tightens nothing. */
export function contractWaits(proposal: Proposal, ask: Ask, set: MigrationSet, change: Change): Finding[] {
  const standing = change.removes.filter((object) => makersOf(set, object).length > 0);
  const kinds: [CarriedContract['kind'], string[]][] = [
    ['contract', standing.length > 0 ? standing : change.removes],
    ['tighten', change.tightens],
  ];
  return kinds.flatMap(([kind, objects]) => {
    if (objects.length === 0) return [];
    const contract: CarriedContract = { change, set, kind, objects, effects: [], migrations: [] };
    const judge = kind === 'contract' ? removalWaits : judgeTightening;
    const waits = judge(proposal, ask, contract).filter(isOpen);
    // A tightening's lane is its contract; what stands in no lane would not be shown.
    return waits.length > 0
      ? waits.map((found) => ({ ...found, phase: 'contract' }))
      : [approvalWait(contract)];
  });
}
