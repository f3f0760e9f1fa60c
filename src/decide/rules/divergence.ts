/** divergence: the old and the new shape say the same, as somebody compared. */
import type { AnswerTo, Change, Comparison, Environment, Evidence, Finding, Sha, Time } from '../../model.ts';
import { inGroups } from '../../numbers.ts';
import { formatDuration, formatTime } from '../../time.ts';
import { contractsIn, inEachEnvironment, startOf } from '../contracts.ts';
import { heldFrom } from '../holding.ts';
import { type Ask, type FindingParts, finding, type Proposal, type Rule } from '../rule.ts';
import { statusOfUntold, type Untold } from '../sites.ts';
import { stepHolds } from '../steps.ts';
import { telemetryOf } from '../telemetry-of.ts';

const ID = 'divergence';
const WHY =
  'rows that differ would be read wrongly from the new shape, and the old one could no longer correct them.';

type At = Pick<Finding, 'path' | 'line' | 'column'> & { change: string; phase: string; environment: string };

/**
 * From the moment at which `stop_old` went live the shapes differ by design: the window ends there. Where that moment
 * cannot be told, neither can the window: another one would be another question.
 */
function windowEnd(proposal: Proposal, ask: Ask, change: Change, environment: Environment): Time | Untold {
  const { stopOld } = change;
  if (stopOld === null) return proposal.now;
  const holds = (commit: Sha): Evidence<boolean> => stepHolds(ask, change, 'stop_old', stopOld, commit);
  const holding = heldFrom(ask, environment, holds, proposal.now);
  if (holding.state === 'missing' || holding.state === 'failed') return holding;
  return holding.state === 'held' && holding.timesKnown && holding.start !== null
    ? holding.start
    : proposal.now;
}

function tellAgreement(at: At & { limit: string }, max: number, value: Comparison, share: number) {
  const { compared, diverged, unknown } = value;
  const counts = `${inGroups(diverged)} diverged and ${inGroups(unknown)} unknown of ${inGroups(compared)} compared`;
  if (share <= max) {
    const message = `the shapes of ${at.change} agree in ${at.environment}: ${counts}; the limit is ${max}.`;
    return { ...at, status: 'ok' as const, message, seen: counts };
  }
  return {
    ...at,
    status: 'wait' as const,
    message: `the shapes of ${at.change} disagree in ${at.environment}: ${counts}, which is ${share.toPrecision(2)}; the limit is ${max}.`,
    short: `the shapes of ${at.change} disagree in ${at.environment} (${share.toPrecision(2)})`,
    why: WHY,
    seen: counts,
    next: 'Find why they differ and repair the rows; this clears by itself once a whole window agrees.',
  };
}

/** An answer counts for the window that was asked; nothing compared is no agreement. */
function judgeComparison(
  at: At & { limit: string },
  max: number,
  value: Comparison,
  window: { from: Time; to: Time },
): FindingParts {
  const next = `Report comparisons to POST /v1/comparisons/${at.change}.`;
  if (!(value.from <= window.from && value.to >= window.to)) {
    const message = `the comparisons of ${at.change} in ${at.environment} are of ${formatTime(value.from)} to ${formatTime(value.to)}, which is less than was asked.`;
    return { ...at, status: 'error', message, why: WHY, next };
  }
  if (!(value.compared > 0)) {
    const message = `nobody compared the shapes of ${at.change} in ${at.environment} from ${formatTime(window.from)} to ${formatTime(window.to)}: 0 comparisons.`;
    const short = `nobody compared the shapes of ${at.change} in ${at.environment}`;
    return { ...at, status: 'wait', message, short, why: WHY, seen: '0 comparisons', next };
  }
  return tellAgreement(at, max, value, (value.diverged + value.unknown) / value.compared);
}

function judgeIn(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  asked: { max: number; window: number },
  place: At,
  environment: Environment,
): Finding {
  const at = { ...place, limit: `${asked.max} over ${formatDuration(asked.window)}` };
  const telemetry = telemetryOf(proposal, change.database, environment);
  const next = `Have the application's comparer report to POST /v1/comparisons/${change.id}, or switch it off aloud: contract.divergence: { off: reason }.`;
  if (telemetry === null) {
    const message = `whether the shapes of ${change.id} agree in ${environment.name} cannot be known: no telemetry is named for it.`;
    return finding(ID, { ...at, status: 'error', message, why: WHY, next });
  }
  const to = windowEnd(proposal, ask, change, environment);
  if (typeof to !== 'number') {
    const message = `since when stop_old of ${change.id} is live in ${environment.name}, and so which comparisons count, is not known: ${to.why}.`;
    const give = `Give the deployments of ${environment.name} (--evidence FILE).`;
    return finding(ID, { ...at, status: statusOfUntold(to), message, why: WHY, next: give });
  }
  const window = { from: to - asked.window, to };
  const answer: AnswerTo<'comparison'> = ask({
    ask: 'comparison',
    telemetry,
    environment: environment.name,
    name: change.id,
    ...window,
  });
  if (answer.state !== 'known') {
    const status = statusOfUntold({ state: answer.state, why: answer.why });
    const message = `whether the shapes of ${change.id} agreed in ${environment.name} in the ${formatDuration(asked.window)} until ${formatTime(to)} is not known: ${answer.why}.`;
    return finding(ID, { ...at, status, message, why: WHY, next });
  }
  const { source, at: time, url, value } = answer;
  const evidence = [{ source, at: time, url, value }];
  return finding(ID, { ...judgeComparison(at, asked.max, value, window), evidence });
}

/** The change's own requirement, for the contract or for the step that rests on it. */
export function judgeDivergenceOf(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  start: Pick<Finding, 'path' | 'line' | 'column'>,
  phase: string,
): Finding[] {
  const asked = change.contract.divergence;
  if (asked === null) return [];
  if ('off' in asked) {
    return [
      finding(ID, {
        ...start,
        change: change.id,
        phase,
        status: 'warn',
        limit: 'off',
        message: `divergence of ${change.id} is switched off: ${asked.off}`,
      }),
    ];
  }
  return inEachEnvironment(ID, proposal, { ...start, change: change.id, phase }, (environment) => [
    judgeIn(
      proposal,
      ask,
      change,
      asked,
      { ...start, change: change.id, phase, environment: environment.name },
      environment,
    ),
  ]);
}

export const divergence: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    contractsIn(proposal).flatMap((contract) =>
      judgeDivergenceOf(proposal, ask, contract.change, startOf(contract), 'contract'),
    ),
};
