/**
 * Approvals that the bot keeps: check runs of its App on the head that was approved. Nobody but the App can make or change
 * one; which App made it is GitHub's own word.
 */

import { parseApprovalRun } from '../../github/approval-run.ts';
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { Sha } from '../../model.ts';
import type { RecordedApproval } from './approval-runs.ts';

export const APPROVAL_NAME = 'lanekeeper approval';

/** What the check run holds in its text, as JSON: who, when, and the name that a run of the approval workflow would have. */
export interface ApprovalNote {
  name: string;
  by: string;
  /** ISO 8601. */
  at: string;
}

interface CheckRow {
  databaseId?: number | null;
  name?: string;
  text?: string | null;
  url?: string;
  conclusion?: string | null;
}

interface CommitRow {
  checkSuites: {
    nodes: { app: { databaseId: number | null } | null; checkRuns: { nodes: CheckRow[] } | null }[];
  } | null;
}

const CHECKS = `checkSuites(first: 10, filterBy: { appId: $app }) { nodes { app { databaseId }
  checkRuns(first: 50, filterBy: { checkName: $name, appId: $app, checkType: ALL }) { nodes { databaseId name text url conclusion } } } }`;

const AT = `query ApprovalChecks($owner: String!, $repo: String!, $oid: GitObjectID!, $app: Int!, $name: String!) {
  repository(owner: $owner, name: $repo) { object(oid: $oid) { __typename ... on Commit { ${CHECKS} } } } }`;

const MERGED = `query MergedApprovals($owner: String!, $repo: String!, $app: Int!, $name: String!) {
  repository(owner: $owner, name: $repo) {
    pullRequests(states: [MERGED], last: 100, orderBy: { field: UPDATED_AT, direction: ASC }) {
      nodes { commits(last: 1) { nodes { commit { ${CHECKS} } } } } } } }`;

function noteOf(text: string): ApprovalNote | null {
  try {
    const { name, by, at } = JSON.parse(text) as Partial<ApprovalNote>;
    if (typeof name !== 'string' || typeof by !== 'string' || by === '' || typeof at !== 'string')
      return null;
    return Number.isNaN(Date.parse(at)) ? null : { name, by, at };
  } catch {
    return null;
  }
}

/** Null: it is none that counts. */
function approvalOf({ databaseId, name, text, url, conclusion }: CheckRow): RecordedApproval | null {
  if (name !== APPROVAL_NAME || conclusion !== 'SUCCESS') return null;
  const note = noteOf(text ?? '');
  const named = note && parseApprovalRun(note.name);
  return named ? { ...named, by: note.by, at: note.at, url: url ?? null, run: databaseId ?? 0 } : null;
}

function approvalsIn({ checkSuites }: CommitRow, app: number): RecordedApproval[] {
  const ours = (checkSuites?.nodes ?? []).filter((suite) => suite.app?.databaseId === app);
  const rows = ours.flatMap(({ checkRuns }) => checkRuns?.nodes ?? []);
  return rows.map(approvalOf).filter((one) => one !== null);
}

/** On one commit. Throws `GithubError`. */
export async function approvalsAt(
  github: Github,
  repository: string,
  { head, app }: { head: Sha; app: number },
): Promise<RecordedApproval[]> {
  const variables = { ...ownerAndName(repository), oid: head, app, name: APPROVAL_NAME };
  const data = await github.graphql<{ repository: { object: CommitRow | null } | null }>(AT, variables);
  if (!data.repository) throw noRepository(repository);
  return data.repository.object ? approvalsIn(data.repository.object, app) : [];
}

/** Of the pull requests that were merged last: what a deployment carries may rest on one. Throws `GithubError`. */
export async function approvalsOfMerged(
  github: Github,
  repository: string,
  app: number,
): Promise<RecordedApproval[]> {
  const variables = { ...ownerAndName(repository), app, name: APPROVAL_NAME };
  const data = await github.graphql<{
    repository: {
      pullRequests: { nodes: { commits: { nodes: { commit: CommitRow }[] } }[] };
    } | null;
  }>(MERGED, variables);
  if (!data.repository) throw noRepository(repository);
  const commits = data.repository.pullRequests.nodes.flatMap((pull) => pull.commits.nodes);
  return commits.flatMap(({ commit }) => approvalsIn(commit, app));
}

const noRepository = (repository: string): GithubError =>
  new GithubError('ApprovalChecks', `GitHub told nothing of ${repository}`, {
    trouble: 'not-found',
    status: null,
    next: 'Let the App be installed there, with Checks: write.',
  });
