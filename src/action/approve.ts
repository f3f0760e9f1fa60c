/** `approve`: the run of the approval workflow. It checks what it is asked to approve; that it succeeded is the approval. */
import { check } from '../check.ts';
import { APPROVAL_WORKFLOW, nameApprovalRun, parseApprovalRun } from '../github/approval-run.ts';
import { type Github, ownerAndName } from '../github/github.ts';
import { requireIndependent, requireMayApprove } from '../hosted/may-approve.ts';
import type { Approvals, Decision } from '../model.ts';
import { UserError } from '../user-error.ts';
import { openGithubWorld } from '../world/github.ts';
import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';

export interface Approved {
  decision: Decision;
  /** What was approved, for the summary. */
  lines: string[];
}

interface Asked {
  kind: 'approve' | 'override';
  change: string;
  pull: number;
  digest: string;
  reason: string | null;
}

function askedOf(inputs: Inputs): Asked {
  const { pullRequest, override, reason, digest } = inputs;
  const change = inputs.change ?? (override ? 'override' : null);
  if (pullRequest === null || change === null || digest === null) {
    throw new UserError(
      'an approval names a pull request, a change and a digest.',
      "Copy all three from Lanekeeper's comment on the pull request.",
    );
  }
  if (override && reason === null)
    throw new UserError('an override has no reason.', 'Give one: every report shows it.');
  const asked: Asked = {
    kind: override ? 'override' : 'approve',
    change,
    pull: pullRequest,
    digest,
    reason: override ? reason : null,
  };
  // Only what reads back as itself: a name that could mean something else approves nothing.
  const read = parseApprovalRun(nameApprovalRun(asked));
  if (read && JSON.stringify(read) === JSON.stringify(asked)) return asked;
  throw new UserError(
    'these inputs make no approval.',
    'The change is a kebab-case id, the digest 64 hexadecimal digits, the reason one line.',
  );
}

/** What makes the run itself one that counts. */
function requireDispatched(event: Event, defaultBranch: string): void {
  const from = event.workflowRef.split('@')[0] ?? '';
  const wrong = [
    event.name === 'workflow_dispatch'
      ? ''
      : `it was started by ${event.name || 'nothing known'}, not by hand`,
    event.ref === `refs/heads/${defaultBranch}` ? '' : `it ran on ${event.ref}, not on ${defaultBranch}`,
    from.endsWith(`/${APPROVAL_WORKFLOW}`)
      ? ''
      : `it is ${from || 'another workflow'}, not ${APPROVAL_WORKFLOW}`,
    event.attempt === 1 ? '' : 'it is a re-run, which repeats old words',
    event.actor.toLowerCase() === event.triggeringActor.toLowerCase() ? '' : 'somebody else started it again',
  ].filter((text) => text !== '');
  if (wrong.length === 0) return;
  throw new UserError(
    `this run approves nothing: ${wrong.join('; ')}.`,
    `Dispatch ${APPROVAL_WORKFLOW} anew on ${defaultBranch}.`,
  );
}

interface ReviewRow {
  state?: string;
  user?: { login?: string } | null;
}

/** The reviewers that GitHub recorded for this run, where its environment asks for some; else who dispatched it. */
async function approversOf(github: Github, event: Event): Promise<string[]> {
  if (event.run === null) return [event.actor];
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals';
  const { data } = await github.request<ReviewRow[]>(route, {
    ...ownerAndName(event.repository),
    run_id: event.run,
  });
  if (data.length === 0) return [event.actor];
  return data.flatMap(({ state, user }) => (state === 'approved' && user?.login ? [user.login] : []));
}

/** Throws `UserError` where it approves nothing: then the run fails, and counts for nothing. */
export async function approve(github: Github, inputs: Inputs, event: Event): Promise<Approved> {
  const asked = askedOf(inputs);
  const { repository } = event;
  const world = openGithubWorld({
    ...{ github, repository, manifest: inputs.manifest, now: null },
    subject: { kind: 'pull_request', number: asked.pull },
  });
  const decision = await check(world);
  const manifest = world.manifest();
  requireDispatched(event, await world.defaultBranch());
  const question = asked.kind === 'override' ? 'override' : asked.change;
  const [answered] = await world.answer([{ ask: 'approvals', change: question }]);
  if (answered?.answer.state !== 'known')
    throw new UserError('the content has no digest.', answered?.answer.why ?? '');
  const { digest } = answered.answer.value as Approvals;
  if (digest !== asked.digest) {
    throw new UserError(
      `#${asked.pull} does not hold the content that is approved: its digest is ${digest}.`,
      'Look at what it holds now, and approve that with the digest from its newest comment.',
    );
  }
  const by = await approversOf(github, event);
  await requireMayApprove(github, manifest, by);
  requireIndependent(decision, manifest, by);
  return { decision, lines: linesOf(asked, by, world.pull()?.title ?? '', decision) };
}

function linesOf(
  { kind, change, pull, digest, reason }: Asked,
  by: readonly string[],
  title: string,
  decision: Decision,
): string[] {
  const effects = decision.effects
    .filter((effect) => kind === 'override' || effect.change === change)
    .map(({ path, line, statement }) => `${path}:${line} ${statement}`);
  return [
    `${kind === 'override' ? 'Override of' : 'Approval of'} ${change} in #${pull} (${title}) by ${by.join(', ')}`,
    `Content: ${digest}`,
    ...(reason === null ? [] : [`Reason: ${reason}`]),
    ...effects,
  ];
}
