/** rollback-horizon: after a contract there is still something left to go back to, and what it costs is told. */
import type { Environment, Finding, Manifest, Time } from '../../model.ts';
import { formatDuration } from '../../time.ts';
import { type CarriedContract, contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { type Gone, goneToday, type Horizon, horizonIn, type Reach } from '../horizon.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { contractShape } from '../shapes.ts';
import { statusOfUntold, type Untold } from '../sites.ts';

const ID = 'rollback-horizon';

type Keep = NonNullable<Manifest['rollbackKeep']>;

/** What is asked to be left; where nothing is, no further back than the soak looks anyway. */
function reachOf(keep: Keep | null, soak: number, now: Time): Reach {
  if (keep && 'deployments' in keep) return { since: null, deployments: keep.deployments };
  return { since: now - (keep ? keep.duration : soak), deployments: null };
}

export interface Cost {
  environment: Environment;
  now: Horizon | Untold;
  after: Horizon | Untold;
}

/** How far an environment goes back today, and after what this pull request takes. */
export function costIn(
  proposal: Proposal,
  ask: Ask,
  environment: Environment,
  contracts: readonly CarriedContract[],
): Cost {
  const gone = goneToday(proposal, ask, environment);
  if ('state' in gone) return { environment, now: gone, after: gone };
  const terms = [...gone.terms, ...contracts.flatMap((contract) => contractShape(contract))];
  const soaks = contracts.map(({ change: { contract } }) => contract.soak);
  const soak = Math.max(0, ...soaks.filter((one) => typeof one === 'number'));
  const reach = reachOf(proposal.manifest?.rollbackKeep ?? null, soak, proposal.now);
  const all: Gone = { terms, at: gone.at };
  return {
    environment,
    now: horizonIn(ask, environment, all, reach, gone.terms.length),
    after: horizonIn(ask, environment, all, reach),
  };
}

/** `a1b2c3d (40 deployments, 21 days)`. */
export function words(horizon: Horizon, now: Time): string {
  const { commit, deployments, since, open } = horizon;
  if (commit === null) return 'nothing';
  const many = deployments === 1 ? '1 deployment' : `${deployments} deployments`;
  const long = since === null ? '' : `, ${formatDuration(Math.max(0, now - since))}`;
  return `${commit.slice(0, 7)} (${many}${long}${open ? ', or further' : ''})`;
}

function tellCost({ environment, now, after }: Cost & { now: Horizon; after: Horizon }, at: Time): string {
  return `${environment.name} can today go back to ${words(now, at)}; after this, to ${words(after, at)}.`;
}

const isLeft = ({ since, deployments, commit }: Horizon, keep: Keep, now: Time): boolean =>
  commit !== null &&
  ('duration' in keep ? since !== null && since <= now - keep.duration : deployments >= keep.deployments);

const limitOf = (keep: Keep): string =>
  'duration' in keep ? formatDuration(keep.duration) : `${keep.deployments} deployments`;

function judgeKept(
  keep: Keep,
  cost: Cost & { now: Horizon; after: Horizon },
  now: Time,
): Partial<Finding> & Pick<Finding, 'status'> {
  const { environment, after } = cost;
  const limit = limitOf(keep);
  if (isLeft(after, keep, now)) return { status: 'ok', limit };
  const until = 'duration' in keep && after.since !== null ? after.since + keep.duration : null;
  return {
    status: 'wait',
    limit,
    until,
    why: 'the next bad deployment would have nowhere to go back to.',
    next:
      until === null
        ? `Deploy code without the old shape to ${environment.name} until ${limit} of it can be gone back to.`
        : `Nothing to do, as long as no older code is deployed to ${environment.name} again.`,
  };
}

function judgeIn(
  proposal: Proposal,
  ask: Ask,
  environment: Environment,
  contracts: readonly CarriedContract[],
): Finding[] {
  const [first] = contracts;
  if (!first) return [];
  const keep = proposal.manifest?.rollbackKeep ?? null;
  const at = { ...startOf(first), change: first.change.id, phase: 'contract', environment: environment.name };
  const cost = costIn(proposal, ask, environment, contracts);
  const { now, after } = cost;
  if (now.state === 'known' && after.state === 'known') {
    const told = { ...cost, now, after };
    const judged = keep ? judgeKept(keep, told, proposal.now) : { status: 'ok' as const };
    return [finding(ID, { ...at, message: tellCost(told, proposal.now), ...judged })];
  }
  const untold = now.state === 'known' ? after : now;
  // What nobody asked to keep holds nothing up, and other rules tell that nothing is known of what is deployed.
  if (!keep || untold.state === 'known') return [];
  const message = `how far ${environment.name} could be rolled back after this is not known: ${untold.why}.`;
  const next = `Let the deployments of ${environment.name} be known; lanekeeper asks again at the next check.`;
  return [finding(ID, { ...at, status: statusOfUntold(untold), message, limit: limitOf(keep), next })];
}

export const rollbackHorizon: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) => {
    const contracts = contractsIn(proposal);
    return environmentsOf(proposal).flatMap((environment) => judgeIn(proposal, ask, environment, contracts));
  },
};
