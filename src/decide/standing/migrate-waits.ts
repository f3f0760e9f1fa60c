/** The steps of migrate, environment by environment: the first that is not live, and what it rests on. */
import type { Change, Environment, Finding } from '../../model.ts';
import { environmentsOf } from '../contracts.ts';
import type { Ask, Proposal } from '../rule.ts';
import { judgeBackfillOf } from '../rules/backfill.ts';
import { judgeDivergenceOf } from '../rules/divergence.ts';
import { judgeStepLive } from '../step-finding.ts';
import { type StepName, stepOf } from '../steps.ts';

const NOWHERE = { path: null, line: null, column: null };

/** What rests on each step: a finding on the step is one on that. */
const NEXT: Record<StepName, string> = { dual_write: 'read_new', read_new: 'stop_old', stop_old: 'contract' };

const isOpen = ({ status }: Finding): boolean => status !== 'ok' && status !== 'warn';

function stepWaits(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  environment: Environment,
  name: StepName,
): Finding[] {
  const step = stepOf(change, name);
  if (!step) return [];
  const move = { change, phase: NEXT[name], start: NOWHERE };
  return judgeStepLive('phase-order', proposal, ask, move, name, step, environment, 0).filter(isOpen);
}

/** Rows and comparisons, on which reading the new shape rests. */
function dataWaits(proposal: Proposal, ask: Ask, change: Change, environment: Environment): Finding[] {
  const phase = change.readNew === null ? 'migrate' : 'read_new';
  return [
    ...(change.backfill === null ? [] : judgeBackfillOf(proposal, ask, change, NOWHERE, phase)),
    ...judgeDivergenceOf(proposal, ask, change, NOWHERE, phase),
  ].filter((found) => isOpen(found) && found.environment === environment.name);
}

/** A later step that is live vouches for those before it. */
function waitsIn(proposal: Proposal, ask: Ask, change: Change, environment: Environment): Finding[] {
  const waits = (name: StepName): Finding[] => stepWaits(proposal, ask, change, environment, name);
  const stop = waits('stop_old');
  if (change.stopOld && stop.length === 0) return [];
  const read = waits('read_new');
  if (change.readNew && read.length === 0) return stop;
  const dual = waits('dual_write');
  if (dual.length > 0) return dual;
  const data = dataWaits(proposal, ask, change, environment);
  if (data.length > 0) return data;
  return read.length > 0 ? read : stop;
}

/** What migrate waits for; empty where its last step is live everywhere, or it has none. */
export function migrateWaits(proposal: Proposal, ask: Ask, change: Change): Finding[] {
  return environmentsOf(proposal).flatMap((environment) => waitsIn(proposal, ask, change, environment));
}
