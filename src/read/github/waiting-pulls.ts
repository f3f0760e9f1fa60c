/** Open pull requests of many repositories at once, with our status on each: what a bot that was away asks first. */
import { type Github, GithubError } from '../../github/github.ts';
import { MANIFEST_PATHS } from '../manifest/paths.ts';
import { type OpenPull, type PullRow, pullOf } from './open-pulls.ts';

export interface FoundRepository {
  id: string;
  /** `acme/shop`. */
  name: string;
  openPulls: number;
  /** One of its newest deployments waits for something. */
  hasWaiting: boolean;
}

export interface RepositoryPulls {
  id: string;
  name: string;
  pulls: OpenPull[];
  /** There are more than were told. */
  isCut: boolean;
}

/** Repositories that the first query tells of, and the second; pull requests of each. */
const AT_ONCE = 100;
const IN_DETAIL = 25;
const PULLS = 20;

const MANIFESTS = MANIFEST_PATHS.map(
  (path, index) => `m${index}: object(expression: ${JSON.stringify(`HEAD:${path}`)}) { __typename }`,
).join(' ');

const FIND = `query Repositories($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Repository { id nameWithOwner ${MANIFESTS}
  pullRequests(states: [OPEN]) { totalCount } deployments(last: 5) { nodes { state } } } } }`;

const DETAIL = `query WaitingPulls($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Repository { id nameWithOwner
  pullRequests(states: [OPEN], first: ${PULLS}) { totalCount nodes { number baseRefName headRefOid
    commits(last: 1) { nodes { commit { status { contexts { context state description creator { __typename login } } } } } } } } } } }`;

interface FoundRow {
  __typename: string;
  id: string;
  nameWithOwner: string;
  m0: unknown;
  m1: unknown;
  pullRequests: { totalCount: number };
  deployments: { nodes: ({ state: string | null } | null)[] | null } | null;
}

interface DetailRow {
  __typename: string;
  id: string;
  nameWithOwner: string;
  pullRequests: { totalCount: number; nodes: PullRow[] };
}

async function inGroups<T extends { __typename: string }>(
  github: Github,
  query: string,
  ids: readonly string[],
  size: number,
): Promise<T[]> {
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += size) {
    const group = ids.slice(at, at + size);
    const data = await github.graphql<{ nodes: (T | null)[] | null }>(query, { ids: group });
    if (!Array.isArray(data.nodes)) throw malformed();
    for (const row of data.nodes) if (row?.__typename === 'Repository') found.push(row);
  }
  return found;
}

/** Those that have a manifest on their default branch, by node ids. Two points of GitHub's for a hundred. Throws `GithubError`. */
export async function withManifest(github: Github, ids: readonly string[]): Promise<FoundRepository[]> {
  const rows = await inGroups<FoundRow>(github, FIND, ids, AT_ONCE);
  return rows
    .filter(({ m0, m1 }) => Boolean(m0 ?? m1))
    .map(({ id, nameWithOwner, pullRequests, deployments }) => ({
      id,
      name: nameWithOwner,
      openPulls: pullRequests.totalCount,
      hasWaiting: (deployments?.nodes ?? []).some((one) => one?.state === 'WAITING'),
    }));
}

/** By the repositories' node ids; one that is gone meanwhile is left out. Five points for 25. Throws `GithubError`. */
export async function waitingPulls(github: Github, ids: readonly string[]): Promise<RepositoryPulls[]> {
  const rows = await inGroups<DetailRow>(github, DETAIL, ids, IN_DETAIL);
  return rows.map(({ id, nameWithOwner, pullRequests }) => ({
    id,
    name: nameWithOwner,
    pulls: pullRequests.nodes.map(pullOf),
    isCut: pullRequests.totalCount > pullRequests.nodes.length,
  }));
}

const malformed = (): GithubError =>
  new GithubError('GraphQL Repositories', "GitHub's answer has no list of repositories", {
    trouble: 'malformed',
    status: null,
    next: 'Try again later; nothing was decided from what is missing.',
  });
