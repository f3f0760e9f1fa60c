/** The phases and steps that a pull request carries: what it moves on, found from what it does. */
import { matchesAny } from '../code/index.ts';
import type { Change, Finding, MigrationSet } from '../model.ts';
import { contractsIn, startOf } from './contracts.ts';
import { type Ask, finding, type Proposal, placed } from './rule.ts';
import { statusOfUntold } from './sites.ts';
import { carriesStep, STEPS, type StepName, stepOf } from './steps.ts';

export type Start = Pick<Finding, 'path' | 'line' | 'column'>;

export interface Move {
  change: Change;
  set: MigrationSet;
  /** The phase or step that the pull request carries. */
  phase: string;
  start: Start;
  /** Every other step that it carries, to tell what waits from what never could. */
  carries: StepName[];
}

/** Where a step's findings stand: at the first file of it that the pull request touches. */
function startOfStep(proposal: Proposal, change: Change, name: StepName): Start {
  const touches = matchesAny(stepOf(change, name)?.code ?? []);
  const path = proposal.files.find((file) => file.after !== null && touches(file.path))?.path;
  return path === undefined ? { path: null, line: null, column: null } : { path, line: 1, column: 1 };
}

/** Steps that it carries, and where that could not be told, why. */
function stepsIn(proposal: Proposal, ask: Ask, rule: string, change: Change) {
  const carried = STEPS.map((name) => ({ name, evidence: carriesStep(proposal, ask, change, name) }));
  const untold = carried.flatMap(({ name, evidence }) => {
    if (evidence.state === 'known') return [];
    const message = `whether this pull request carries ${name} of ${change.id} could not be told: ${evidence.why}.`;
    const next = 'Give the repository with the base and the head in it, and check again.';
    const status = statusOfUntold({ state: evidence.state, why: evidence.why });
    const start = startOfStep(proposal, change, name);
    return [finding(rule, { ...start, status, change: change.id, phase: name, message, next })];
  });
  const names = carried.flatMap(({ name, evidence }) =>
    evidence.state === 'known' && evidence.value ? [name] : [],
  );
  return { names, untold };
}

/** A backfill by migration: rows of what the change adds or rewrites, in a table that is not new. */
function startOfBackfill(proposal: Proposal, change: Change): Start | null {
  const filling = proposal.effects.find(
    (effect) =>
      effect.change === change.id &&
      effect.kind === 'rewrites' &&
      effect.phase === 'migrate' &&
      !effect.fresh,
  );
  return filling ? placed(filling) : null;
}

/** Everything that the pull request moves on, and what of that could not be told. */
export function movesIn(proposal: Proposal, ask: Ask, rule: string): { moves: Move[]; untold: Finding[] } {
  const contracts = contractsIn(proposal);
  const parts = proposal.changes.map(({ change }) => {
    const set = proposal.sets.find(({ database }) => database.name === change.database);
    if (!set) return { moves: [], untold: [] };
    const { names, untold } = stepsIn(proposal, ask, rule, change);
    const move = (phase: string, start: Start): Move => {
      const carries = names.filter((name) => name !== phase);
      return { change, set, phase, start, carries };
    };
    const backfill = startOfBackfill(proposal, change);
    const moves = [
      ...names.map((name) => move(name, startOfStep(proposal, change, name))),
      ...(backfill ? [move('backfill', backfill)] : []),
      ...contracts
        .filter((contract) => contract.change === change)
        .map((contract) => move('contract', startOf(contract))),
    ];
    return { moves, untold };
  });
  return {
    moves: parts.flatMap(({ moves }) => moves),
    untold: parts.flatMap(({ untold }) => untold),
  };
}
