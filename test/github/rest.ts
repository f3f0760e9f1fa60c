/** REST over real git objects and the double's state: what each route answers, as GitHub would. */
import type { Readable } from 'node:stream';
import {
  checkRunBody,
  commentBody,
  diffEntry,
  gitCommit,
  runBody,
  simpleUser,
  statusBody,
} from './bodies.ts';
import type { Hosted, User } from './state.ts';

export interface Asked {
  parameters: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** Whose token it is. */
  by: User;
  /** The App that the token belongs to. */
  app: number;
}

export interface Told {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  stream?: Readable;
}

export const refused = (status: number, message: string, headers: Record<string, string> = {}): Told => ({
  status,
  headers,
  body: { message, documentation_url: 'https://docs.github.test/rest', status: String(status) },
});

const notFound = refused(404, 'Not Found');
const invalid = (message: string): Told => refused(422, `Validation Failed: ${message}`);

type Handler = (hosted: Hosted, asked: Asked) => Told;

const PER_PAGE = 30;

export function pageOf<T>(all: readonly T[], query: URLSearchParams): T[] {
  const size = Math.min(100, Number(query.get('per_page') ?? PER_PAGE));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  return all.slice((page - 1) * size, page * size);
}

function compare(hosted: Hosted, { parameters }: Asked): Told {
  const [base = '', head = ''] = (parameters.basehead ?? '').split('...');
  const from = hosted.git.parse(`${base}^{commit}`);
  const to = hosted.git.parse(`${head}^{commit}`);
  const mergeBase = from && to && hosted.git.mergeBase(from, to);
  if (!from || !to || !mergeBase) return notFound;
  const commits = hosted.git.between(from, to);
  const behind = hosted.git.between(to, from).length;
  const ahead = commits.length;
  const status = ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
  const url = `https://api.github.test/repos/${hosted.name}/compare/${base}...${head}`;
  return {
    status: 200,
    body: {
      ...{ url, html_url: url, permalink_url: url, diff_url: url, patch_url: url },
      base_commit: gitCommit(hosted, from),
      merge_base_commit: gitCommit(hosted, mergeBase),
      status,
      ...{ ahead_by: ahead, behind_by: behind, total_commits: ahead },
      commits: commits.slice(0, 250).map((sha) => gitCommit(hosted, sha)),
      files: hosted.git
        .diff(mergeBase, to)
        .slice(0, 300)
        .map((row) => diffEntry(hosted, mergeBase, to, row)),
    },
  };
}

function pullFiles(hosted: Hosted, { parameters, query }: Asked): Told {
  const pull = hosted.pulls.find(({ number }) => number === Number(parameters.pull_number));
  if (!pull) return notFound;
  const mergeBase = hosted.git.mergeBase(hosted.commit(pull.baseRef), pull.head) ?? pull.head;
  const rows = hosted.git.diff(mergeBase, pull.head).slice(0, 3000);
  return {
    status: 200,
    body: pageOf(rows, query).map((row) => diffEntry(hosted, mergeBase, pull.head, row)),
  };
}

const STATES = ['error', 'failure', 'pending', 'success'];

function createStatus(hosted: Hosted, { parameters, body, by }: Asked): Told {
  const sha = parameters.sha ?? '';
  const context = String(body.context ?? 'default');
  const description = (body.description as string | undefined) ?? null;
  if (hosted.git.typeOf(sha) !== 'commit') return invalid(`No commit found for SHA: ${sha}`);
  if (!STATES.includes(String(body.state))) return invalid('State is not included in the list');
  if ((description ?? '').length > 140) return invalid('description is too long (maximum is 140 characters)');
  if (hosted.statuses.filter((one) => one.sha === sha && one.context === context).length >= 1000)
    return invalid('This SHA and context has reached the maximum number of statuses.');
  const status = {
    id: hosted.nextId(),
    ...{ sha, context, description },
    state: String(body.state),
    targetUrl: (body.target_url as string | undefined) ?? null,
    createdAt: hosted.now(),
    creator: by,
  };
  hosted.statuses.push(status);
  return { status: 201, body: statusBody(hosted, status) };
}

function wrongOutput(body: Record<string, unknown>): string | null {
  const output = (body.output ?? {}) as {
    summary?: string;
    text?: string;
    annotations?: { message: string }[];
  };
  if ((output.summary ?? '').length > 65_535 || (output.text ?? '').length > 65_535)
    return 'summary or text exceeds a maximum length of 65535';
  return (output.annotations ?? []).length > 50 ? 'annotations exceeds a maximum quantity of 50' : null;
}

function writeCheckRun(hosted: Hosted, { parameters, body, app }: Asked): Told {
  const wrong = wrongOutput(body);
  if (wrong !== null) return invalid(wrong);
  const output = body.output as { annotations?: unknown[] } | undefined;
  const known = hosted.checkRuns.find(({ id }) => id === Number(parameters.check_run_id));
  if (parameters.check_run_id !== undefined && !known) return notFound;
  if (known) {
    if (known.app !== app)
      return refused(
        403,
        `Invalid app_id \`${app}\` - check run can only be modified by the GitHub App that created it.`,
      );
    known.annotations.push(...(output?.annotations ?? []));
    known.body = {
      ...known.body,
      ...body,
      output: { ...(known.body.output as object), ...(body.output as object) },
    };
    return { status: 200, body: checkRunBody(hosted, known) };
  }
  const run = {
    id: hosted.nextId(),
    sha: String(body.head_sha),
    app,
    body,
    annotations: [...(output?.annotations ?? [])],
    createdAt: hosted.now(),
  };
  if (hosted.git.typeOf(run.sha) !== 'commit') return invalid(`No commit found for SHA: ${run.sha}`);
  hosted.checkRuns.push(run);
  return { status: 201, body: checkRunBody(hosted, run) };
}

