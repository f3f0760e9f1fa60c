/** Where a change stands in each environment, phase by phase. */
import type { Change, Environment, Lane, MigrationSet } from '../model.ts';
import { environmentsOf } from './contracts.ts';
import { presenceIn } from './presence.ts';
import type { Ask, Proposal } from './rule.ts';
import { makersOf } from './schema.ts';
import { endOf } from './standing/end.ts';
import { livenessOf, STEPS, stepOf } from './steps.ts';

type State = Lane['environments'][string][string];

function stateOfMigrations(
  ask: Ask,
  environment: Environment,
  migrations: { path: string; blob: string }[],
): State {
  if (migrations.length === 0) return 'none';
  const presence = presenceIn(ask, environment, migrations, null);
  if (presence.state === 'present') return 'live';
  return presence.state === 'absent' ? 'wait' : 'unknown';
}

function expandState(ask: Ask, set: MigrationSet, change: Change, environment: Environment): State {
  const makers = change.adds.map((object) => makersOf(set, object));
  if (makers.some((of) => of.length === 0)) return 'none';
  return stateOfMigrations(ask, environment, [...new Set(makers.flat())]);
}

function stepStates(proposal: Proposal, ask: Ask, change: Change, environment: Environment): State[] {
  return STEPS.flatMap((name): State[] => {
    const step = stepOf(change, name);
    // Dual writing ends when the old shape is no longer written: it is then over, not missing.
    if (!step || (name === 'dual_write' && (change.readNew !== null || change.stopOld !== null))) return [];
    const { code, flag } = livenessOf(proposal, ask, change, name, step, environment, proposal.now);
    if (code.state === 'missing' || code.state === 'failed') return ['unknown'];
    if (code.state === 'broken') return ['none'];
    if (flag === null) return ['live'];
    if (flag.state !== 'known') return ['unknown'];
    return [flag.value.enabled >= 1 ? 'live' : 'partial'];
  });
}

function migrateState(proposal: Proposal, ask: Ask, change: Change, environment: Environment): State {
  const states = stepStates(proposal, ask, change, environment);
  if (states.length === 0) return 'none';
  if (states.every((state) => state === 'live')) return 'live';
  if (states.includes('unknown')) return 'unknown';
  return states.every((state) => state === 'none') ? 'none' : 'partial';
}

function contractState(
  proposal: Proposal,
  ask: Ask,
  set: MigrationSet,
  change: Change,
  environment: Environment,
): State {
  const merged = endOf(set, change);
  if (merged.length > 0) return stateOfMigrations(ask, environment, merged);
  return proposal.effects.some(
    (effect) => effect.change === change.id && (effect.phase === 'contract' || effect.phase === 'tighten'),
  )
    ? 'wait'
    : 'none';
}

function phasesOf(change: Change): string[] {
  const steps = change.dualWrite ?? change.readNew ?? change.stopOld ?? change.backfill;
  return [
    ...(change.adds.length > 0 ? ['expand'] : []),
    ...(change.mode === 'parallel' || change.mode === 'rewrite' || steps ? ['migrate'] : []),
    ...(change.removes.length > 0 || change.tightens.length > 0 ? ['contract'] : []),
  ];
}

/** The lane of one change; environments in rollout order. */
export function laneOf(proposal: Proposal, ask: Ask, change: Change): Lane {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  const environments = environmentsOf(proposal).map((environment): [string, Record<string, State>] => {
    const state = (phase: string): State => {
      if (!set) return 'unknown';
      if (phase === 'expand') return expandState(ask, set, change, environment);
      if (phase === 'migrate') return migrateState(proposal, ask, change, environment);
      return contractState(proposal, ask, set, change, environment);
    };
    return [environment.name, Object.fromEntries(phasesOf(change).map((phase) => [phase, state(phase)]))];
  });
  return {
    change: change.id,
    mode: change.mode,
    summary: change.summary,
    environments: Object.fromEntries(environments),
  };
}
