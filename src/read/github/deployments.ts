/** Deployments with their statuses, as rows of the evidence file. Source: GitHub's GraphQL schema (Deployment, DeploymentStatus). */
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { DeploymentState, Environment, Sha, Time } from '../../model.ts';
import { loginOf } from './pull-query.ts';

/** As the evidence file has it, before it is read. */
export interface DeploymentRecord {
  environment: string;
  commit: Sha;
  state: DeploymentState;
  at: string;
  url: string | null;
  id: string;
  creator: string | null;
  workflow: string | null;
}

export interface DeploymentsRead {
  records: DeploymentRecord[];
  /** Ids of the commits' trees. */
  trees: Map<Sha, Sha>;
}

interface StatusRow {
  state: string;
  createdAt: string;
  logUrl: string | null;
  creator: { __typename?: string; login?: string } | null;
}

interface DeploymentRow {
  databaseId: number;
  createdAt: string;
  environment: string | null;
  latestEnvironment: string | null;
  commitOid: Sha;
  commit: { tree?: { oid: Sha }; checkSuites?: { nodes: (SuiteRow | null)[] | null } | null } | null;
  creator: { __typename?: string; login?: string } | null;
  statuses: { nodes: (StatusRow | null)[] | null; pageInfo: { hasNextPage: boolean } } | null;
}

interface SuiteRow {
  branch: { name: string } | null;
  workflowRun: { databaseId: number | null; event: string; file: { path: string } | null } | null;
}

interface Page {
  nodes: (DeploymentRow | null)[] | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const SUITES =
  'checkSuites(first: 50) { nodes { branch { name } workflowRun { databaseId event file { path } } } }';

const fields = (
  lineage: boolean,
): string => `nodes { databaseId createdAt environment latestEnvironment commitOid
  commit { tree { oid } ${lineage ? SUITES : ''} } creator { __typename login }
  statuses(first: 100) { nodes { state createdAt logUrl creator { __typename login } } pageInfo { hasNextPage } } }
  pageInfo { hasNextPage endCursor }`;

const PAGE = 100;
/** Deployments of one environment that are looked at, whatever the soak asks. */
const MOST_PAGES = 20;

const STATES: Readonly<Record<string, DeploymentState>> = {
  SUCCESS: 'success',
  FAILURE: 'failure',
  ERROR: 'error',
  INACTIVE: 'inactive',
  IN_PROGRESS: 'in_progress',
  QUEUED: 'queued',
  PENDING: 'pending',
  WAITING: 'pending',
};

const malformed = (what: string): GithubError =>
  new GithubError('Deployments', `GitHub's deployments have ${what}`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again; nothing was decided from them.',
  });

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whether somebody may say that a deployment succeeded. A failure is believed of anybody: it lets nothing through. */
const isTrusted = (creator: string | null, environment: Environment): boolean =>
  environment.creators === null ||
  (creator !== null && environment.creators.some((name) => same(name, creator)));

const RUN = /\/actions\/runs\/(\d+)(?:\/|$)/;

/** The workflow file whose run reported a status; null: no run of a workflow did, as far as GitHub tells. */
function workflowOf(row: DeploymentRow): string | null {
  const ids = new Set(
    (row.statuses?.nodes ?? []).flatMap((status) => RUN.exec(status?.logUrl ?? '')?.[1] ?? []),
  );
  const suites = row.commit?.checkSuites?.nodes ?? [];
  const run = suites.find((suite) => ids.has(String(suite?.workflowRun?.databaseId)))?.workflowRun;
  // What a pull request's own branch says of itself proves nothing.
  return run && !run.event.startsWith('pull_request') ? (run.file?.path.split('@')[0] ?? null) : null;
}

function recordsOf(row: DeploymentRow, environment: Environment, lineage: boolean): DeploymentRecord[] {
  if (row.statuses?.pageInfo.hasNextPage)
    throw malformed(`more than 100 statuses of deployment ${row.databaseId}`);
  const about = {
    environment: row.latestEnvironment ?? row.environment ?? '',
    commit: row.commitOid,
    id: String(row.databaseId),
    creator: loginOf(row.creator) ?? (environment.creators === null ? null : 'an unknown account'),
    workflow: lineage ? (workflowOf(row) ?? 'no known workflow') : null,
  };
  const statuses = (row.statuses?.nodes ?? []).flatMap((status): DeploymentRecord[] => {
    if (!status) throw malformed(`a status of deployment ${row.databaseId} that it does not tell`);
    const state = STATES[status.state];
    if (!state) throw malformed(`a status ${JSON.stringify(status.state)}`);
    if (state === 'success' && !isTrusted(loginOf(status.creator), environment)) return [];
    return [{ ...about, state, at: status.createdAt, url: status.logUrl }];
  });
  // It begins where it was created: attempts are ordered by that.
  return [{ ...about, state: 'pending', at: row.createdAt, url: null }, ...statuses];
}

export interface DeploymentsQuestion {
  repository: string;
  environments: readonly Environment[];
  /** Deployments created before it are not looked for. */
  since: Time;
}

/** All environments' deployments in one query, newest first; further pages only as far back as is asked. */
export async function readDeploymentRecords(
  github: Github,
  { repository, environments, since }: DeploymentsQuestion,
): Promise<DeploymentsRead> {
  const read: DeploymentsRead = { records: [], trees: new Map() };
  let open = environments.flatMap((environment) =>
    environment.deployments.map((name) => ({ environment, name, after: null as string | null })),
  );
  for (let page = 1; open.length > 0 && page <= MOST_PAGES; page += 1) {
    const pages = await askPages(github, repository, open);
    open = open.flatMap((one, index) => {
      const told = pages[index];
      if (!told) throw malformed(`nothing of ${one.name}`);
      const rows = told.nodes ?? [];
      // What is left out could be the newest attempt: it is not nothing.
      for (const row of rows) {
        if (!row) throw malformed(`a deployment to ${one.name} that it does not tell`);
        take(read, row, one);
      }
      const oldest = rows.at(-1);
      const isEnough = !oldest || Date.parse(oldest.createdAt) < since;
      return told.pageInfo.hasNextPage && !isEnough ? [{ ...one, after: told.pageInfo.endCursor }] : [];
    });
  }
  return read;
}

interface Open {
  environment: Environment;
  name: string;
  after: string | null;
}

function take(read: DeploymentsRead, row: DeploymentRow, { environment, name }: Open): void {
  const now = row.latestEnvironment ?? row.environment;
  if (now !== null && !same(now, name)) return;
  const tree = row.commit?.tree?.oid;
  if (tree !== undefined) read.trees.set(row.commitOid, tree);
  read.records.push(
    ...recordsOf({ ...row, latestEnvironment: name }, environment, environment.workflows !== null),
  );
}

async function askPages(
  github: Github,
  repository: string,
  open: readonly Open[],
): Promise<(Page | undefined)[]> {
  const parts = open.map(({ environment, name, after }, index) => {
    const cursor = after === null ? '' : `, after: ${JSON.stringify(after)}`;
    return `d${index}: deployments(environments: [${JSON.stringify(name)}], first: ${PAGE}, orderBy: { field: CREATED_AT, direction: DESC }${cursor}) { ${fields(environment.workflows !== null)} }`;
  });
  const query = `query Deployments($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${parts.join(' ')} } }`;
  const data = await github.graphql<{ repository: Record<string, Page> | null }>(
    query,
    ownerAndName(repository),
  );
  if (!data.repository) throw malformed(`no repository ${repository}`);
  return open.map((_, index) => data.repository?.[`d${index}`]);
}
