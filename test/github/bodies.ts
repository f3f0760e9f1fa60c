/** Answers in the shapes of GitHub's description, with what the double knows filled in. */
import type { CheckRun, Comment, CommitStatus, Hosted, User, WorkflowRun } from './state.ts';

const API = 'https://api.github.test';
const WEB = 'https://github.test';

export const idOf = (text: string): number =>
  [...text].reduce((sum, one) => (sum * 31 + (one.codePointAt(0) ?? 0)) % 1_000_000_007, 7);

export function simpleUser({ login, type }: User): Record<string, unknown> {
  const url = `${API}/users/${encodeURIComponent(login)}`;
  const links = [
    'followers',
    'following',
    'gists',
    'starred',
    'subscriptions',
    'organizations',
    'repos',
    'events',
    'received_events',
  ];
  return {
    login,
    id: idOf(login),
    node_id: `U_${idOf(login)}`,
    avatar_url: `${WEB}/a.png`,
    gravatar_id: '',
    url,
    html_url: `${WEB}/${encodeURIComponent(login)}`,
    ...Object.fromEntries(links.map((link) => [`${link}_url`, `${url}/${link}`])),
    type,
    site_admin: false,
  };
}

export function gitCommit(hosted: Hosted, sha: string): Record<string, unknown> {
  const { author, committer, date, message } = hosted.git.about(sha);
  const url = `${API}/repos/${hosted.name}/commits/${sha}`;
  const person = (name: string) => ({ name, email: 'a@b.test', date });
  const tree = hosted.git.treeOf(sha);
  return {
    sha,
    node_id: `C_${sha}`,
    url,
    html_url: `${WEB}/${hosted.name}/commit/${sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url,
      author: person(author),
      committer: person(committer),
      message,
      comment_count: 0,
      tree: { sha: tree, url: `${API}/trees/${tree}` },
    },
    author: null,
    committer: null,
    parents: hosted.git.parents(sha).map((parent) => ({ sha: parent, url, html_url: url })),
  };
}

export function diffEntry(
  hosted: Hosted,
  from: string,
  to: string,
  row: { status: string; path: string; from: string | null; blob: string },
) {
  const patch = hosted.git.patch(from, to, row.path);
  const count = (sign: string): number => patch.split('\n').filter((line) => line.startsWith(sign)).length;
  const [additions, deletions] = [count('+'), count('-')];
  const url = `${API}/repos/${hosted.name}/contents/${encodeURIComponent(row.path)}`;
  return {
    sha: row.blob,
    filename: row.path,
    status: row.status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: url,
    raw_url: url,
    contents_url: url,
    ...(patch === '' ? {} : { patch }),
    ...(row.from === null ? {} : { previous_filename: row.from }),
  };
}

export function statusBody(hosted: Hosted, status: CommitStatus): Record<string, unknown> {
  return {
    url: `${API}/repos/${hosted.name}/statuses/${status.sha}`,
    avatar_url: null,
    id: status.id,
    node_id: `S_${status.id}`,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: simpleUser(status.creator),
  };
}

export function commentBody(hosted: Hosted, comment: Comment): Record<string, unknown> {
  const url = `${API}/repos/${hosted.name}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url,
    html_url: `${WEB}/${hosted.name}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${API}/repos/${hosted.name}/issues/${comment.issue}`,
    body: comment.body,
    user: simpleUser(comment.author),
    author_association: 'NONE',
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}

export function checkRunBody(hosted: Hosted, run: CheckRun): Record<string, unknown> {
  const { output, ...body } = run.body as { output?: Record<string, unknown> };
  const url = `${API}/repos/${hosted.name}/check-runs/${run.id}`;
  const done = body as Record<string, unknown>;
  return {
    id: run.id,
    head_sha: run.sha,
    node_id: `CR_${run.id}`,
    external_id: done.external_id ?? null,
    url,
    html_url: url,
    details_url: done.details_url ?? null,
    status: done.status ?? (done.conclusion ? 'completed' : 'queued'),
    conclusion: done.conclusion ?? null,
    started_at: run.createdAt,
    completed_at: done.conclusion ? run.createdAt : null,
    name: done.name,
    check_suite: { id: 1 },
    pull_requests: [],
    app: null,
    output: {
      title: output?.title ?? null,
      summary: output?.summary ?? null,
      text: output?.text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
  };
}

export function runBody(hosted: Hosted, run: WorkflowRun): Record<string, unknown> {
  const url = `${API}/repos/${hosted.name}/actions/runs/${run.id}`;
  const links = ['jobs', 'logs', 'check_suite', 'artifacts', 'cancel', 'rerun', 'workflow'];
  return {
    id: run.id,
    node_id: `WFR_${run.id}`,
    name: 'contract approval',
    path: run.path,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    run_number: run.id,
    run_attempt: run.attempt,
    event: run.event,
    status: run.conclusion === null ? 'in_progress' : 'completed',
    conclusion: run.conclusion,
    workflow_id: 1,
    url,
    html_url: `${WEB}/${hosted.name}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.createdAt,
    run_started_at: run.createdAt,
    actor: simpleUser(run.actor),
    triggering_actor: simpleUser(run.triggeringActor),
    ...Object.fromEntries(links.map((link) => [`${link}_url`, `${url}/${link}`])),
    head_commit: null,
    repository: minimalRepository(hosted),
    head_repository: minimalRepository(hosted),
    display_title: run.title,
  };
}

const REPOSITORY_LINKS =
  'archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees';

export function minimalRepository(hosted: Hosted): Record<string, unknown> {
  const url = `${API}/repos/${hosted.name}`;
  const [owner = '', name = ''] = hosted.name.split('/');
  return {
    id: idOf(hosted.name),
    node_id: `R_${idOf(hosted.name)}`,
    name,
    full_name: hosted.name,
    owner: simpleUser({ login: owner, type: 'User' }),
    private: false,
    html_url: `${WEB}/${hosted.name}`,
    description: null,
    fork: false,
    url,
    default_branch: hosted.defaultBranch,
    hooks_url: `${url}/hooks`,
    ...Object.fromEntries(REPOSITORY_LINKS.split(' ').map((link) => [`${link}_url`, `${url}/${link}`])),
  };
}
