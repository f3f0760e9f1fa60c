/** The one query on a pull request, and the shape of its answer. Source: GitHub's public GraphQL schema. */
import type { Sha } from '../../model.ts';
import { WANTED_PATHS } from '../manifest/paths.ts';
import { BLOB, folderFields, type GraphBlob, type GraphTree } from './graph-objects.ts';

export interface Actor {
  __typename?: string;
  login?: string;
}

/** GraphQL says `github-actions`, REST and everybody else `github-actions[bot]`. */
export function loginOf(actor: Actor | null | undefined): string | null {
  if (typeof actor?.login !== 'string' || actor.login === '') return null;
  return actor.__typename === 'Bot' && !actor.login.endsWith('[bot]') ? `${actor.login}[bot]` : actor.login;
}

/** Where changes of their own files usually lie. */
export const INCLUDED = '.lanekeeper';

const HEAD = `oid tree { oid } author { user { login } } committer { user { login } }
  checkSuites(first: 20) { nodes { push { nextSha pusher { __typename login } }
    checkRuns(first: 1, filterBy: { checkName: $report, checkType: LATEST }) { nodes { databaseId externalId } } } }
  status { contexts { context state description targetUrl creator { __typename login } } }`;

/** The manifest, the files that it may include, and the root's entries, which tell a link from a file. */
const filesAt = (side: 'b' | 'h', revision: string): string => {
  const at = (path: string): string => JSON.stringify(`${revision}:${path}`);
  const manifests = WANTED_PATHS.map(
    (path, index) => `${side}${index}: object(expression: ${at(path)}) { ${BLOB} }`,
  );
  return `${manifests.join(' ')}
  ${side}i: object(expression: ${at(INCLUDED)}) { __typename ... on Tree { oid ${folderFields(true, 1)} } }
  ${side}r: object(expression: ${at('')}) { __typename ... on Tree { entries { name mode } } }`;
};

const COMMENTS = 'nodes { databaseId viewerDidAuthor body } pageInfo { hasNextPage endCursor }';

/** Further comments. */
export const MORE = `query Comments($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { comments(first: 100, after: $after) { ${COMMENTS} } } } }`;

/** Everything at once, by the branch that it goes into and its head as they are known beforehand; the answer says whether they still are. */
export const queryFor = (baseRef: string, head: Sha): string =>
  `query PullRequest($owner: String!, $repo: String!, $number: Int!, $report: String!) {
  repository(owner: $owner, name: $repo) { defaultBranchRef { name } pullRequest(number: $number) {
    number title state isDraft isCrossRepository baseRefName headRefName headRefOid
    author { __typename login }
    baseRef { target { __typename oid ... on Commit { tree { oid } } } }
    commits(last: 1) { nodes { commit { ${HEAD} } } }
    comments(first: 100) { ${COMMENTS} } }
  ${filesAt('b', `refs/heads/${baseRef}`)}
  ${filesAt('h', head)} } }`;

/** Where it goes and where it stands: asked where nobody told. */
export const ENDS = `query PullEnds($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { baseRefName headRefOid } } }`;

/** The files at one end, by their aliases. */
export type FilesRow = Readonly<Record<string, GraphBlob | GraphTree | RootRow | null | undefined>>;

export interface RootRow {
  __typename: string;
  entries?: { name: string; mode: number }[] | null;
}

export interface CommitRow {
  oid: Sha;
  tree: { oid: Sha };
  author?: { user: Actor | null } | null;
  committer?: { user: Actor | null } | null;
  checkSuites?: { nodes: (SuiteRow | null)[] | null } | null;
  status?: { contexts: StatusRow[] | null } | null;
}

interface SuiteRow {
  push: { nextSha: Sha | null; pusher: Actor | null } | null;
  checkRuns: { nodes: ({ databaseId: number | null; externalId: string | null } | null)[] | null } | null;
}

interface StatusRow {
  context: string;
  state: string;
  description: string | null;
  targetUrl: string | null;
  creator?: Actor | null;
}

export interface CommentRow {
  databaseId: number;
  viewerDidAuthor: boolean;
  body: string;
}

export interface Row {
  number: number;
  title: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  isDraft: boolean;
  isCrossRepository: boolean;
  baseRefName: string;
  headRefName: string;
  headRefOid: Sha;
  author: Actor | null;
  baseRef: { target: { oid: Sha; tree?: { oid: Sha } } } | null;
  commits: { nodes: { commit: CommitRow }[] };
  comments: CommentPage;
}

export interface CommentPage {
  nodes: (CommentRow | null)[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
