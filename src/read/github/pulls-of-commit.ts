/** Which open pull requests a commit heads. */
import { type Github, ownerAndName } from '../../github/github.ts';
import type { Sha } from '../../model.ts';

export interface PullOfCommit {
  number: number;
  baseRef: string;
  head: Sha;
}

const QUERY = `query PullsOfCommit($owner: String!, $repo: String!, $oid: GitObjectID!) { repository(owner: $owner, name: $repo) {
  object(oid: $oid) { ... on Commit { associatedPullRequests(first: 20) { nodes { number state baseRefName headRefOid } } } } } }`;

interface Row {
  number: number;
  state: string;
  baseRefName: string;
  headRefOid: Sha;
}

/** Open ones that a commit heads: a fork's workflow run names none of them itself. */
export async function pullsOfCommit(github: Github, repository: string, oid: Sha): Promise<PullOfCommit[]> {
  const data = await github.graphql<{
    repository: { object: { associatedPullRequests?: { nodes: (Row | null)[] } } | null } | null;
  }>(QUERY, { ...ownerAndName(repository), oid });
  const rows = data.repository?.object?.associatedPullRequests?.nodes.filter((row) => row !== null) ?? [];
  return rows
    .filter(({ state, headRefOid }) => state === 'OPEN' && headRefOid === oid)
    .map(({ number, baseRefName, headRefOid }) => ({ number, baseRef: baseRefName, head: headRefOid }));
}
