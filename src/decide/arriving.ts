/** Contracts and tightenings that a commit brings to an environment where no deployment has succeeded with them yet. */
import type { AttributedEffect, Environment, Finding, Migration, MigrationSet } from '../model.ts';
import { attribute } from './attribute.ts';
import { type CarriedContract, gather, isContract, isTightening } from './contracts.ts';
import { presencesIn } from './presence.ts';
import { migrationsAtHead } from './removals.ts';
import { type Ask, finding, type Proposal } from './rule.ts';
import { effectsOf } from './schema.ts';
import { statusOfUntold, type Untold } from './sites.ts';

export interface Arriving {
  contracts: CarriedContract[];
  /** Removals that no change on the base declares. */
  undeclared: AttributedEffect[];
  /** Whether they arrive could not be told. */
  untold: Finding[];
}

interface Bringing {
  migration: Migration;
  effects: AttributedEffect[];
}

/** Removals and tightenings that the head would run, each migration once. */
function broughtBy(proposal: Proposal, set: MigrationSet): Bringing[] {
  const base = proposal.changes.filter(({ declaredBy }) => declaredBy === 'base');
  return migrationsAtHead(set)
    .map((migration) => ({
      migration,
      effects: effectsOf([migration])
        .map(({ effect }) => attribute(effect, set, base))
        .filter((effect) => (isContract(effect) && effect.kind !== 'rewrites') || isTightening(effect)),
    }))
    .filter(({ effects }) => effects.length > 0);
}

/** One finding for all that cannot be told for the same reason. */
function tellUntold(
  rule: string,
  environment: Environment,
  untold: readonly (Bringing & { reason: Untold })[],
) {
  const reasons = new Map(untold.map(({ reason }) => [reason.why, reason]));
  return [...reasons.values()].map((reason) => {
    const ours = untold.filter(({ reason: { why } }) => why === reason.why);
    const paths = ours.map(({ migration }) => migration.path);
    return finding(rule, {
      status: statusOfUntold(reason),
      environment: environment.name,
      phase: 'contract',
      path: paths[0] ?? null,
      line: 1,
      column: 1,
      message: `whether ${shorten(paths)} has run in ${environment.name} is not known: ${reason.why}.`,
      why: 'a contract that arrives only now must be proved for this environment.',
      next: `Give the deployments of ${environment.name} (--evidence FILE).`,
    });
  });
}

const shorten = (paths: readonly string[]): string =>
  paths.length > 3 ? `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more` : paths.join(', ');

function contractsOf(proposal: Proposal, set: MigrationSet, brought: readonly Bringing[]): CarriedContract[] {
  const effects = brought.flatMap((one) => one.effects);
  const migrations = brought.map(({ migration }) => migration);
  return proposal.changes.flatMap(({ change, declaredBy }) => {
    const ours = declaredBy === 'base' ? effects.filter((effect) => effect.change === change.id) : [];
    const contract = ours.filter(isContract);
    const tight = ours.filter(isTightening);
    return [
      ...(contract.length > 0 ? [gather(change, set, 'contract', contract, migrations)] : []),
      ...(tight.length > 0 ? [gather(change, set, 'tighten', tight, migrations)] : []),
    ];
  });
}

function arrivingOf(
  proposal: Proposal,
  ask: Ask,
  rule: string,
  environment: Environment,
  set: MigrationSet,
): Arriving {
  const brought = broughtBy(proposal, set);
  const presences = presencesIn(
    ask,
    environment,
    brought.map(({ migration }) => migration),
  );
  const absent = brought.filter((_, index) => presences[index]?.state === 'absent');
  const untold = brought.flatMap((one, index) => {
    const presence = presences[index];
    const isUntold = presence?.state === 'missing' || presence?.state === 'failed';
    return isUntold ? [{ ...one, reason: presence }] : [];
  });
  return {
    contracts: contractsOf(proposal, set, absent),
    undeclared: absent
      .flatMap((one) => one.effects)
      .filter((effect) => isContract(effect) && effect.change === null),
    untold: tellUntold(rule, environment, untold),
  };
}

/** One that was started and failed arrives again: that it has run by half proves nothing. */
export function arrivingIn(proposal: Proposal, ask: Ask, rule: string, environment: Environment): Arriving {
  const parts = proposal.sets.map((set) => arrivingOf(proposal, ask, rule, environment, set));
  return {
    contracts: parts.flatMap(({ contracts }) => contracts),
    undeclared: parts.flatMap(({ undeclared }) => undeclared),
    untold: parts.flatMap(({ untold }) => untold),
  };
}
