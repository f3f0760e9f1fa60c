/** One pull request on GitHub: read, decided, published. The Action and the bot do nothing else with it. */
import { check } from '../check.ts';
import { APPROVAL_WORKFLOW } from '../github/approval-run.ts';
import type { Github, GithubError } from '../github/github.ts';
import type { Decision, Sha, Time } from '../model.ts';
import type { Answer, Button } from '../publish/check-run.ts';
import { type Before, contextOf, type Published, publish, type Target } from '../publish/publish.ts';
import type { ConsumerClient } from '../read/github/consumers.ts';
import type { PullAndManifests } from '../read/github/pull-request.ts';
import type { LinkTo } from '../report/markdown-finding.ts';
import { type GithubWorld, openGithubWorld } from '../world/github.ts';
import type { ApprovalKeeper } from '../world/github-records.ts';
import { explain, pullSubject, undecided } from './undecided.ts';
import { type Meant, waitingApprovals } from './waiting-approvals.ts';

export interface PullAsked {
  github: Github;
  repository: string;
  number: number;
  /** As an event names them; the answer's own count. */
  baseRef?: string;
  head?: Sha;
  pushed?: { head: Sha; by: string } | null;
  /** The pull request, where somebody asked already. */
  told?: Promise<PullAndManifests>;
  manifest: string | null;
  now: Time | null;
  /** As a merge queue has it. */
  at?: { base: Sha; head: Sha };
  consumer?: ConsumerClient;
  keeper?: ApprovalKeeper;
  env?: NodeJS.ProcessEnv;
  /** Whom the token speaks as, where it is known: what another account says is not what we said. */
  as?: string | null;
  comment: 'auto' | 'always' | 'never';
  detailsUrl: string | null;
  serverUrl: string;
  /** The bot decides: it has buttons, answers what was asked of it, and is silent where there is no manifest. */
  bot?: { answers: readonly Answer[] };
}

export interface PullDecided {
  decision: Decision;
  /** Null: nothing was written, for nobody asked for it or nothing is known to write it on. */
  published: Published | null;
  head: Sha | null;
  /** Whether base or head have a manifest; null: nobody could tell. */
  hasManifest: boolean | null;
}

const NOTHING: Before = { status: null, comment: null, report: null };

function worldOf(asked: PullAsked): GithubWorld {
  const { github, repository, number, at, manifest, now, baseRef, pushed, told, consumer, keeper, env } =
    asked;
  // A merge group's head is not the pull request's own.
  const head = at ? undefined : asked.head;
  return openGithubWorld({
    ...{ github, repository, manifest, now },
    subject: { kind: 'pull_request', number, ...(at && { at }) },
    ...(baseRef !== undefined && { baseRef }),
    ...(head !== undefined && head !== '' && { head }),
    ...(pushed !== undefined && { pushed }),
    ...(told && { told }),
    ...(consumer && { consumer }),
    ...(keeper && { keeper }),
    ...(env && { env }),
  });
}

/** Where a place can be looked at, as it is in the pull request. */
export function linksTo(serverUrl: string, repository: string, head: Sha): LinkTo {
  return (path, line) => {
    const file = path.split('/').map(encodeURIComponent).join('/');
    return `${serverUrl}/${repository}/blob/${head}/${file}${line === null ? '' : `#L${line}`}`;
  };
}

/** What a person must put into the approval workflow, or press or say, for each approval that is waited for. */
const approvalNote = ({ change, digest }: Meant, { number, bot }: PullAsked): string =>
  bot
    ? `To approve ${change} for this content: press the report's button, or comment /lanekeeper approve ${change} . Its digest: ${digest}`
    : `To approve ${change} for this content: Actions, the workflow of ${APPROVAL_WORKFLOW}, Run workflow on the default branch, with change ${change}, pull-request ${number}, digest ${digest}.`;

const requestNote = ({ made }: Github): string =>
  `Requests made to GitHub for this decision: ${made.rest + made.graphql} (${made.rest} REST, ${made.graphql} GraphQL).`;

interface Decided {
  decision: Decision;
  waiting: Meant[];
}

async function decideIn(world: GithubWorld, asked: PullAsked): Promise<Decided> {
  const decision = await check(world);
  const waiting = await waitingApprovals(world, decision);
  const notes = [...decision.notes, ...waiting.map((one) => approvalNote(one, asked))];
  return { decision: { ...decision, notes }, waiting };
}

