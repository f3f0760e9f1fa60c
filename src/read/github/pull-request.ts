/** A pull request as GitHub has it now, with what was published on it before, and the manifests at its two ends: one query. */
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { Sha } from '../../model.ts';
import { UserError } from '../../user-error.ts';
import { WANTED_PATHS } from '../manifest/paths.ts';
import { type GraphBlob, type GraphTree, isBlob, isTree, octal } from './graph-objects.ts';
import {
  type CommentPage,
  type CommitRow,
  ENDS,
  type FilesRow,
  INCLUDED,
  loginOf,
  MORE,
  queryFor,
  type RootRow,
  type Row,
} from './pull-query.ts';

/** What we said before, so that nothing is written again that did not change. */
export interface PublishedBefore {
  /** `by`: who set it; null: an account that is gone. */
  status: { state: string; description: string; targetUrl: string | null; by: string | null } | null;
  /** Ours: by the marker and by its author. */
  comment: { id: number; body: string } | null;
  /** The external id of the newest report of ours on this head. */
  report: string | null;
}

export interface PullRequest {
  number: number;
  title: string;
  state: 'open' | 'closed' | 'merged';
  isDraft: boolean;
  isFork: boolean;
  author: string | null;
  /** Who is known to have pushed the head; null: nobody can tell. */
  lastPusher: string | null;
  base: { ref: string; sha: Sha };
  head: { ref: string; sha: Sha };
  before: PublishedBefore;
}

export interface PullAndManifests {
  pull: PullRequest;
  /** The repository's default branch; null: it has none. */
  defaultBranch: string | null;
  /** By `base` or `head`, then by path; null: there is no such file. */
  manifests: { at: 'base' | 'head'; path: string; blob: GraphBlob | null; mode: string }[];
  folders: { at: 'base' | 'head'; path: string; tree: GraphTree | null }[];
  /** Ids of the commits' trees; null: GitHub did not tell. */
  trees: { base: Sha | null; head: Sha | null };
}

/** The context of the one status: a commit may head two pull requests into different branches. */
export const contextOf = (baseRef: string): string => `lanekeeper: ${baseRef}`;

/** Our comments begin with it; nothing from a pull request can stand there. */
const MARKER = '<!-- lanekeeper -->';
const REPORT_NAME = 'lanekeeper report';

export interface PullQuestion {
  repository: string;
  number: number;
  /** Known beforehand from an event or a list, which saves a request; the answer's own count. Null: not known. */
  baseRef: string | null;
  head: Sha | null;
  /** Who an event says pushed this head. */
  pushed: { head: Sha; by: string } | null;
}

/** Pushes and new bases that are followed while reading; more is somebody's loop. */
const MOST_TRIES = 4;

const noSuch = ({ repository, number }: PullQuestion): UserError =>
  new UserError(
    `${repository} has no pull request #${number} that this token can see.`,
    'Check the number; the token needs Pull requests: read and Contents: read.',
  );

/** What a token may not read that may write neither: a fork's run, or a job of the least permissions. */
const WRITTEN_BEFORE = ['checkSuites', 'status'];

type Ends = Pick<Row, 'baseRefName' | 'headRefOid'>;

async function readEnds(github: Github, question: PullQuestion): Promise<Ends> {
  const { repository, number, baseRef, head } = question;
  if (baseRef !== null && head !== null) return { baseRefName: baseRef, headRefOid: head };
  const variables = { ...ownerAndName(repository), number };
  const data = await github.graphql<{ repository: { pullRequest: Ends | null } | null }>(ENDS, variables);
  const ends = data.repository?.pullRequest;
  if (!ends) throw noSuch(question);
  return ends;
}

/** Reads it. Throws `UserError` where there is no such pull request, `GithubError` where GitHub does not tell. */
export async function readPullRequest(github: Github, question: PullQuestion): Promise<PullAndManifests> {
  let ends = await readEnds(github, question);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const told = await readAt(github, question, ends);
    if (told.row.baseRefName === ends.baseRefName && told.row.headRefOid === ends.headRefOid)
      return await pullOf(github, question, told);
    ends = told.row;
  }
  throw changedMeanwhile(question.number);
}

interface Told {
  row: Row;
  defaultBranch: string | null;
  files: FilesRow;
}

async function readAt(
  github: Github,
  question: PullQuestion,
  { baseRefName, headRefOid }: Ends,
): Promise<Told> {
  const { repository, number } = question;
  const data = await github.graphql<{
    repository: ({ defaultBranchRef: { name: string } | null; pullRequest: Row | null } & FilesRow) | null;
  }>(
    queryFor(baseRefName, headRefOid),
    { ...ownerAndName(repository), number, report: REPORT_NAME },
    WRITTEN_BEFORE,
  );
  const row = data.repository?.pullRequest;
  if (!row) throw noSuch(question);
  return {
    row,
    defaultBranch: data.repository?.defaultBranchRef?.name ?? null,
    files: data.repository as FilesRow,
  };
}

