/**
 * Approvals as GitHub recorded them: runs of the approval workflow that somebody dispatched on the default branch. Whoever can
 * write to the repository can make statuses, labels, comments, artifacts and workflows of branches; none of those is looked at.
 */
import { APPROVAL_WORKFLOW, type ApprovalRun, parseApprovalRun } from '../../github/approval-run.ts';
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { Sha, Time } from '../../model.ts';
import { formatTime } from '../../time.ts';
import { compare } from './comparison.ts';

/** A run that counts, and whom GitHub recorded for it. */
export interface RecordedApproval extends ApprovalRun {
  by: string;
  at: string;
  url: string | null;
  run: number;
}

export interface RunsQuestion {
  repository: string;
  defaultBranch: string;
  /** The base's tip: a run at it needs no comparison, where the base is the default branch. */
  tip: Sha | null;
  /** Runs dispatched before it are not looked for. */
  since: Time;
  /** Which runs are worth looking at closely. */
  wants(named: ApprovalRun): boolean;
}

export interface RunRow {
  id: number;
  path?: string;
  event?: string;
  conclusion?: string | null;
  head_branch?: string | null;
  head_sha?: string;
  run_attempt?: number;
  display_title?: string;
  created_at?: string;
  html_url?: string;
  actor?: { login?: string } | null;
  triggering_actor?: { login?: string } | null;
  repository?: { full_name?: string };
  head_repository?: { full_name?: string } | null;
}

interface ReviewRow {
  state?: string;
  user?: { login?: string } | null;
}

/** Pages of 100 runs that are looked through; GitHub lists no more than 1,000. */
const MOST_PAGES = 10;
const PAGE = 100;

const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** What must be so of the run itself; a re-run repeats somebody's old words with somebody's old rights. */
function isDispatchedThere(row: RunRow, { repository, defaultBranch }: RunsQuestion): boolean {
  return (
    row.path?.split('@')[0] === APPROVAL_WORKFLOW &&
    row.event === 'workflow_dispatch' &&
    row.conclusion === 'success' &&
    row.head_branch === defaultBranch &&
    row.run_attempt === 1 &&
    same(row.head_repository?.full_name ?? row.repository?.full_name, repository)
  );
}

/** All approvals that GitHub recorded and that are wanted, among rows that `listRuns` gave. */
export async function readApprovalRuns(
  github: Github,
  question: RunsQuestion,
  rows: readonly RunRow[],
): Promise<RecordedApproval[]> {
  const recorded: RecordedApproval[] = [];
  for (const row of rows) {
    const named = parseApprovalRun(row.display_title ?? '');
    if (!named || !isDispatchedThere(row, question) || !question.wants(named)) continue;
    if (!(await isOnDefaultBranch(github, question, row.head_sha ?? ''))) continue;
    const at = row.created_at;
    if (at === undefined || Number.isNaN(Date.parse(at))) continue;
    for (const by of await approversOf(github, question, row))
      recorded.push({ ...named, by, at, url: row.html_url ?? null, run: row.id });
  }
  return recorded;
}

/** Runs of the approval workflow, not yet looked at. No workflow of that name: none. */
export async function listRuns(
  github: Github,
  question: Pick<RunsQuestion, 'repository' | 'defaultBranch' | 'since'>,
): Promise<RunRow[]> {
  const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
  const rows: RunRow[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const parameters = {
      ...ownerAndName(question.repository),
      workflow_id: APPROVAL_WORKFLOW.slice(APPROVAL_WORKFLOW.lastIndexOf('/') + 1),
      event: 'workflow_dispatch',
      branch: question.defaultBranch,
      status: 'success',
      created: `>=${formatTime(question.since)}`,
      per_page: PAGE,
      page,
    };
    const told = await github
      .request<{ workflow_runs?: unknown }>(route, parameters)
      .catch((error: unknown) => {
        if (error instanceof GithubError && error.status === 404) return null;
        throw error;
      });
    if (told === null) return rows;
    if (!Array.isArray(told.data.workflow_runs)) throw malformed(route, 'no list of runs');
    rows.push(...(told.data.workflow_runs as RunRow[]));
    if (told.data.workflow_runs.length < PAGE) return rows;
  }
  throw malformed(route, 'more than 1,000 runs');
}

const malformed = (asked: string, what: string): GithubError =>
  new GithubError(asked, `GitHub's answer to ${asked} has ${what}`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again; no approval was counted.',
  });

/** A branch may be called like the default one elsewhere, and a tag moved: the commit itself must be on it. */
async function isOnDefaultBranch(github: Github, question: RunsQuestion, commit: Sha): Promise<boolean> {
  if (commit === '') return false;
  if (commit === question.tip) return true;
  const { status } = await compare(github, question.repository, question.defaultBranch, commit);
  return status === 'identical' || status === 'behind';
}

/** The reviewers that GitHub recorded, where the job's environment asks for some; else who dispatched it. */
async function approversOf(github: Github, { repository }: RunsQuestion, row: RunRow): Promise<string[]> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals';
  const { data } = await github.request<unknown>(route, { ...ownerAndName(repository), run_id: row.id });
  if (!Array.isArray(data)) throw malformed(route, 'no list of reviews');
  const reviews = data as ReviewRow[];
  if (reviews.length > 0) {
    if (reviews.some(({ state }) => state === 'rejected')) return [];
    return reviews.flatMap(({ state, user }) => (state === 'approved' && user?.login ? [user.login] : []));
  }
  const actor = row.actor?.login;
  // Somebody else started it again in the actor's name.
  return actor !== undefined && same(row.triggering_actor?.login, actor) ? [actor] : [];
}
