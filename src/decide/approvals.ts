/** When an approval counts: by one who may, for this content, in time, and not by those whose work it is. */
import type { Approval } from '../model.ts';
import { formatDuration } from '../time.ts';
import type { Proposal } from './rule.ts';

const plain = (login: string): string => login.replace(/^@/, '').toLowerCase();

function mayApprove(proposal: Proposal, approval: Approval): boolean {
  const approvers = (proposal.manifest?.approval.approvers ?? []).map(plain);
  const names = [approval.by, ...approval.teams].map(plain);
  return names.some((name) => approvers.includes(name));
}

/** What a finding says where the manifest names no approvers. */
export const NOBODY_MAY = {
  status: 'error' as const,
  why: 'an approval from just anybody would prove nothing.',
  next: 'Name who may approve under approval.approvers in the manifest, e.g. ["@acme/dba", "@octocat"].',
};

/** Why the approver counts as a party to the pull request; null: independent, or the manifest lets it be. */
function partiality(proposal: Proposal, approval: Approval): string | null {
  const { subject, manifest } = proposal;
  if (manifest?.approval.selfApproval || subject.kind !== 'pull_request') return null;
  const by = plain(approval.by);
  if (subject.author === null || subject.lastPusher === null) {
    return 'who wrote and last pushed the pull request is not known, so independence is not either';
  }
  if (plain(subject.author) === by) return 'is the author of the pull request';
  return plain(subject.lastPusher) === by ? 'pushed last to the pull request' : null;
}

/** Why an approval does not count, in the words of a report; null: it counts. `digest` null: content is judged elsewhere. */
export function approvalProblem(
  proposal: Proposal,
  approval: Approval,
  digest: string | null,
): string | null {
  if (!mayApprove(proposal, approval))
    return 'is not among the approvers (or in none of their teams that are known)';
  const partial = partiality(proposal, approval);
  if (partial !== null) return partial;
  if (approval.at > proposal.now) return 'approved in the future: check the clocks';
  if (digest === null) return null;
  if (approval.digest === null) return 'what was approved could not be told';
  if (approval.digest !== digest) return 'approved other content than is here now';
  const expires = proposal.manifest?.approval.expires ?? 0;
  if (proposal.now - approval.at > expires) return `expired: it held for ${formatDuration(expires)}`;
  return null;
}
