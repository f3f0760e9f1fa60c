/** Open pull requests of many repositories at once, with our status on each: what a bot that was away asks first. */
import { type Github, GithubError } from '../../github/github.ts';
import { MANIFEST_PATHS } from '../manifest/paths.ts';
import { type OpenPull, type PullRow, pullOf } from './open-pulls.ts';

export interface RepositoryPulls {
  /** `acme/shop`. */
  name: string;
  /** On its default branch. */
  hasManifest: boolean;
  pulls: OpenPull[];
  /** There are more than were told. */
  isCut: boolean;
}

/** Repositories that one query tells of, and pull requests of each. */
const AT_ONCE = 25;
const PULLS = 20;

const MANIFESTS = MANIFEST_PATHS.map(
  (path, index) => `m${index}: object(expression: ${JSON.stringify(`HEAD:${path}`)}) { __typename }`,
).join(' ');

const QUERY = `query WaitingPulls($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Repository { nameWithOwner ${MANIFESTS}
  pullRequests(states: [OPEN], first: ${PULLS}) { totalCount nodes { number baseRefName headRefOid
    commits(last: 1) { nodes { commit { status { contexts { context state description creator { __typename login } } } } } } } } } } }`;

interface Row {
  __typename: string;
  nameWithOwner: string;
  m0: unknown;
  m1: unknown;
  pullRequests: { totalCount: number; nodes: PullRow[] };
}

/** By the repositories' node ids; one that is gone meanwhile is left out. Throws `GithubError`. */
export async function waitingPulls(github: Github, ids: readonly string[]): Promise<RepositoryPulls[]> {
  const found: RepositoryPulls[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const data = await github.graphql<{ nodes: (Row | null)[] | null }>(QUERY, {
      ids: ids.slice(at, at + AT_ONCE),
    });
    if (!Array.isArray(data.nodes)) throw malformed();
    for (const row of data.nodes) if (row?.__typename === 'Repository') found.push(repositoryOf(row));
  }
  return found;
}

function repositoryOf({ nameWithOwner, m0, m1, pullRequests }: Row): RepositoryPulls {
  return {
    name: nameWithOwner,
    hasManifest: Boolean(m0 ?? m1),
    pulls: pullRequests.nodes.map(pullOf),
    isCut: pullRequests.totalCount > pullRequests.nodes.length,
  };
}

const malformed = (): GithubError =>
  new GithubError('GraphQL WaitingPulls', "GitHub's answer has no list of repositories", {
    trouble: 'malformed',
    status: null,
    next: 'Try again later; nothing was decided from what is missing.',
  });
