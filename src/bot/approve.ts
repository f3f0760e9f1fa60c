/** An approval by comment or button: everything is looked up again, and what is approved is bound to head and content. */
import { check } from '../check.ts';
import { nameApprovalRun, parseApprovalRun } from '../github/approval-run.ts';
import { type Github, ownerAndName } from '../github/github.ts';
import { requireIndependent, requireMayApprove } from '../hosted/may-approve.ts';
import { type Meant, waitingApprovals } from '../hosted/waiting-approvals.ts';
import type { Approvals, Decision, Sha } from '../model.ts';
import { APPROVAL_NAME, type ApprovalNote } from '../read/github/approval-checks.ts';
import { firstReportAt, forcePushesOf, wasHeadAt } from '../read/github/first-report.ts';
import { formatTime } from '../time.ts';
import { UserError } from '../user-error.ts';
import { type GithubWorld, openGithubWorld } from '../world/github.ts';
import type { ApprovalKeeper } from '../world/github-records.ts';
import type { Asked } from './hint.ts';

export interface Approving {
  github: Github;
  repository: string;
  number: number;
  /** The App's id. */
  app: number;
  keeper: ApprovalKeeper;
  asked: Asked;
  kind: 'approve' | 'override';
  /** Null: the only one that waits for an approval. */
  change: string | null;
  reason: string | null;
}

/** The one that is meant, among those that wait for an approval. */
async function waitingChange(of: Approving, world: GithubWorld, decision: Decision): Promise<Meant> {
  const waiting = await waitingApprovals(world, decision);
  const { under } = of.asked;
  const meant = waiting.filter(
    ({ change, digest }) =>
      (of.change === null || change === of.change) && (under === null || digest.startsWith(under.digest)),
  );
  const [only, ...others] = meant;
  if (only && others.length === 0) return only;
  const names = waiting.map(({ change }) => change).join(', ');
  throw new UserError(
    meant.length > 1
      ? `several changes wait for an approval: ${names}.`
      : `${of.change ?? (under ? 'that content' : 'nothing')} waits for no approval here.`,
    names === '' ? 'Nothing is to be done.' : `Approve one of: ${names}, as it is now.`,
  );
}

/**
 * Who approves has seen what is approved. A button stands under a report of one head. Words are for the head that they were
 * said at: a new head is younger than any report that could be seen before, and an old one comes back only by force.
 */
async function requireSeen(of: Approving, world: GithubWorld): Promise<Sha> {
  const head = world.pull()?.head.sha ?? '';
  const again = 'Look at what it holds now, and approve that.';
  const { under, at } = of.asked;
  if (under !== null) {
    if (under.head === head) return head;
    throw new UserError('the report with that button is of another head.', again);
  }
  const [first, pushes] = await Promise.all([
    firstReportAt(of.github, of.repository, { head, app: of.app }),
    forcePushesOf(of.github, of.repository, of.number),
  ]);
  if (at === null || first === null || !(first < at))
    throw new UserError('this head was reported on after these words, or not yet.', again);
  if (wasHeadAt(head, at, pushes)) return head;
  throw new UserError('another head may have been there when these words were said.', again);
}

async function digestOf(world: GithubWorld, change: string): Promise<string> {
  const [answered] = await world.answer([{ ask: 'approvals', change }]);
  if (answered?.answer.state !== 'known')
    throw new UserError('the content has no digest.', answered?.answer.why ?? 'Try again.');
  return (answered.answer.value as Approvals).digest;
}

/** Records it. Throws `UserError` where it approves nothing, `GithubError` where GitHub does not tell. */
export async function approve(of: Approving): Promise<string> {
  const { github, repository, number, kind, asked, reason } = of;
  const world = openGithubWorld({
    ...{ github, repository, manifest: null, now: null, keeper: of.keeper },
    subject: { kind: 'pull_request', number },
  });
  const decision = await check(world);
  const head = await requireSeen(of, world);
  const meant =
    kind === 'override'
      ? { change: 'override', digest: await digestOf(world, 'override') }
      : await waitingChange(of, world, decision);
  await requireMayApprove(github, world.manifest(), [asked.by]);
  requireIndependent(decision, world.manifest(), [asked.by]);
  const named = { kind, change: meant.change, pull: number, digest: meant.digest, reason };
  const name = nameApprovalRun(named);
  // Only what reads back as itself: a name that could mean something else approves nothing.
  if (JSON.stringify(parseApprovalRun(name)) !== JSON.stringify(named))
    throw new UserError('these words make no approval.', 'The reason is one line.');
  await record(of, head, { name, by: asked.by, at: formatTime(Date.now()) });
  return kind === 'override'
    ? `@${asked.by} overrides it for this content: ${reason}`
    : `@${asked.by} approved ${meant.change} for this content`;
}

async function record({ github, repository }: Approving, head: Sha, note: ApprovalNote): Promise<void> {
  const named = parseApprovalRun(note.name);
  await github.request('POST /repos/{owner}/{repo}/check-runs', {
    ...ownerAndName(repository),
    name: APPROVAL_NAME,
    head_sha: head,
    status: 'completed',
    conclusion: 'success',
    external_id: named?.digest ?? '',
    output: {
      title: `${named?.kind === 'override' ? 'Override' : 'Approval of'} ${named?.change ?? ''} by ${note.by}`,
      summary: `For the content with the digest ${named?.digest ?? ''}. Any push but a merge of the base voids it.`,
      text: JSON.stringify(note),
    },
  });
}