const MOST_COMMENT = 65_536;

function writeComment(hosted: Hosted, { parameters, body, by }: Asked): Told {
  const text = String(body.body);
  if (text.length > MOST_COMMENT) return invalid('body is too long (maximum is 65536 characters)');
  const id = parameters.comment_id;
  const known = hosted.comments.find((one) => one.id === Number(id));
  if (id !== undefined && !known) return notFound;
  if (known) {
    Object.assign(known, { body: text, updatedAt: hosted.now() });
    return { status: 200, body: commentBody(hosted, known) };
  }
  const issue = Number(parameters.issue_number);
  if (!hosted.pulls.some(({ number }) => number === issue)) return notFound;
  const [createdAt, updatedAt] = [hosted.now(), hosted.now()];
  const comment = { id: hosted.nextId(), issue, author: by, body: text, createdAt, updatedAt };
  hosted.comments.push(comment);
  return { status: 201, body: commentBody(hosted, comment) };
}

function listRuns(hosted: Hosted, { parameters, query }: Asked): Told {
  const file = parameters.workflow_id ?? '';
  if (!hosted.workflows.has(file)) return notFound;
  const since = /^>=(.+)$/.exec(query.get('created') ?? '')?.[1];
  const wants = (name: string, value: string | null): boolean =>
    query.get(name) === null || query.get(name) === value;
  const found = hosted.runs.filter(
    (run) =>
      run.path.split('@')[0]?.endsWith(`/${file}`) &&
      wants('event', run.event) &&
      wants('branch', run.headBranch) &&
      wants('status', run.conclusion) &&
      (since === undefined || Date.parse(run.createdAt) >= Date.parse(since)),
  );
  const newest = [...found].reverse().slice(0, 1000);
  return {
    status: 200,
    body: {
      total_count: found.length,
      workflow_runs: pageOf(newest, query).map((run) => runBody(hosted, run)),
    },
  };
}

function reviews(hosted: Hosted, { parameters }: Asked): Told {
  const run = hosted.runs.find(({ id }) => id === Number(parameters.run_id));
  if (!run) return notFound;
  const body = run.reviews.map(({ state, user, environment }) => ({
    state,
    comment: '',
    user: simpleUser(user),
    environments: [
      {
        id: 1,
        node_id: 'E_1',
        name: environment,
        url: 'https://a.test',
        html_url: 'https://a.test',
        created_at: hosted.now(),
        updated_at: hosted.now(),
      },
    ],
  }));
  return { status: 200, body };
}

function blob(hosted: Hosted, { parameters }: Asked): Told {
  const sha = parameters.file_sha ?? '';
  if (hosted.git.typeOf(sha) !== 'blob') return notFound;
  const bytes = hosted.git.blob(sha);
  const url = `https://api.github.test/blobs/${sha}`;
  return {
    status: 200,
    body: {
      content: bytes.toString('base64'),
      encoding: 'base64',
      url,
      sha,
      size: bytes.length,
      node_id: `B_${sha}`,
    },
  };
}

function tree(hosted: Hosted, { parameters }: Asked): Told {
  const sha = hosted.git.parse(`${parameters.tree_sha}^{tree}`);
  if (sha === null) return notFound;
  const rows = hosted.git.allFiles(sha).map(({ mode, type, oid, name }) => ({
    path: name,
    mode,
    type,
    sha: oid,
    url: `https://api.github.test/${oid}`,
  }));
  return { status: 200, body: { sha, url: `https://api.github.test/${sha}`, tree: rows, truncated: false } };
}

function branchRules(hosted: Hosted, { parameters }: Asked): Told {
  if (parameters.branch !== hosted.defaultBranch) return { status: 200, body: [] };
  const source = { ruleset_source_type: 'Repository', ruleset_source: hosted.name, ruleset_id: 1 };
  return { status: 200, body: hosted.rules.map((rule) => ({ ...rule, ...source })) };
}

function environment(hosted: Hosted, { parameters }: Asked): Told {
  const name = parameters.environment_name ?? '';
  const found = hosted.environments.get(name);
  if (!found) return notFound;
  const url = `https://api.github.test/repos/${hosted.name}/environments/${name}`;
  const reviewers = found.reviewers.map((login) => ({
    type: 'User',
    reviewer: simpleUser({ login, type: 'User' }),
  }));
  const reviews = {
    id: 1,
    node_id: 'GA_1',
    type: 'required_reviewers',
    prevent_self_review: found.preventSelfReview,
    reviewers,
  };
  return {
    status: 200,
    body: {
      ...{
        id: 1,
        node_id: 'EN_1',
        name,
        url,
        html_url: url,
        created_at: hosted.now(),
        updated_at: hosted.now(),
      },
      can_admins_bypass: found.adminsBypass,
      protection_rules: found.reviewers.length > 0 ? [reviews] : [],
      deployment_branch_policy: found.protectedBranches
        ? { protected_branches: true, custom_branch_policies: false }
        : null,
    },
  };
}

export const handlers: Record<string, Handler> = {
  'GET /repos/{owner}/{repo}/rules/branches/{branch}': branchRules,
  'GET /repos/{owner}/{repo}/branches/{branch}/protection': () => refused(404, 'Branch not protected'),
  'GET /repos/{owner}/{repo}/environments/{environment_name}': environment,
  'GET /repos/{owner}/{repo}/compare/{basehead}': compare,
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': pullFiles,
  'POST /repos/{owner}/{repo}/statuses/{sha}': createStatus,
  'POST /repos/{owner}/{repo}/check-runs': writeCheckRun,
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': writeCheckRun,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': writeComment,
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': writeComment,
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': listRuns,
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals': reviews,
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': blob,
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': tree,
};
