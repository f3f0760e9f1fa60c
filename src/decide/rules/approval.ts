/** approval: a person who may has looked at this change and this very content. */
import type { AnswerTo, Approval, Change, Finding } from '../../model.ts';
import { formatDuration, formatTime } from '../../time.ts';
import { approvalProblem } from '../approvals.ts';
import { type CarriedContract, contractsIn, startOf, tighteningsIn } from '../contracts.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { statusOfUntold } from '../sites.ts';

const ID = 'approval';

type At = Pick<Finding, 'path' | 'line' | 'column'> & { change: string; phase: string };

const NOBODY_MAY = {
  status: 'error' as const,
  why: 'an approval from just anybody would prove nothing.',
  next: 'Name who may approve under approval.approvers in the manifest, e.g. ["@acme/dba", "@octocat"].',
};

function countOnce(approvals: readonly Approval[]): Approval[] {
  return [...new Map(approvals.map((approval) => [approval.by.toLowerCase(), approval])).values()];
}

/** Judges approvals of one change (or of `manifest`) against how many are needed. */
export function judgeApprovals(proposal: Proposal, ask: Ask, at: At, needed: number): Finding {
  const asked = proposal.manifest?.approval;
  const name = at.change;
  if (!asked?.approvers || asked.approvers.length === 0) {
    return finding(ID, {
      ...at,
      ...NOBODY_MAY,
      message: `nobody may approve ${name}: the manifest names no approvers.`,
    });
  }
  const answer: AnswerTo<'approvals'> = ask({ ask: 'approvals', change: name });
  const who = asked.approvers.join(', ');
  const next = `Have one of ${who} approve ${name}; an approval holds for ${formatDuration(asked.expires)} and for this content alone.`;
  if (answer.state !== 'known') {
    const message = `whether ${name} was approved is not known: ${answer.why}.`;
    return finding(ID, {
      ...at,
      status: statusOfUntold({ state: answer.state, why: answer.why }),
      message,
      next,
    });
  }
  const { digest, approvals } = answer.value;
  const given = approvals.filter(({ override }) => override === null);
  const judged = given.map((approval) => ({
    approval,
    problem: approvalProblem(proposal, approval, digest),
  }));
  const valid = countOnce(judged.filter(({ problem }) => problem === null).map(({ approval }) => approval));
  const evidence = valid.map((approval) => ({
    source: answer.source,
    at: approval.at,
    url: approval.url,
    value: { by: approval.by },
  }));
  if (valid.length >= needed) {
    const people = valid.map(({ by, at: time }) => `${by} on ${formatTime(time)}`).join(', ');
    return finding(ID, { ...at, status: 'ok', message: `${name} was approved by ${people}.`, evidence });
  }
  const seen = judged
    .flatMap(({ approval, problem }) => (problem === null ? [] : [`${approval.by}: ${problem}`]))
    .join('; ');
  return finding(ID, {
    ...at,
    status: 'wait',
    message: `${name} has ${valid.length} of ${needed} approvals for this content.`,
    why: 'what a contract removes does not come back; a person answers for that.',
    seen,
    next,
    evidence,
  });
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
