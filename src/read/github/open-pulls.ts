/** The open pull requests of a repository with what our status says on each; and those of a merge group. */
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { Sha } from '../../model.ts';
import { type Actor, loginOf } from './pull-query.ts';

export interface OpenPull {
  number: number;
  baseRef: string;
  head: Sha;
  /** Our status on its head, for the branch that it goes into; null: none. */
  status: { state: string; description: string; by: string | null } | null;
}

export interface PullRow {
  number: number;
  baseRefName: string;
  headRefOid: Sha;
  commits: { nodes: { commit: { status: { contexts: ContextRow[] } | null } }[] };
}

export interface ContextRow {
  context: string;
  state: string;
  description: string | null;
  creator?: Actor | null;
}

interface Page<T> {
  nodes: (T | null)[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const OPEN = `query OpenPulls($owner: String!, $repo: String!, $after: String) { repository(owner: $owner, name: $repo) {
  pullRequests(states: [OPEN], first: 100, after: $after) { nodes { number baseRefName headRefOid
    commits(last: 1) { nodes { commit { status { contexts { context state description creator { __typename login } } } } } } }
    pageInfo { hasNextPage endCursor } } } }`;

/** All of them, a hundred with each request. */
export async function listOpenPulls(github: Github, repository: string): Promise<OpenPull[]> {
  const pulls: OpenPull[] = [];
  let after: string | null = null;
  do {
    const variables: Record<string, unknown> = { ...ownerAndName(repository), after };
    const data: { repository: { pullRequests: Page<PullRow> } | null } = await github.graphql(
      OPEN,
      variables,
    );
    const page = data.repository?.pullRequests;
    if (!page) throw malformed(`no repository ${repository}`);
    pulls.push(...page.nodes.flatMap((row) => (row ? [pullOf(row)] : [])));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return pulls;
}

export function pullOf({ number, baseRefName, headRefOid, commits }: PullRow): OpenPull {
  const contexts = commits.nodes[0]?.commit.status?.contexts ?? [];
  const ours = contexts.find(({ context }) => context === `lanekeeper: ${baseRefName}`);
  const status = ours && {
    ...{ state: ours.state.toLowerCase(), description: ours.description ?? '' },
    by: loginOf(ours.creator),
  };
  return { number, baseRef: baseRefName, head: headRefOid, status: status ?? null };
}

/** Whom this token speaks as; null: GitHub does not tell. */
export async function readViewer(github: Github): Promise<string | null> {
  try {
    const { viewer } = await github.graphql<{ viewer: Actor | null }>(
      'query Viewer { viewer { __typename login } }',
    );
    return loginOf(viewer);
  } catch (error) {
    if (error instanceof GithubError) return null;
    throw error;
  }
}

export interface GroupMember {
  number: number;
  /** The commits before and after it in the group. */
  base: Sha;
  head: Sha;
}

const QUEUE = `query MergeQueue($owner: String!, $repo: String!, $branch: String!) { repository(owner: $owner, name: $repo) {
  mergeQueue(branch: $branch) { entries(first: 100) { nodes { baseCommit { oid } headCommit { oid } pullRequest { number } } } } } }`;

interface EntryRow {
  baseCommit: { oid: Sha } | null;
  headCommit: { oid: Sha } | null;
  pullRequest: { number: number } | null;
}

/** Who is in a merge group, in the order of merging. Throws where the chain from its base to its head is not whole. */
export async function listGroup(
  github: Github,
  repository: string,
  group: { base: Sha; head: Sha; baseRef: string },
): Promise<GroupMember[]> {
  const data = await github.graphql<{
    repository: { mergeQueue: { entries: { nodes: (EntryRow | null)[] } } | null } | null;
  }>(QUEUE, { ...ownerAndName(repository), branch: group.baseRef });
  const entries = data.repository?.mergeQueue?.entries.nodes ?? [];
  const members: GroupMember[] = [];
  let at = group.head;
  while (at !== group.base) {
    const entry = entries.find((one) => one?.headCommit?.oid === at);
    const base = entry?.baseCommit?.oid;
    const number = entry?.pullRequest?.number;
    if (base === undefined || number === undefined || base === at || members.length > entries.length)
      throw malformed(`no queue from ${group.base.slice(0, 7)} to ${group.head.slice(0, 7)}`);
    members.unshift({ number, base, head: at });
    at = base;
  }
  if (members.length === 0) throw malformed('nobody in the merge group');
  return members;
}

const malformed = (what: string): GithubError =>
  new GithubError('GraphQL', `GitHub's answer has ${what}`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again; the token needs Pull requests: read, and for a queue Merge queues: read.',
  });
