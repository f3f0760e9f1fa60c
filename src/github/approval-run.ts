/**
 * The name of a run of the approval workflow: the only words of a dispatch that GitHub keeps with the run. Who could write two
 * things into one name could approve one and mean another, so nothing but these forms is read.
 *
 *   lanekeeper approve split-user-name #12 <64 hexadecimal digits>
 *   lanekeeper override split-user-name #12 <64 hexadecimal digits>: the reason
 */

/** The workflow file that approves, on the default branch. */
export const APPROVAL_WORKFLOW = '.github/workflows/contract-approval.yml';

export interface ApprovalRun {
  kind: 'approve' | 'override';
  change: string;
  pull: number;
  digest: string;
  /** Of an override; null for an approval. */
  reason: string | null;
}

const FORM =
  /^lanekeeper (approve|override) ([a-z0-9]+(?:-[a-z0-9]+)*) #([1-9]\d{0,9}) ([0-9a-f]{64})(?:: (\S.*))?$/;

/** Null: it is no such name, in whole. */
export function parseApprovalRun(name: string): ApprovalRun | null {
  const match = FORM.exec(name.trim());
  if (!match) return null;
  const [, kind, change = '', pull = '', digest = '', reason] = match;
  if (kind === 'override' && reason === undefined) return null;
  return {
    kind: kind === 'override' ? 'override' : 'approve',
    change,
    pull: Number(pull),
    digest,
    reason: kind === 'override' ? (reason ?? null) : null,
  };
}

export function nameApprovalRun({ kind, change, pull, digest, reason }: ApprovalRun): string {
  return `lanekeeper ${kind} ${change} #${pull} ${digest}${reason === null ? '' : `: ${reason}`}`;
}