async function pullOf(github: Github, question: PullQuestion, told: Told): Promise<PullAndManifests> {
  const { row, defaultBranch, files } = told;
  const base = row.baseRef?.target;
  const head = row.commits.nodes[0]?.commit;
  if (!base) {
    throw new UserError(
      `the branch ${row.baseRefName} that #${row.number} goes into is gone.`,
      'Restore the branch, or give the pull request another base.',
    );
  }
  if (!head || head.oid !== row.headRefOid) throw changedMeanwhile(row.number);
  return {
    defaultBranch,
    pull: {
      number: row.number,
      title: row.title,
      state: row.state === 'OPEN' ? 'open' : row.state === 'MERGED' ? 'merged' : 'closed',
      isDraft: row.isDraft,
      isFork: row.isCrossRepository,
      author: loginOf(row.author),
      lastPusher: pusherOf(head, question.pushed),
      base: { ref: row.baseRefName, sha: base.oid },
      head: { ref: row.headRefName, sha: head.oid },
      before: {
        status: statusOf(head, row.baseRefName),
        comment: await commentOf(github, question, row.comments),
        report: reportOf(head),
      },
    },
    manifests: SIDES.flatMap((at) => manifestsAt(files, at)),
    folders: SIDES.map((at) => ({ at, path: INCLUDED, tree: treeIn(files[`${at.charAt(0)}i`]) })),
    trees: { base: base.tree?.oid ?? null, head: head.tree?.oid ?? null },
  };
}

const SIDES = ['base', 'head'] as const;

const treeIn = (row: FilesRow[string]): GraphTree | null => (isTree(row) ? row : null);

/** A link's own text is no manifest. What lies deeper than the root is taken for a file. */
function manifestsAt(files: FilesRow, at: 'base' | 'head'): PullAndManifests['manifests'] {
  const side = at.charAt(0);
  const root = (files[`${side}r`] as RootRow | null | undefined)?.entries ?? [];
  return WANTED_PATHS.map((path, index) => {
    const blob = files[`${side}${index}`];
    const mode = root.find(({ name }) => name === path)?.mode;
    return { at, path, blob: isBlob(blob) ? blob : null, mode: mode === undefined ? '100644' : octal(mode) };
  });
}

const changedMeanwhile = (number: number): GithubError =>
  new GithubError('PullRequest', `#${number} was pushed to while it was read`, {
    trouble: 'malformed',
    status: null,
    next: 'Nothing to do: the push is checked by itself.',
  });

/**
 * The event's own word for this head; else what GitHub noted with the checks of that push; else who committed it. Who commits
 * names himself by an address, so it is the weakest. An account that GitHub does not know stays unknown.
 */
function pusherOf(head: CommitRow, pushed: PullQuestion['pushed']): string | null {
  if (pushed?.head === head.oid) return pushed.by;
  // Where the better word may not be read, the weaker one does not stand for it.
  if (!head.checkSuites) return null;
  const push = head.checkSuites?.nodes?.find((suite) => suite?.push?.nextSha === head.oid)?.push;
  const pusher = loginOf(push?.pusher);
  if (pusher !== null) return pusher;
  const committer = head.committer?.user?.login;
  // `web-flow` commits what somebody did on the website: that is the author.
  return (committer === 'web-flow' ? head.author?.user?.login : committer) ?? null;
}

function statusOf({ status }: CommitRow, baseRef: string): PublishedBefore['status'] {
  const row = status?.contexts?.find(({ context }) => context === contextOf(baseRef));
  if (!row) return null;
  const about = { state: row.state.toLowerCase(), description: row.description ?? '' };
  return { ...about, targetUrl: row.targetUrl, by: loginOf(row.creator) };
}

/** The newest of whatever App; one that another App made has no gist of ours. */
function reportOf({ checkSuites }: CommitRow): string | null {
  const runs = (checkSuites?.nodes ?? []).flatMap((suite) => suite?.checkRuns?.nodes ?? []);
  const newest = runs.reduce(
    (last, run) => ((run?.databaseId ?? 0) > (last?.databaseId ?? 0) ? run : last),
    null,
  );
  return newest?.externalId ?? null;
}

/** Pages of comments that are looked through for ours. */
const MOST_PAGES = 20;

async function commentOf(
  github: Github,
  { repository, number }: PullQuestion,
  first: CommentPage,
): Promise<PublishedBefore['comment']> {
  let page = first;
  for (let pages = 1; ; pages += 1) {
    const ours = page.nodes.find((row) => row?.viewerDidAuthor && row.body.startsWith(MARKER));
    if (ours) return { id: ours.databaseId, body: ours.body };
    if (!page.pageInfo.hasNextPage || pages >= MOST_PAGES) return null;
    const variables = { ...ownerAndName(repository), number, after: page.pageInfo.endCursor };
    const data = await github.graphql<{ repository: { pullRequest: Pick<Row, 'comments'> } }>(
      MORE,
      variables,
    );
    page = data.repository.pullRequest.comments;
  }
}
