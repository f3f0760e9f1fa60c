/** The one query on a pull request, and the shape of its answer. Source: GitHub's public GraphQL schema. */
import type { Sha } from '../../model.ts';
import { MANIFEST_PATHS } from '../manifest.ts';
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

const fileFields = (expression: string): string =>
  MANIFEST_PATHS.map(
    (path, index) => `m${index}: file(path: ${JSON.stringify(path)}) { mode object { ${BLOB} } }`,
  ).join(' ') + expression;

const COMMIT = `__typename ... on Commit { oid tree { oid } ${fileFields('')}
  included: file(path: ${JSON.stringify(INCLUDED)}) { type object { __typename ... on Tree { oid ${folderFields(true, 1)} } } } }`;

const HEAD = `${COMMIT} ... on Commit { author { user { login } } committer { user { login } }
  checkSuites(first: 20) { nodes { push { nextSha pusher { __typename login } }
    checkRuns(first: 1, filterBy: { checkName: $report, checkType: LATEST }) { nodes { databaseId externalId } } } }
  status { context(name: $context) { state description targetUrl creator { __typename login } } } }`;

const COMMENTS = 'nodes { databaseId viewerDidAuthor body } pageInfo { hasNextPage endCursor }';

/** Further comments. */
export const MORE = `query Comments($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { comments(first: 100, after: $after) { ${COMMENTS} } } } }`;

export const QUERY = `query PullRequest($owner: String!, $repo: String!, $number: Int!, $context: String!, $report: String!) {
  repository(owner: $owner, name: $repo) { defaultBranchRef { name } pullRequest(number: $number) {
    number title state isDraft isCrossRepository baseRefName headRefName headRefOid
    author { __typename login }
    baseRef { target { ${COMMIT} } }
    headRef { target { __typename } }
    commits(last: 1) { nodes { commit { ${HEAD.replace('__typename ', '')} } } }
    comments(first: 100) { ${COMMENTS} }
  } } }`;

/** A file; `mode` as git's own number. */
export interface FileRow {
  mode: number;
  object: GraphBlob | { __typename: string } | null;
}

export interface CommitRow {
  oid: Sha;
  tree: { oid: Sha };
  m0: FileRow | null;
  m1: FileRow | null;
  included: { object: GraphTree | null } | null;
  author?: { user: Actor | null } | null;
  committer?: { user: Actor | null } | null;
  checkSuites?: { nodes: (SuiteRow | null)[] | null } | null;
  status?: { context: StatusRow | null } | null;
}

interface SuiteRow {
  push: { nextSha: Sha | null; pusher: Actor | null } | null;
  checkRuns: { nodes: ({ databaseId: number | null; externalId: string | null } | null)[] | null } | null;
}

interface StatusRow {
  state: string;
  description: string | null;
  targetUrl: string | null;
  creator: Actor | null;
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
  baseRef: { target: CommitRow } | null;
  commits: { nodes: { commit: CommitRow }[] };
  comments: CommentPage;
}

export interface CommentPage {
  nodes: CommentRow[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
