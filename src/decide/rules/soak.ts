/** soak: what must have been so for a time has been so for that time, without a break. */
import type { AnswerTo, Change, Environment, Evidence, Finding, Sha, Time } from '../../model.ts';
import {
  type CarriedContract,
  contractsIn,
  environmentsOf,
  inEachEnvironment,
  startOf,
} from '../contracts.ts';
import { addedMentions, changedCode } from '../dependence.ts';
import { judgeHeldFor } from '../held-finding.ts';
import { type Holding, holdingIn } from '../holding.ts';
import { presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { makersOf } from '../schema.ts';
import { contractShape, newShape } from '../shapes.ts';
import { mapEvidence } from '../steps.ts';

const ID = 'soak';

/** Since when nothing live in the environment mentions what the contract takes. Looks back to `since`. */
function freeOfOld(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
  since: Time,
): Holding {
  const terms = contractShape(contract);
  const free = (commit: Sha): Evidence<boolean> => {
    const answer: AnswerTo<'mentions'> = ask({ ask: 'mentions', commit, files: null, terms });
    return mapEvidence(answer, ({ mentions }) => mentions.length === 0);
  };
  return holdingIn(ask, environment, free, since, proposal.now);
}

const WHY_OLD = 'a rollback in this time would bring back code that needs the old shape.';
const WHY_NEW = 'a new shape that must be taken back is taken back before code leans on it.';

export function judgeContractSoak(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding {
  const { change, objects } = contract;
  const { soak } = change.contract;
  const at = {
    ...startOf(contract),
    change: change.id,
    phase: 'contract',
    environment: environment.name,
  };
  if (typeof soak !== 'number') {
    const message = `the soak of ${change.id} is switched off: ${soak.off}`;
    return finding(ID, { ...at, status: 'warn', message, limit: 'off' });
  }
  const holding = freeOfOld(proposal, ask, contract, environment, proposal.now - soak);
  const words = {
    what: `code free of ${objects.join(', ')} is live`,
    why: WHY_OLD,
    deploy: (site: string) => `Deploy code without ${objects.join(', ')} to ${site}`,
  };
  return judgeHeldFor(ID, at, holding, soak, words, proposal.now);
}

/** The expand must have been there for a while before code leans on it. */
function judgeExpandSoak(proposal: Proposal, ask: Ask, change: Change): Finding[] {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  const soak = change.expandSoak;
  if (!set || soak === 0 || set.database.runs === 'before-code') return [];
  const [mention] = addedMentions(changedCode(proposal), newShape(change));
  const merged = change.adds.filter((object) => makersOf(set, object).length > 0);
  const makers = [...new Set(merged.flatMap((object) => makersOf(set, object)))];
  if (!mention || makers.length === 0) return [];
  const words = {
    what: `${merged.join(', ')} ${merged.length > 1 ? 'are' : 'is'} present`,
    why: WHY_NEW,
    deploy: (site: string) => `Deploy the base to ${site}`,
  };
  return environmentsOf(proposal).flatMap((environment) => {
    const presence = presenceIn(ask, environment, makers, proposal.now - soak);
    // Absent or untold is schema-before-code's to tell.
    if (presence.state !== 'present') return [];
    const at = {
      ...placed(mention),
      change: change.id,
      phase: 'expand',
      environment: environment.name,
    };
    const holding: Holding = { ...presence, state: 'held', start: presence.since };
    return [judgeHeldFor(ID, at, holding, soak, words, proposal.now)];
  });
}

/** A soak that is asked of no environment is proved for none. */
const judgeContract = (proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] =>
  inEachEnvironment(
    ID,
    proposal,
    { ...startOf(contract), change: contract.change.id, phase: 'contract' },
    (environment) => [judgeContractSoak(proposal, ask, contract, environment)],
  );

export const soak: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) => [
    ...contractsIn(proposal).flatMap((contract) => judgeContract(proposal, ask, contract)),
    ...proposal.changes.flatMap(({ change }) => judgeExpandSoak(proposal, ask, change)),
  ],
};
