/** What was deployed where, from the evidence file's records or a GitOps ref; and what a commit carries. */
import type { Attempt, Deployments, Environment, Evidence, Question, Sha, Time } from '../model.ts';
import { failed, known, missing } from './evidence/answers.ts';
import type { DeploymentRow } from './evidence/shape.ts';
import type { GivenEvidence } from './evidence-file.ts';
import { isRegular, type Repository } from './repository.ts';

export interface DeploymentReader {
  environment: Environment;
  given: GivenEvidence | null;
  repository: Repository;
  /** When a ref is looked at. */
  now: Time;
  /** The commit that a row names; null: none here. */
  resolve(ref: string): Promise<Sha | null>;
}

/** The trusted records of an environment. */
export async function readDeployments(reader: DeploymentReader): Promise<Evidence<Deployments>> {
  const { environment, given } = reader;
  const rows =
    given?.parts.deployments?.filter((row) => environment.deployments.includes(row.environment)) ?? [];
  if (environment.ref !== null && rows.length === 0) {
    return await readRef(reader, environment.ref);
  }
  if (!given?.parts.deployments) {
    return missing(
      `no deployment records were given: name a file that holds them with --evidence`,
      'evidence file',
    );
  }
  const trusted = rows.filter((row) => isTrusted(row, environment)).flatMap((row) => asOf(row, reader.now));
  const attempts = await toAttempts(trusted, reader);
  if (typeof attempts === 'string') return failed(attempts, given.name);
  const newest = Math.max(...trusted.map(({ at }) => at));
  return known({ attempts, timesKnown: true }, given.name, trusted.length > 0 ? newest : null);
}

async function readRef(reader: DeploymentReader, ref: string): Promise<Evidence<Deployments>> {
  const { given, repository, now } = reader;
  const told = given?.parts.refs?.find((row) => row.ref === ref)?.commit;
  const commit = await reader.resolve(told ?? ref);
  if (commit === null) return failed((await repository.missing(told ?? ref)).message, ref);
  const status = { state: 'success' as const, at: now, url: null };
  const attempt: Attempt = {
    id: ref,
    name: reader.environment.name,
    commit,
    created: now,
    statuses: [status],
    succeeded: now,
  };
  return known({ attempts: [attempt], timesKnown: false }, ref, now);
}

/** Clocks of two machines differ by so much without anybody noticing. */
const SKEW = 5 * 60_000;

/** What happened after `now` is not known at `now`; a record that is ahead by a clock's error happened just now. */
function asOf(row: DeploymentRow, now: Time): DeploymentRow[] {
  if (row.at > now + SKEW) return [];
  return [row.at > now ? { ...row, at: now } : row];
}

/** A row that names nobody is vouched for by whoever wrote the file. */
function isTrusted(row: DeploymentRow, environment: Environment): boolean {
  const { creators, workflows } = environment;
  const named = (text: string): string => text.toLowerCase();
  const creator = row.creator ?? null;
  if (creators && creator !== null && !creators.map(named).includes(named(creator))) return false;
  const workflow = row.workflow?.split('@')[0] ?? null;
  return !workflows || workflow === null || workflows.includes(workflow);
}

/** Attempts in order of creation; a string says what is wrong with the rows. */
async function toAttempts(rows: DeploymentRow[], reader: DeploymentReader): Promise<Attempt[] | string> {
  const groups = new Map<string, DeploymentRow[]>();
  for (const [index, row] of rows.entries()) {
    const key = row.id == null ? `row ${index}` : `id ${row.environment} ${row.id}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const attempts: Attempt[] = [];
  for (const group of groups.values()) {
    // A commit that is not here keeps its name, so that whatever asks for it says so.
    const named = group.map(async (row) => (await reader.resolve(row.commit)) ?? row.commit);
    const commits = new Set(await Promise.all(named));
    if (commits.size > 1) {
      return `the rows of deployment ${group[0]?.id} to ${group[0]?.environment} name different commits`;
    }
    const [commit] = commits;
    const attempt = commit === undefined ? null : toAttempt(group, commit);
    if (attempt) attempts.push(attempt);
  }
  return attempts.sort((a, b) => a.created - b.created);
}

/** `inactive` means superseded: it starts nothing, so rows that say nothing else are no attempt. */
function toAttempt(group: DeploymentRow[], commit: Sha): Attempt | null {
  const rows = [...group].sort((a, b) => a.at - b.at);
  const [first] = rows;
  if (!first || rows.every(({ state }) => state === 'inactive')) return null;
  return {
    id: String(first.id ?? `${first.environment} ${first.at}`),
    name: first.environment,
    commit,
    created: first.at,
    statuses: rows.map(({ state, at, url }) => ({ state, at, url: url ?? null })),
    succeeded: rows.find(({ state }) => state === 'success')?.at ?? null,
  };
}

/** Which migrations a commit holds with the same content: indexes into the question's. */
export async function readCarried(
  question: Extract<Question, { ask: 'carried' }>,
  repository: Repository,
): Promise<Evidence<number[]>> {
  const paths = question.migrations.map(({ path }) => path);
  const entries = await repository.entries(question.commit, paths);
  const holds = (migration: { path: string; blob: Sha }): boolean => {
    const entry = entries.get(migration.path);
    return entry !== undefined && isRegular(entry) && entry.blob === migration.blob;
  };
  const indexes = question.migrations.flatMap((migration, index) => (holds(migration) ? [index] : []));
  return known(indexes, `commit ${question.commit.slice(0, 12)}`, null);
}
