/** Approvals with the content that each was given for, as a digest that anybody can compute again. */
import type { Approval, Approvals, Change, Evidence, ManifestReading, Sha, Subject } from '../model.ts';
import { digestOf } from './canonical-json.ts';
import { failed, known } from './evidence/answers.ts';
import type { ApprovalRow } from './evidence/shape.ts';
import type { GivenEvidence } from './evidence-file.ts';
import type { Repository } from './repository.ts';

/** The change that an override's content is told for: it has no entry. */
const OVERRIDE = 'override';

export interface ApprovalReader {
  repository: Repository;
  subject: Subject;
  /** The rows there are for a change and a content. */
  given(change: string, digest: string): Promise<GivenEvidence | null>;
  /** As the manifest names them: teams are told in its spelling. */
  approvers: readonly string[];
  /** The manifest as a commit has it. */
  manifestAt(commit: Sha): Promise<ManifestReading>;
  /** The commit that a row's head names; null: none here. */
  resolve(ref: string): Promise<Sha | null>;
}

/**
 * All approvals of a change. An approval at another head has the digest of what that head held, with the entry as its
 * merge base had it: merging the base in keeps the digest, any other push changes it.
 */
export async function readApprovals(reader: ApprovalReader, change: string): Promise<Evidence<Approvals>> {
  const { subject } = reader;
  if (subject.kind === 'lint') return failed('a linted file has nothing to approve', 'approvals');
  const digest =
    subject.kind === 'pull_request'
      ? await digestContent(reader, change, subject.mergeBase, subject.head, subject.base)
      : // What a deployment carries was approved when it was merged: told by the heads, not by one digest.
        digestOf({ deployment: subject.head, change });
  const given = await reader.given(change, digest);
  const source = given?.parts.approvals ? given.name : 'evidence file: no approvals part';
  const rows = (given?.parts.approvals ?? []).filter((row) => isFor(row, change));
  const approvals = await Promise.all(rows.map((row) => toApproval(reader, row, change, subject, given)));
  const newest = rows.length > 0 ? Math.max(...rows.map(({ at }) => at)) : null;
  return known({ digest, approvals }, source, newest);
}

/** An override lets the whole pull request through, whichever of its changes the row names. */
const isFor = (row: ApprovalRow, change: string): boolean =>
  change === OVERRIDE ? row.change === OVERRIDE || row.override != null : row.change === change;

type PullOrDeployment = Exclude<Subject, { kind: 'lint' }>;

async function toApproval(
  reader: ApprovalReader,
  row: ApprovalRow,
  change: string,
  subject: PullOrDeployment,
  given: GivenEvidence | null,
): Promise<Approval> {
  const head = row.head == null ? null : await reader.resolve(row.head);
  return {
    change: row.change,
    by: row.by,
    at: row.at,
    url: row.url ?? null,
    digest: row.digest ?? (await digestAt(reader, change, head, subject)),
    head,
    override: row.override ?? null,
    teams: teamsOf(row.by, reader, given),
  };
}

/** The digest of what a head held; null: it is not in this repository, or has nothing in common with the base. */
async function digestAt(
  reader: ApprovalReader,
  change: string,
  head: Sha | null,
  subject: PullOrDeployment,
): Promise<string | null> {
  if (head === null || subject.kind !== 'pull_request') return null;
  const mergeBase = await reader.repository.mergeBase(subject.base, head);
  if (mergeBase === null) return null;
  const then = await entryAt(reader, change, mergeBase);
  return await digestContent(reader, change, mergeBase, head, then === null ? subject.base : mergeBase);
}

async function digestContent(
  reader: ApprovalReader,
  change: string,
  from: Sha,
  to: Sha,
  entryFrom: Sha,
): Promise<string> {
  const [files, entry] = await Promise.all([
    reader.repository.changedBlobs(from, to),
    entryAt(reader, change, entryFrom),
  ]);
  return contentDigest(files, entry);
}

/** The digest of a content: changed files as they are after it (null: deleted), and the change's entry (null: none). */
export function contentDigest(
  files: readonly { path: string; blob: Sha | null }[],
  entry: Change | null,
): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  if (entry === null) return digestOf({ files: sorted, entry });
  // Where it stands in the file is not what it says.
  const { path: _path, line: _line, column: _column, ...said } = entry;
  return digestOf({ files: sorted, entry: said });
}

async function entryAt(reader: ApprovalReader, change: string, commit: Sha): Promise<Change | null> {
  const reading = await reader.manifestAt(commit);
  return reading.state === 'valid'
    ? (reading.manifest.changes.find(({ id }) => id === change) ?? null)
    : null;
}

const plain = (name: string): string => name.replace(/^@/, '').toLowerCase();

function teamsOf(login: string, reader: ApprovalReader, given: GivenEvidence | null): string[] {
  const teams = Object.entries(given?.parts.teams ?? {});
  const mine = teams.filter(([, members]) => members.some((member) => plain(member) === plain(login)));
  return mine.map(([team]) => reader.approvers.find((name) => plain(name) === plain(team)) ?? team);
}
