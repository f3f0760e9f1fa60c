/** approval: a person who may has looked at this change and this very content. */
import type { AnswerTo, Approval, Change, Finding } from '../../model.ts';
import { formatDuration, formatTime } from '../../time.ts';
import { approvalProblem, NOBODY_MAY } from '../approvals.ts';
import { type CarriedContract, contractsIn, startOf, tighteningsIn } from '../contracts.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { statusOfUntold } from '../sites.ts';

const ID = 'approval';

type At = Pick<Finding, 'path' | 'line' | 'column'> & { change: string; phase: string };

/** One person counts once, however the login is written. */
function countOnce(approvals: readonly Approval[]): Approval[] {
  const logins = approvals.map((one): [string, Approval] => [one.by.replace(/^@/, '').toLowerCase(), one]);
  return [...new Map(logins).values()];
}

type Untold = Exclude<AnswerTo<'approvals'>, { state: 'known' }>;

function tellUntold(at: At & { limit: string }, answer: Untold, next: string): Finding {
  const status = statusOfUntold({ state: answer.state, why: answer.why });
  const message = `whether ${at.change} was approved is not known: ${answer.why}.`;
  return finding(ID, { ...at, status, message, next });
}

function judgeGiven(
  proposal: Proposal,
  at: At & { limit: string },
  needed: number,
  answer: Exclude<AnswerTo<'approvals'>, Untold>,
  next: string,
): Finding {
  const { digest, approvals } = answer.value;
  const judged = approvals
    .filter(({ override }) => override === null)
    .map((approval) => ({ approval, problem: approvalProblem(proposal, approval, digest) }));
  const valid = countOnce(judged.filter(({ problem }) => problem === null).map(({ approval }) => approval));
  const evidence = valid.map(({ by, at: time, url }) => ({
    source: answer.source,
    at: time,
    url,
    value: { by },
  }));
  if (valid.length >= needed) {
    const people = valid.map(({ by, at: time }) => `${by} on ${formatTime(time)}`).join(', ');
    const message = `${at.change} was approved by ${people}.`;
    return finding(ID, { ...at, status: 'ok', message, seen: `${valid.length} of ${needed}`, evidence });
  }
  const problems = judged.flatMap(({ approval, problem }) =>
    problem === null ? [] : [`${approval.by}: ${problem}`],
  );
  return finding(ID, {
    ...at,
    status: 'wait',
    message: `${at.change} has ${valid.length} of ${needed} approvals for this content.`,
    short: `${at.change} has ${valid.length} of ${needed} approvals`,
    why: 'what a contract removes does not come back; a person answers for that.',
    seen: [`${valid.length} of ${needed}`, ...problems].join('; '),
    next,
    evidence,
  });
}

/** Judges approvals of one change (or of `manifest`) against how many are needed. */
export function judgeApprovals(proposal: Proposal, ask: Ask, place: At, needed: number): Finding {
  const asked = proposal.manifest?.approval;
  const at = { ...place, limit: `${needed} for this content` };
  if (!asked?.approvers || asked.approvers.length === 0) {
    const message = `nobody may approve ${at.change}: the manifest names no approvers.`;
    return finding(ID, { ...at, ...NOBODY_MAY, message });
  }
  const who = asked.approvers.join(', ');
  const next = `Have one of ${who} approve ${at.change}; an approval holds for ${formatDuration(asked.expires)} and for this content alone.`;
  const answer: AnswerTo<'approvals'> = ask({ ask: 'approvals', change: at.change });
  return answer.state === 'known'
    ? judgeGiven(proposal, at, needed, answer, next)
    : tellUntold(at, answer, next);
}

/** The change's own requirement. */
export function judgeContractApproval(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding {
  const change: Change = contract.change;
  const at = { ...startOf(contract), change: change.id, phase: contract.kind };
  return judgeApprovals(proposal, ask, at, Math.max(1, change.contract.approvals));
}

export const approval: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    [...contractsIn(proposal), ...tighteningsIn(proposal)].map((contract) =>
      judgeContractApproval(proposal, ask, contract),
    ),
};
