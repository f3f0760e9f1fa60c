/** soak: what must have been so for a time has been so for that time, without a break. */
import type { AnswerTo, Change, Environment, Evidence, Finding, Sha, Time } from '../../model.ts';
import { formatDuration, formatMoment } from '../../time.ts';
import { type CarriedContract, contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { addedMentions, changedCode } from '../dependence.ts';
import { type Holding, holdingIn } from '../holding.ts';
import { presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { makersOf } from '../schema.ts';
import { newShape, oldShape } from '../shapes.ts';
import { statusOfUntold } from '../sites.ts';
import { mapEvidence } from '../steps.ts';

const ID = 'soak';

/** Since when nothing live in the environment mentions the old shape. Looks back to `since`. */
export function freeOfOld(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  environment: Environment,
  since: Time,
): Holding {
  const terms = oldShape(change);
  const free = (commit: Sha): Evidence<boolean> => {
    const answer: AnswerTo<'mentions'> = ask({ ask: 'mentions', commit, files: null, terms });
    return mapEvidence(answer, ({ mentions }) => mentions.length === 0);
  };
  return holdingIn(ask, environment, free, since, proposal.now);
}

const about = (contract: CarriedContract, environment: Environment) => ({
  change: contract.change.id,
  phase: 'contract',
  environment: environment.name,
  ...startOf(contract),
});

/** Judges how long something has held against how long it must have. `what` reads after "for": "code free of users.name is live". */
export function judgeHeldFor(
  rule: string,
  at: ReturnType<typeof about>,
  holding: Holding,
  soak: number,
  what: string,
  now: Time,
): Finding {
  if (holding.state === 'missing' || holding.state === 'failed') {
    const message = `since when ${what} in ${at.environment} is not known: ${holding.why}.`;
    const next = `Give the deployments of ${at.environment} (--evidence FILE), or let the check run where it can read them.`;
    return finding(rule, { ...at, status: statusOfUntold(holding), message, next });
  }
  if (holding.state === 'broken') {
    return finding(rule, {
      ...at,
      status: 'wait',
      message: `it is not yet so that ${what} in ${holding.site}: ${holding.commit.slice(0, 7)} may be live there.`,
      next: `Deploy to ${holding.site}; ${formatDuration(soak)} after that deployment succeeds, this clears by itself.`,
      evidence: holding.evidence,
    });
  }
  if (!holding.timesKnown) {
    const message = `${what} in ${at.environment}, since when is not recorded there, so ${formatDuration(soak)} cannot be proved.`;
    const next = `Record deployments of ${at.environment}, or switch the soak off aloud: contract.soak: { off: reason }.`;
    return finding(rule, { ...at, status: soak > 0 ? 'wait' : 'ok', message, next: soak > 0 ? next : '' });
  }
  const until = holding.start === null ? null : holding.start + soak;
  if (until !== null && until > now) {
    return finding(rule, {
      ...at,
      status: 'wait',
      message: `${what} in ${at.environment} for ${formatDuration(now - (holding.start ?? now))}; ${formatDuration(soak)} are asked.`,
      why: 'a rollback in this time would bring back code that needs the old shape.',
      next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}, unless older code is deployed again.`,
      until,
      evidence: holding.evidence,
    });
  }
  return finding(rule, {
    ...at,
    status: 'ok',
    message: `${what} in ${at.environment} for at least ${formatDuration(soak)}.`,
    evidence: holding.evidence,
  });
}

export function judgeContractSoak(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding {
  const { soak } = contract.change.contract;
  const at = about(contract, environment);
  if (typeof soak !== 'number') {
    return finding(ID, {
      ...at,
      status: 'warn',
      message: `the soak of ${contract.change.id} is switched off: ${soak.off}`,
    });
  }
  const holding = freeOfOld(proposal, ask, contract.change, environment, proposal.now - soak);
  return judgeHeldFor(
    ID,
    at,
    holding,
    soak,
    `code free of ${contract.objects.join(', ')} is live`,
    proposal.now,
  );
}

/** The expand must have been there for a while before code leans on it. */
function judgeExpandSoak(proposal: Proposal, ask: Ask, change: Change): Finding[] {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  const soak = change.expandSoak;
  if (!set || soak === 0 || set.database.runs === 'before-code') return [];
  const [mention] = addedMentions(changedCode(proposal), newShape(change));
  const makers = [...new Set(change.adds.flatMap((object) => makersOf(set, object)))];
  if (!mention || makers.length === 0) return [];
  return environmentsOf(proposal).flatMap((environment) => {
    const presence = presenceIn(ask, environment, makers, proposal.now - soak);
    // Absent or untold is schema-before-code's to tell.
    if (presence.state !== 'present') return [];
    const at = {
      change: change.id,
      phase: 'expand',
      environment: environment.name,
      path: mention.path,
      line: mention.line,
      column: mention.column,
    };
    const what = `${change.adds.join(', ')} is present`;
    return [
      judgeHeldFor(ID, at, { ...presence, state: 'held', start: presence.since }, soak, what, proposal.now),
    ];
  });
}

export const soak: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) => [
    ...contractsIn(proposal).flatMap((contract) =>
      environmentsOf(proposal).map((environment) => judgeContractSoak(proposal, ask, contract, environment)),
    ),
    ...proposal.changes.flatMap(({ change }) => judgeExpandSoak(proposal, ask, change)),
  ],
};
