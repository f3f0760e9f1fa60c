/** What GitHub keeps of a repository beside its git objects, and the acts of people and machines that change it. */
import { GitObjects } from './git-objects.ts';

export interface User {
  login: string;
  type: 'User' | 'Bot';
}

export interface Pull {
  number: number;
  title: string;
  author: User;
  baseRef: string;
  headRef: string;
  head: string;
  isFork: boolean;
  isDraft: boolean;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  mergeCommit: string | null;
  pusher: User;
  /** Pushes by force, oldest first. */
  forced?: { at: string; before: string; after: string }[];
}

export interface DeploymentStatus {
  state: string;
  createdAt: string;
  creator: User;
  logUrl: string | null;
}

export interface Deployment {
  id: number;
  environment: string;
  commit: string;
  createdAt: string;
  creator: User;
  statuses: DeploymentStatus[];
}

export interface CommitStatus {
  id: number;
  sha: string;
  context: string;
  state: string;
  description: string | null;
  targetUrl: string | null;
  createdAt: string;
  creator: User;
}

export interface CheckRun {
  id: number;
  sha: string;
  app: number;
  body: Record<string, unknown>;
  annotations: unknown[];
  createdAt: string;
}

export interface Comment {
  id: number;
  issue: number;
  author: User;
  body: string;
  createdAt: string;
  updatedAt: string;
}

export interface WorkflowRun {
  id: number;
  path: string;
  event: string;
  headBranch: string;
  headSha: string;
  actor: User;
  triggeringActor: User;
  attempt: number;
  conclusion: string | null;
  title: string;
  createdAt: string;
  reviews: { state: string; user: User; environment: string }[];
}

/** A job that waits for the protection rules of its environment, and what they answered. */
export interface WaitingGate {
  run: number;
  environment: string;
  commit: string;
  answers: { state: string | null; comment: string }[];
}

export interface Reaction {
  comment: number;
  content: string;
  by: User;
}

export interface QueueEntry {
  pull: number;
  base: string;
  head: string;
}

export interface ProtectedEnvironment {
  reviewers: string[];
  preventSelfReview: boolean;
  protectedBranches: boolean;
  adminsBypass: boolean;
}

export const user = (login: string): User => ({ login, type: login.endsWith('[bot]') ? 'Bot' : 'User' });

/** One repository on the double. Everything may be set by a test; numbers are given in order. */
export class Hosted {
  readonly name: string;
  readonly git: GitObjects;
  defaultBranch = 'main';
  now: () => string;
  readonly pulls: Pull[] = [];
  readonly deployments: Deployment[] = [];
  readonly statuses: CommitStatus[] = [];
  readonly checkRuns: CheckRun[] = [];
  readonly comments: Comment[] = [];
  readonly runs: WorkflowRun[] = [];
  /** Names of workflow files that GitHub knows. */
  readonly workflows = new Set(['contract-approval.yml']);
  readonly queue: QueueEntry[] = [];
  readonly gates: WaitingGate[] = [];
  readonly reactions: Reaction[] = [];
  /** Active rules of the default branch, as rulesets have them. */
  readonly rules: { type: string; parameters: Record<string, unknown> }[] = [];
  readonly environments = new Map<string, ProtectedEnvironment>();
  #last = 1000;

  constructor(name: string, folder: string, now: () => string) {
    this.name = name;
    this.git = new GitObjects(folder);
    this.now = now;
  }

  nextId(): number {
    this.#last += 1;
    return this.#last;
  }

  commit(ref: string): string {
    const commit = this.git.parse(`${ref}^{commit}`);
    if (commit === null) throw new Error(`${this.name} has no commit ${ref}`);
    return commit;
  }

  openPull(branch: string, more: Partial<Pull> = {}): Pull {
    const author = more.author ?? user('hubot');
    const pull: Pull = {
      number: this.pulls.length + 1,
      title: branch,
      author,
      baseRef: this.defaultBranch,
      headRef: branch,
      head: this.commit(branch),
      isFork: false,
      isDraft: false,
      state: 'OPEN',
      mergeCommit: null,
      pusher: author,
      ...more,
    };
    this.pulls.push(pull);
    return pull;
  }

  deploy(environment: string, ref: string, state = 'SUCCESS', more: Partial<Deployment> = {}): Deployment {
    const creator = more.creator ?? user('github-actions[bot]');
    const status = { state, createdAt: this.now(), creator, logUrl: null };
    const deployment: Deployment = {
      id: this.nextId(),
      environment,
      commit: this.commit(ref),
      createdAt: this.now(),
      creator,
      statuses: [status],
      ...more,
    };
    this.deployments.push(deployment);
    return deployment;
  }

  dispatch(title: string, by: string, more: Partial<WorkflowRun> = {}): WorkflowRun {
    const run: WorkflowRun = {
      id: this.nextId(),
      path: '.github/workflows/contract-approval.yml',
      event: 'workflow_dispatch',
      headBranch: this.defaultBranch,
      headSha: this.commit(this.defaultBranch),
      actor: user(by),
      triggeringActor: user(by),
      attempt: 1,
      conclusion: 'success',
      title,
      createdAt: this.now(),
      reviews: [],
      ...more,
    };
    this.runs.push(run);
    return run;
  }
}
