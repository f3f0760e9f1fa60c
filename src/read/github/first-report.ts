/** What a pull request held when somebody spoke: when its head was first reported on, and which pushes took heads away. */
import { type Github, ownerAndName } from '../../github/github.ts';
import type { Sha, Time } from '../../model.ts';

const NAME = 'lanekeeper report';

const QUERY = `query FirstReport($owner: String!, $repo: String!, $oid: GitObjectID!, $app: Int!, $name: String!) {
  repository(owner: $owner, name: $repo) { object(oid: $oid) { __typename ... on Commit {
    checkSuites(first: 10, filterBy: { appId: $app }) { nodes { app { databaseId }
      checkRuns(first: 100, filterBy: { checkName: $name, appId: $app, checkType: ALL }) { nodes { completedAt } } } } } } } }`;

interface SuiteRow {
  app: { databaseId: number | null } | null;
  checkRuns: { nodes: { completedAt: string | null }[] } | null;
}

/** Null: it was not, by this App. By GitHub's clock. */
export async function firstReportAt(
  github: Github,
  repository: string,
  { head, app }: { head: Sha; app: number },
): Promise<Time | null> {
  const variables = { ...ownerAndName(repository), oid: head, app, name: NAME };
  const data = await github.graphql<{
    repository: { object: { checkSuites: { nodes: SuiteRow[] } | null } | null } | null;
  }>(QUERY, variables);
  const suites = data.repository?.object?.checkSuites?.nodes ?? [];
  const times = suites
    .filter((suite) => suite.app?.databaseId === app)
    .flatMap(({ checkRuns }) => checkRuns?.nodes ?? [])
    .map(({ completedAt }) => Date.parse(completedAt ?? ''))
    .filter((time) => !Number.isNaN(time));
  return times.length === 0 ? null : Math.min(...times);
}

/** A push that took one head away and put another in its place. */
export interface ForcePush {
  at: Time;
  before: Sha | null;
  after: Sha | null;
}

const PUSHES = `query ForcePushes($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) {
  pullRequest(number: $number) { timelineItems(last: 100, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) { totalCount nodes {
    __typename ... on HeadRefForcePushedEvent { createdAt beforeCommit { oid } afterCommit { oid } } } } } } }`;

interface PushRow {
  createdAt?: string;
  beforeCommit?: { oid: Sha } | null;
  afterCommit?: { oid: Sha } | null;
}

/** Oldest first; null: there were more than GitHub tells at once. */
export async function forcePushesOf(
  github: Github,
  repository: string,
  number: number,
): Promise<ForcePush[] | null> {
  const variables = { ...ownerAndName(repository), number };
  const data = await github.graphql<{
    repository: {
      pullRequest: { timelineItems: { totalCount: number; nodes: (PushRow | null)[] } } | null;
    } | null;
  }>(PUSHES, variables);
  const items = data.repository?.pullRequest?.timelineItems;
  if (!items || items.totalCount > items.nodes.length || items.nodes.includes(null)) return null;
  return items.nodes.map((row) => ({
    at: Date.parse(row?.createdAt ?? ''),
    before: row?.beforeCommit?.oid ?? null,
    after: row?.afterCommit?.oid ?? null,
  }));
}

/**
 * Whether a head was the pull request's at a moment. A head that was reported on before may have been taken away and
 * put back: it leaves or comes back by force, for anything else makes a commit that was never there.
 */
export function wasHeadAt(head: Sha, moment: Time, pushes: readonly ForcePush[] | null): boolean {
  if (pushes === null || pushes.some(({ at }) => !(at < moment))) return false;
  const last = pushes.findLast(({ before, after }) => before === head || after === head);
  return last === undefined || last.after === head;
}
