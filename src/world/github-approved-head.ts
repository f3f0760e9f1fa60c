/** Which head an approval was for, once its pull request is merged: a deployment looks there for its contract's content. */
import { type Github, ownerAndName } from '../github/github.ts';
import type { Sha } from '../model.ts';
import { contentDigest } from '../read/approvals.ts';
import type { RecordedApproval } from '../read/github/approval-runs.ts';
import type { GithubRepository } from '../read/github/repository.ts';
import { manifestAt } from './manifests.ts';

const QUERY = `query Merged($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) {
  pullRequest(number: $number) { headRefOid mergeCommit { parents(first: 1) { nodes { oid } } } baseRefOid } } }`;

interface Row {
  headRefOid: Sha;
  baseRefOid: Sha;
  mergeCommit: { parents: { nodes: { oid: Sha }[] } } | null;
}

/** The head, where what it held has the digest that was approved; null: that content was never merged, or cannot be told. */
export function approvedHead(
  github: Github,
  repository: GithubRepository,
  manifestPath: string | null,
): (approval: RecordedApproval) => Promise<Sha | null> {
  const entryAt = async (change: string, commit: Sha) => {
    const reading = await manifestAt(repository, commit, manifestPath);
    return reading.state === 'valid'
      ? (reading.manifest.changes.find(({ id }) => id === change) ?? null)
      : null;
  };
  return async ({ kind, change, pull, digest }) => {
    const variables = { ...ownerAndName(repository.name), number: pull };
    const data = await github.graphql<{ repository: { pullRequest: Row | null } | null }>(QUERY, variables);
    const row = data.repository?.pullRequest;
    if (!row) return null;
    const base = row.mergeCommit?.parents.nodes[0]?.oid ?? row.baseRefOid;
    const mergeBase = await repository.mergeBase(base, row.headRefOid);
    if (mergeBase === null) return null;
    const files = await repository.changedBlobs(mergeBase, row.headRefOid);
    const entries =
      kind === 'override' ? [null] : [await entryAt(change, base), await entryAt(change, mergeBase)];
    return entries.some((entry) => contentDigest(files, entry) === digest) ? row.headRefOid : null;
  };
}
