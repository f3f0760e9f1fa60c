/** divergence: the old and the new shape say the same, as somebody compared. */
import type { AnswerTo, Change, Comparison, Environment, Evidence, Finding, Sha, Time } from '../../model.ts';
import { formatDuration, formatTime } from '../../time.ts';
import { contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { holdingIn } from '../holding.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { statusOfUntold, type Untold } from '../sites.ts';
import { stepHolds } from '../steps.ts';
import { telemetryOf } from '../telemetry-of.ts';

const ID = 'divergence';

type At = Pick<Finding, 'path' | 'line' | 'column'> & { change: string; phase: string; environment: string };

/**
 * From the moment at which `stop_old` went live the shapes differ by design: the window ends there. Where that moment
 * cannot be told, neither can the window: another one would be another question.
 */
function windowEnd(proposal: Proposal, ask: Ask, change: Change, environment: Environment): Time | Untold {
  const { stopOld } = change;
  if (stopOld === null) return proposal.now;
  const holds = (commit: Sha): Evidence<boolean> => stepHolds(ask, change, 'stop_old', stopOld, commit);
  const holding = holdingIn(ask, environment, holds, 0, proposal.now);
  if (holding.state === 'missing' || holding.state === 'failed') return holding;
  return holding.state === 'held' && holding.timesKnown && holding.start !== null
    ? holding.start
    : proposal.now;
}

function judgeComparison(at: At, max: number, value: Comparison, evidence: Finding['evidence']): Finding {
  const { compared, diverged, unknown } = value;
  if (compared <= 0) {
    const message = `nobody compared the shapes of ${at.change} in ${at.environment} in the window: 0 comparisons.`;
    return finding(ID, {
      ...at,
      status: 'wait',
      message,
      next: `Report comparisons to POST /v1/comparisons/${at.change}.`,
      evidence,
    });
  }
  const share = (diverged + unknown) / compared;
  const seen = `${diverged.toLocaleString('en')} diverged and ${unknown.toLocaleString('en')} unknown of ${compared.toLocaleString('en')} compared`;
  if (share <= max) {
    return finding(ID, {
      ...at,
      status: 'ok',
      message: `the shapes of ${at.change} agree in ${at.environment}: ${seen}; the limit is ${max}.`,
      evidence,
    });
  }
  return finding(ID, {
    ...at,
    status: 'wait',
    message: `the shapes of ${at.change} disagree in ${at.environment}: ${seen}, which is ${share.toPrecision(2)}; the limit is ${max}.`,
    why: 'rows that differ would be read wrongly from the new shape, and the old one could no longer correct them.',
    seen,
    next: 'Find why they differ and repair the rows; this clears by itself once a whole window agrees.',
    evidence,
  });
}

function judgeIn(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  asked: { max: number; window: number },
  at: At,
  environment: Environment,
): Finding {
  const telemetry = telemetryOf(proposal, change.database, environment);
  const next = `Have the application's comparer report to POST /v1/comparisons/${change.id}, or switch it off aloud: contract.divergence: { off: reason }.`;
  if (telemetry === null) {
    const message = `whether the shapes of ${change.id} agree in ${environment.name} cannot be known: no telemetry is named for it.`;
    return finding(ID, { ...at, status: 'error', message, next });
  }
  const to = windowEnd(proposal, ask, change, environment);
  if (typeof to !== 'number') {
    const message = `since when stop_old of ${change.id} is live in ${environment.name}, and so which comparisons count, is not known: ${to.why}.`;
    return finding(ID, {
      ...at,
      status: statusOfUntold(to),
      message,
      next: `Give the deployments of ${environment.name} (--evidence FILE).`,
    });
  }
  const from = to - asked.window;
  const answer: AnswerTo<'comparison'> = ask({
    ask: 'comparison',
    telemetry,
    environment: environment.name,
    name: change.id,
    from,
    to,
  });
  if (answer.state !== 'known') {
    const window = `${formatDuration(asked.window)} until ${formatTime(to)}`;
    const message = `whether the shapes of ${change.id} agreed in ${environment.name} in the ${window} is not known: ${answer.why}.`;
    return finding(ID, {
      ...at,
      status: statusOfUntold({ state: answer.state, why: answer.why }),
      message,
      next,
    });
  }
  return judgeComparison(at, asked.max, answer.value, [
    { source: answer.source, at: answer.at, url: answer.url, value: answer.value },
  ]);
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
        message: `divergence of ${change.id} is switched off: ${asked.off}`,
      }),
    ];
  }
  return environmentsOf(proposal).map((environment) =>
    judgeIn(
      proposal,
      ask,
      change,
      asked,
      { ...start, change: change.id, phase, environment: environment.name },
      environment,
    ),
  );
}

export const divergence: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    contractsIn(proposal).flatMap((contract) =>
      judgeDivergenceOf(proposal, ask, contract.change, startOf(contract), 'contract'),
    ),
};
