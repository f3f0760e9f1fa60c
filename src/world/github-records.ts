/** GitHub's records as the answers want them: asked once for all environments, and no further back than a decision looks. */
import { APPROVAL_WORKFLOW, type ApprovalRun } from '../github/approval-run.ts';
import type { Github } from '../github/github.ts';
import type { Duration, Environment, Manifest, Sha, Subject, Time } from '../model.ts';
import {
  listRuns,
  type RecordedApproval,
  type RunRow,
  readApprovalRuns,
} from '../read/github/approval-runs.ts';
import { type ConsumerClient, searchConsumer } from '../read/github/consumers.ts';
import { type DeploymentsRead, readDeploymentRecords } from '../read/github/deployments.ts';
import type { GithubRepository } from '../read/github/repository.ts';
import { membersOf } from '../read/github/teams.ts';
import type { Records } from '../read/records.ts';

/** Who has approvals besides: the bot's own check runs. `head`: the pull request's own; null: whatever was merged. */
export type ApprovalKeeper = (question: {
  change: string;
  digest: string;
  head: Sha | null;
}) => Promise<RecordedApproval[]>;

export interface RecordsOf {
  github: Github;
  repository: GithubRepository;
  manifest: Manifest | null;
  subject: Subject;
  now: Time;
  defaultBranch: () => Promise<string>;
  /** The base's tip, where the base is the default branch. */
  tip: Sha | null;
  consumer: ConsumerClient;
  keeper: ApprovalKeeper | null;
  /** The pull request's own head, which a merge queue builds on; null: a deployment. */
  pullHead: Sha | null;
  /** The head that was approved, where a deployment rests on an approval of a pull request that is merged. */
  headOf: ((approval: RecordedApproval) => Promise<Sha | null>) | null;
}

const DAY = 86_400_000;
/** A deployment rests on approvals this old at the most. */
const DEPLOYED_WITHIN = 90 * DAY;

const lasts = (value: Duration | { off: string } | null): Duration => (typeof value === 'number' ? value : 0);

/** How far back a decision looks at what was live: the longest soak, and the windows that end when a step went live. */
export function longestLook(manifest: Manifest | null): Duration {
  const kept = manifest?.rollbackKeep;
  const durations = (manifest?.changes ?? []).flatMap(({ contract, expandSoak }) => [
    expandSoak,
    lasts(contract.soak),
    contract.quiet.window,
    contract.divergence !== null && 'window' in contract.divergence ? contract.divergence.window : 0,
  ]);
  return Math.max(7 * DAY, kept && 'duration' in kept ? kept.duration : 0, ...durations);
}

export function githubRecords(of: RecordsOf): Records {
  const { github, repository, manifest, now } = of;
  let reading: Promise<DeploymentsRead> | null = null;
  let runs: Promise<RunRow[]> | null = null;
  const environments = (manifest?.environments ?? []).filter(({ ref }) => ref === null);
  const readOnce = (): Promise<DeploymentsRead> => {
    reading ??= readDeploymentRecords(github, {
      repository: repository.name,
      environments,
      since: now - longestLook(manifest),
    }).then((read) => {
      for (const [commit, tree] of read.trees) repository.learnTree(commit, tree);
      return read;
    });
    return reading;
  };
  return {
    name: 'GitHub',
    deployments: async (environment: Environment) => {
      if (environment.ref !== null) return [];
      const { records } = await readOnce();
      return records
        .filter((record) => environment.deployments.includes(record.environment))
        .map((record) => ({ ...record }));
    },
    approvals: async (change, digest) => {
      runs ??= listAll(of);
      return await approvalsOf(of, await runs, change, digest);
    },
    consumers: async (question) => await searchConsumer(question, of.consumer),
  };
}

const numberOf = ({ subject }: RecordsOf): number | null =>
  subject.kind === 'pull_request' ? subject.number : null;

const sinceOf = (of: RecordsOf): Time =>
  of.now - (numberOf(of) === null ? DEPLOYED_WITHIN : (of.manifest?.approval.expires ?? 0));

const listAll = async (of: RecordsOf): Promise<RunRow[]> =>
  await listRuns(of.github, {
    repository: of.repository.name,
    defaultBranch: await of.defaultBranch(),
    since: sinceOf(of),
  });

async function approvalsOf(of: RecordsOf, rows: readonly RunRow[], change: string, digest: string) {
  const { manifest, keeper } = of;
  const number = numberOf(of);
  const approvers = manifest?.approval.approvers ?? [];
  const isFor = (kind: string, named: string): boolean =>
    change === 'override' ? kind === 'override' : kind === 'approve' && named === change;
  const question = {
    repository: of.repository.name,
    defaultBranch: await of.defaultBranch(),
    tip: of.tip,
    since: sinceOf(of),
    wants: (named: ApprovalRun) =>
      isFor(named.kind, named.change) &&
      (number === null || (named.pull === number && named.digest === digest)),
  };
  const runs = await readApprovalRuns(of.github, question, rows);
  const told = keeper ? await keeper({ change, digest, head: of.pullHead }) : [];
  const kept = told.filter((named) => question.wants(named));
  const all = [...runs, ...kept];
  const teams = await membersOf(of.github, approvers, [...new Set(all.map(({ by }) => by))]);
  const approvals = await Promise.all(
    all.map(async (approval) => ({
      change: approval.kind === 'override' ? 'override' : approval.change,
      by: approval.by,
      at: approval.at,
      url: approval.url,
      digest: approval.digest,
      ...(approval.reason === null ? {} : { override: approval.reason }),
      ...(of.headOf ? { head: await of.headOf(approval) } : {}),
    })),
  );
  return { approvals, teams };
}

/** Where approvals are looked for, for messages. */
export const APPROVED_BY = `runs of ${APPROVAL_WORKFLOW} on the default branch`;