/** Buttons under the report: at most three, of 20 characters, with what they approve in 12 digits of its digest. */
function buttonsOf({ bot }: PullAsked, waiting: readonly Meant[]): Button[] {
  if (!bot) return [];
  const approving = waiting.slice(0, 2).map(
    ({ change, digest }): Button => ({
      label: waiting.length === 1 ? 'Approve contract' : `Approve ${change}`.slice(0, 20),
      description: `Approve ${change} as it is`.slice(0, 40),
      identifier: `approve ${digest.slice(0, 12)}`,
    }),
  );
  return [...approving, { label: 'Check again', description: 'Decide it anew', identifier: 'check' }];
}

/** Decides it, and says so on it. Never throws for what GitHub does or leaves undone: then it is an error, told as one. */
export async function decidePull(asked: PullAsked): Promise<PullDecided> {
  const world = worldOf(asked);
  const now = asked.now ?? Date.now();
  const { decision, waiting } = await decideIn(world, asked).catch((error: unknown): Decided => {
    const subject = pullSubject(asked.number, asked.head ?? '');
    return { decision: undecided(subject, now, explain(error)), waiting: [] };
  });
  const pull = world.pull();
  const target = targetOf(asked, pull);
  const hasManifest = world.hasManifest();
  // Who has no manifest never asked for a bot that speaks.
  const isSilent = asked.bot !== undefined && !hasSpoken(world);
  const publishing = asked.at || isSilent ? null : target;
  if (!publishing) return { decision, published: null, head: target?.head ?? null, hasManifest };
  const { comment, detailsUrl, serverUrl, repository } = asked;
  const link = linksTo(serverUrl, repository, publishing.head);
  const published = await publish(asked.github, publishing, decision, {
    ...{ comment, detailsUrl, link },
    buttons: buttonsOf(asked, waiting),
    answers: asked.bot?.answers ?? [],
  });
  const told = counted(decision, asked.github, published, isReadOnly(pull));
  return { decision: told, published, head: publishing.head, hasManifest };
}

/** Where nobody can tell whether there is a manifest, only what was said before is taken back. */
function hasSpoken(world: GithubWorld): boolean {
  return world.hasManifest() ?? (world.pull()?.before.status ?? null) !== null;
}

/** Told in the job's summary and the JSON alone: in a comment it would be news each time. */
function counted(
  decision: Decision,
  github: Github,
  { status, problems }: Published,
  isExpected: boolean,
): Decision {
  const open = status === 'refused' && isExpected ? [] : problems;
  const notes = [...decision.notes, ...open.map(untoldNote), requestNote(github)];
  const [problem] = open;
  if (!problem || decision.verdict.word !== 'pass') return { ...decision, notes };
  const { verdict } = undecided(decision.subject, decision.now, {
    message: `it passes, and could not be told: ${problem.message}`,
    next: problem.next,
  });
  const findings = [...verdict.findings, ...decision.verdict.findings];
  return { ...decision, notes, verdict: { ...decision.verdict, word: 'error', findings } };
}

/** What is not on the pull request, and why. */
const untoldNote = ({ message, next }: GithubError): string =>
  `Not everything could be told on the pull request: ${message}. ${next}`;

/** Whose runs get a token that may write nothing, whatever the workflow asks for. Source: GitHub's documentation of GITHUB_TOKEN. */
const isReadOnly = (pull: ReturnType<GithubWorld['pull']>): boolean =>
  pull !== null && (pull.isFork || pull.author === 'dependabot[bot]');

function targetOf(asked: PullAsked, pull: ReturnType<GithubWorld['pull']>): Target | null {
  const { repository, number } = asked;
  if (pull) {
    const { head, base, before } = pull;
    const isForeign = asked.as != null && before.status?.by !== asked.as;
    const known = isForeign ? { ...before, status: null } : before;
    return { repository, number, head: head.sha, baseRef: base.ref, before: known };
  }
  if (asked.head === undefined || asked.head === '' || asked.baseRef === undefined) return null;
  // Nothing is known of what was said before: a comment would be a second one.
  return { repository, number: null, head: asked.head, baseRef: asked.baseRef, before: NOTHING };
}

export { contextOf };
