/** deploy-order: code goes only where its schema is; a contract that reaches an environment is proved for that environment. */
import type { AttributedEffect, Environment, Finding, Mention, Sha } from '../../model.ts';
import { isPartOf } from '../../names.ts';
import { arrivingIn } from '../arriving.ts';
import { type CarriedContract, environmentsOf } from '../contracts.ts';
import { declareChange } from '../declare-change.ts';
import { judgeMergedApproval, wasOverridden } from '../merged-approval.ts';
import { type Need, needsOf, termOfNeed } from '../needs.ts';
import { type Presence, presencesIn } from '../presence.ts';
import { migrationsAtHead } from '../removals.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { statusOfUntold } from '../sites.ts';
import { judgeConsumers, judgeLiveReferences } from './no-references.ts';
import { judgeQuietOf } from './quiet.ts';
import { judgeContractSoak } from './soak.ts';
import { judgeTightening } from './tighten-after-writers.ts';

const ID = 'deploy-order';

interface Lacking {
  need: Need;
  path: string;
  presence: Exclude<Presence, { state: 'present' }>;
}

/** With `before-code` a deployment runs what it holds before its code starts. */
function comesAlong({ set, makers }: Need): boolean {
  if (set.database.runs !== 'before-code') return false;
  const held = new Set(migrationsAtHead(set).map(({ path, blob }) => `${path} ${blob}`));
  return makers.every(({ path, blob }) => held.has(`${path} ${blob}`));
}

/** Only what is not present can be missed, and only for it is code searched. */
function lackingIn(proposal: Proposal, ask: Ask, environment: Environment): Lacking[] {
  const needs = needsOf(proposal).filter((need) => !comesAlong(need));
  const makers = [
    ...new Map(needs.flatMap((need) => need.makers).map((maker) => [`${maker.path} ${maker.blob}`, maker])),
  ];
  const presences = presencesIn(
    ask,
    environment,
    makers.map(([, maker]) => maker),
  );
  const found = new Map(makers.map(([key], index) => [key, presences[index]]));
  return needs.flatMap((need) => {
    for (const { path, blob } of need.makers) {
      const presence = found.get(`${path} ${blob}`);
      if (presence && presence.state !== 'present') return [{ need, path, presence }];
    }
    return [];
  });
}

function tellLacking(
  proposal: Proposal,
  environment: Environment,
  { need, path, presence }: Lacking,
  mention: Mention,
): Finding {
  const { object } = need;
  const change = proposal.changes.find(({ change: { adds } }) =>
    adds.some((entry) => isPartOf(object, entry)),
  );
  const isAbsent = presence.state === 'absent';
  const where = isAbsent ? presence.site : environment.name;
  return finding(ID, {
    status: isAbsent ? 'wait' : statusOfUntold(presence),
    change: change?.change.id ?? null,
    phase: 'expand',
    environment: environment.name,
    ...placed(mention),
    message: isAbsent
      ? `the code of this deployment uses ${object}, and ${path} has not been deployed to ${where}.`
      : `the code of this deployment uses ${object}, and whether ${path} has been deployed to ${where} is not known: ${presence.why}.`,
    short: `the code uses ${object}, which is not known to be in ${where}`,
    why: `code that runs before ${object} is there would fail on its first query.`,
    seen: mention.text.trim(),
    limit: `${path} present`,
    next: isAbsent
      ? `Deploy ${path} to ${where} first; this then clears by itself.`
      : `Give the deployments of ${environment.name} (--evidence FILE).`,
  });
}

/** One finding for each migration that is missed, at the first use of what it makes. */
function judgeSchema(proposal: Proposal, ask: Ask, environment: Environment, head: Sha): Finding[] {
  const lacking = lackingIn(proposal, ask, environment);
  const about = { environment: environment.name };
  if (lacking.length === 0) {
    const message = `every migration that the code could need is present in ${environment.name}, or comes with it.`;
    return [finding(ID, { ...about, status: 'ok', message })];
  }
  const terms = lacking.map(({ need }) => termOfNeed(proposal, need));
  const answer = ask<'mentions'>({ ask: 'mentions', commit: head, files: null, terms });
  if (answer.state !== 'known') {
    const status = statusOfUntold({ state: answer.state, why: answer.why });
    const message = `what the code of this deployment needs could not be told: ${answer.why}.`;
    const next = `Give the repository with commit ${head.slice(0, 7)} in it.`;
    return [finding(ID, { ...about, status, message, next })];
  }
  const told = new Map<string, Finding>();
  for (const mention of answer.value.mentions) {
    const missed = lacking[mention.term];
    if (missed && !told.has(missed.path))
      told.set(missed.path, tellLacking(proposal, environment, missed, mention));
  }
  if (told.size > 0) return [...told.values()];
  const paths = [...new Set(lacking.map(({ path }) => path))].join(', ');
  const message = `${environment.name} lacks ${paths}, and this code uses nothing of it.`;
  return [finding(ID, { ...about, status: 'ok', message })];
}

/** What the pull request was asked, asked again of this environment. */
function judgeContract(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding[] {
  const found =
    contract.kind === 'tighten'
      ? judgeTightening(proposal, ask, contract)
      : [
          ...judgeQuietOf(proposal, ask, contract),
          judgeLiveReferences(proposal, ask, contract, environment),
          ...judgeConsumers(proposal, ask, contract, environment),
          judgeContractSoak(proposal, ask, contract, environment),
        ];
  const approval = judgeMergedApproval(ID, proposal, ask, contract, environment);
  return [...found, approval].map((part) => ({
    ...part,
    rule: ID,
    environment: environment.name,
    message: part.rule === ID ? part.message : `${part.rule}: ${part.message}`,
  }));
}

/** Merged without a word on the base: there is nothing that it could be proved by. */
function judgeUndeclared(
  proposal: Proposal,
  ask: Ask,
  effect: AttributedEffect,
  environment: Environment,
): Finding {
  const overridden = wasOverridden(proposal, ask, effect);
  const isAllowed = overridden.length > 0;
  const message = `${effect.path} removes ${effect.object} from ${environment.name} with this deployment, and no change declares that`;
  return finding(ID, {
    status: isAllowed ? 'warn' : 'block',
    phase: 'contract',
    environment: environment.name,
    ...placed(effect),
    message: isAllowed
      ? `${message}; it was merged by an override of ${overridden.join(', ')} for this content.`
      : `${message}.`,
    short: `${effect.object} would be removed from ${environment.name}, and no change declares that`,
    why: isAllowed ? '' : `nothing was asked of it: whatever still uses ${effect.object} would fail.`,
    next: isAllowed
      ? ''
      : `Declare it on the base; it is then asked for its proof:\n\n${declareChange([effect], {})}`,
  });
}

function judgeArriving(proposal: Proposal, ask: Ask, environment: Environment): Finding[] {
  const { contracts, undeclared, untold } = arrivingIn(proposal, ask, ID, environment);
  return [
    ...untold,
    ...contracts.flatMap((contract) => judgeContract(proposal, ask, contract, environment)),
    ...undeclared.map((effect) => judgeUndeclared(proposal, ask, effect, environment)),
  ];
}

export const deployOrder: Rule = {
  id: ID,
  subjects: ['deployment'],
  judge: (proposal, ask) => {
    const { subject } = proposal;
    if (subject.kind !== 'deployment') return [];
    return environmentsOf(proposal).flatMap((environment) => [
      ...judgeSchema(proposal, ask, environment, subject.head),
      ...judgeArriving(proposal, ask, environment),
    ]);
  },
};
