/** One pull request on GitHub: read, decided, published. The Action and the bot do nothing else with it. */
import { check } from '../check.ts';
import { APPROVAL_WORKFLOW } from '../github/approval-run.ts';
import type { Github, GithubError } from '../github/github.ts';
import type { Approvals, Decision, Sha, Time } from '../model.ts';
import { type Before, contextOf, type Published, publish, type Target } from '../publish/publish.ts';
import type { ConsumerClient } from '../read/github/consumers.ts';
import type { PullAndManifests } from '../read/github/pull-request.ts';
import type { LinkTo } from '../report/markdown-finding.ts';
import { type GithubWorld, openGithubWorld } from '../world/github.ts';
import type { ApprovalKeeper } from '../world/github-records.ts';
import { explain, pullSubject, undecided } from './undecided.ts';

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
}

export interface PullDecided {
  decision: Decision;
  /** Null: nothing was written, for nobody asked for it or nothing is known to write it on. */
  published: Published | null;
  head: Sha | null;
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

/** What a person must put into the approval workflow, for each approval that is waited for. */
async function approvalNotes(world: GithubWorld, decision: Decision, number: number): Promise<string[]> {
  const waiting = decision.verdict.findings.filter(
    ({ rule, status, change }) =>
      ['approval', 'manifest-loosened'].includes(rule) && status === 'wait' && change !== null,
  );
  const changes = [
    ...new Set(waiting.map(({ rule, change }) => (rule === 'approval' ? (change ?? '') : 'manifest'))),
  ];
  const answers = await world.answer(changes.map((change) => ({ ask: 'approvals', change })));
  return answers.flatMap(({ question, answer }) => {
    if (answer.state !== 'known' || question.ask !== 'approvals') return [];
    const { digest } = answer.value as Approvals;
    return [
      `To approve ${question.change} for this content: Actions, the workflow of ${APPROVAL_WORKFLOW}, Run workflow on the default branch, with change ${question.change}, pull-request ${number}, digest ${digest}.`,
    ];
  });
}

const requestNote = ({ made }: Github): string =>
  `Requests made to GitHub for this decision: ${made.rest + made.graphql} (${made.rest} REST, ${made.graphql} GraphQL).`;

async function decideIn(world: GithubWorld, asked: PullAsked): Promise<Decision> {
  const decision = await check(world);
  return { ...decision, notes: [...decision.notes, ...(await approvalNotes(world, decision, asked.number))] };
}

/** Decides it, and says so on it. Never throws for what GitHub does or leaves undone: then it is an error, told as one. */
export async function decidePull(asked: PullAsked): Promise<PullDecided> {
  const world = worldOf(asked);
  const now = asked.now ?? Date.now();
  const decision = await decideIn(world, asked).catch((error: unknown) =>
    undecided(pullSubject(asked.number, asked.head ?? ''), now, explain(error)),
  );
  const pull = world.pull();
  const target = targetOf(asked, pull);
  const publishing = asked.at ? null : target;
  if (!publishing) return { decision, published: null, head: target?.head ?? null };
  const { comment, detailsUrl, serverUrl, repository } = asked;
  const link = linksTo(serverUrl, repository, publishing.head);
  const published = await publish(asked.github, publishing, decision, { comment, detailsUrl, link });
  const told = counted(decision, asked.github, published, isReadOnly(pull));
  return { decision: told, published, head: publishing.head };
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
