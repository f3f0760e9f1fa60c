/** Which pull requests an event is about. */
import { type Github, ownerAndName } from '../github/github.ts';
import type { Sha } from '../model.ts';
import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';

export interface EventPull {
  number: number;
  baseRef?: string;
  head?: Sha;
  pushed?: { head: Sha; by: string } | null;
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
async function pullsOfCommit(github: Github, repository: string, oid: Sha): Promise<EventPull[]> {
  const data = await github.graphql<{
    repository: { object: { associatedPullRequests?: { nodes: (Row | null)[] } } | null } | null;
  }>(QUERY, { ...ownerAndName(repository), oid });
  const rows = data.repository?.object?.associatedPullRequests?.nodes.filter((row) => row !== null) ?? [];
  return rows
    .filter(({ state, headRefOid }) => state === 'OPEN' && headRefOid === oid)
    .map(({ number, baseRefName, headRefOid }) => ({ number, baseRef: baseRefName, head: headRefOid }));
}

export async function pullOfEvent(github: Github, inputs: Inputs, event: Event): Promise<EventPull[]> {
  if (inputs.pullRequest !== null) return [{ number: inputs.pullRequest }];
  if (event.pull) {
    const { number, baseRef, head } = event.pull;
    return [
      { number, ...(baseRef !== '' && { baseRef }), ...(head !== '' && { head }), pushed: event.pushed },
    ];
  }
  if (!event.runHead) return [];
  const { head, pulls } = event.runHead;
  return pulls.length > 0
    ? pulls.map((number) => ({ number }))
    : await pullsOfCommit(github, event.repository, head);
}
