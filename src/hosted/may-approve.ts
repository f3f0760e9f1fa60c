/** Who may approve: people and teams that the manifest names, and neither author nor last pusher. */
import type { Github } from '../github/github.ts';
import type { Decision, Manifest } from '../model.ts';
import { membersOf } from '../read/github/teams.ts';
import { UserError } from '../user-error.ts';

const plain = (login: string): string => login.replace(/^@/, '').toLowerCase();

/** Throws `UserError` where none of these people is an approver of the manifest. */
export async function requireMayApprove(
  github: Github,
  manifest: Manifest | null,
  by: readonly string[],
): Promise<void> {
  const approvers = manifest?.approval.approvers ?? [];
  if (approvers.length === 0)
    throw new UserError(
      'the manifest names no approvers.',
      'Name them under approval.approvers, on the base branch.',
    );
  const teams = await membersOf(github, approvers, by);
  const may = (login: string): boolean =>
    approvers.some((one) => plain(one) === plain(login)) ||
    Object.values(teams).some((members) => members.includes(login));
  if (by.some(may)) return;
  throw new UserError(
    `${by.join(', ') || 'nobody'} may not approve: the manifest names ${approvers.join(', ')}.`,
    `Have one of ${approvers.join(', ')} dispatch it.`,
  );
}

/** Two persons: throws `UserError` where all of these wrote or last pushed the pull request. */
export function requireIndependent(
  decision: Decision,
  manifest: Manifest | null,
  by: readonly string[],
): void {
  const { subject } = decision;
  if (subject.kind !== 'pull_request' || manifest?.approval.selfApproval) return;
  const parties = [subject.author, subject.lastPusher];
  if (parties.includes(null)) {
    throw new UserError(
      'who wrote and last pushed the pull request is not known, so nobody is known to be independent of it.',
      'Push it anew from an account that GitHub knows.',
    );
  }
  if (by.some((login) => !parties.some((party) => plain(party ?? '') === plain(login)))) return;
  throw new UserError(
    `${by.join(', ')} wrote or last pushed this pull request.`,
    'Have somebody else approve it, or allow approval.self_approval in the manifest.',
  );
}
