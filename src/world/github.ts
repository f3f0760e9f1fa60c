/** The wiring: a World over a repository on GitHub, read through its API. It brings evidence; it judges and shows nothing. */
import type { World } from '../check.ts';
import type { Github } from '../github/github.ts';
import type { Manifest, ManifestReading, Question, Reading, Sha, Subject, Time } from '../model.ts';
import { type Answerer, answerer } from '../read/answer.ts';
import type { GivenEvidence } from '../read/evidence-file.ts';
import type { ConsumerClient } from '../read/github/consumers.ts';
import { filesOf, wholeText } from '../read/github/graph-objects.ts';
import type { Wanted } from '../read/github/objects.ts';
import { type PullAndManifests, type PullRequest, readPullRequest } from '../read/github/pull-request.ts';
import { GithubRepository } from '../read/github/repository.ts';
import { requireCommit } from '../read/repository.ts';
import { UserError } from '../user-error.ts';
import { approvedHead } from './github-approved-head.ts';
import { askedFor, manifestWanted, migrationsWanted } from './github-prefetch.ts';
import { type ApprovalKeeper, githubRecords } from './github-records.ts';
import { manifestAt } from './manifests.ts';
import type { Points } from './migration-sets.ts';
import { manifestsAt, readAll, valid } from './reading.ts';

export type GithubSubject =
  /** `at`: as a merge queue has it, on top of what is ahead of it. */
  | { kind: 'pull_request'; number: number; at?: { base: Sha; head: Sha } }
  | { kind: 'deployment'; environment: string; commit: string }
  /** Nothing is proposed: where everything stands. */
  | { kind: 'status' };

export interface GithubWorldOptions {
  github: Github;
  /** `acme/shop`. */
  repository: string;
  subject: GithubSubject;
  /** The manifest's path in the repository; null: found. */
  manifest: string | null;
  /** null: the wall clock. */
  now: Time | null;
  /** The base branch and the head as an event or a list names them, which saves a request; the answer's own count. */
  baseRef?: string;
  head?: Sha;
  /** The pull request, where somebody asked already. */
  told?: Promise<PullAndManifests>;
  /** Who an event says pushed this head. */
  pushed?: { head: Sha; by: string } | null;
  consumer?: ConsumerClient;
  /** Who keeps approvals besides the approval workflow. */
  keeper?: ApprovalKeeper;
  /** Parts of an evidence file, used instead of asking. */
  evidence?: GivenEvidence | null;
  env?: NodeJS.ProcessEnv;
}

export interface GithubWorld extends World {
  /** After `read`: the pull request with what was published on it before; null: the subject is none. */
  pull(): PullRequest | null;
  /** After `read`: the manifest that binds; null: there is none. */
  manifest(): Manifest | null;
  /** After `read`: whether base or head have one, valid or not; null: it was not read. */
  hasManifest(): boolean | null;
  defaultBranch(): Promise<string>;
  close(): void;
}

/** Opens it; the first request is made by `read`. Throws for a name that is no repository's. */
export function openGithubWorld(options: GithubWorldOptions): GithubWorld {
  return new GithubSide(options);
}

class GithubSide implements GithubWorld {
  readonly #options: GithubWorldOptions;
  readonly #repository: GithubRepository;
  #pull: PullRequest | null = null;
  #manifest: Manifest | null = null;
  #hasManifest: boolean | null = null;
  #answers: Answerer | null = null;
  #defaultBranch: Promise<string> | null = null;

  constructor(options: GithubWorldOptions) {
    this.#options = options;
    this.#repository = new GithubRepository(options.github, options.repository);
  }

  pull(): PullRequest | null {
    return this.#pull;
  }

  manifest(): Manifest | null {
    return this.#manifest;
  }

  hasManifest(): boolean | null {
    return this.#hasManifest;
  }

  defaultBranch(): Promise<string> {
    return this.#default();
  }

  async read(): Promise<Reading> {
    const { subject: asked, manifest: manifestPath } = this.#options;
    const now = this.#options.now ?? Date.now();
    const points = await this.#points();
    if (manifestPath === null) await this.#repository.expect(manifestWanted(points));
    const manifests = await manifestsAt(this.#repository, points, manifestPath);
    const manifest = valid(manifests.base);
    this.#manifest = manifest;
    this.#hasManifest = manifests.base.state !== 'none' || manifests.head.state !== 'none';
    const databases = (manifest ?? valid(manifests.head))?.databases;
    await this.#repository.expect([
      ...(databases ? migrationsWanted(databases, points) : []),
      ...(asked.kind === 'pull_request' ? await this.#changedWanted(points) : []),
    ]);
    const subject = this.#subjectOf(points);
    const environment = asked.kind === 'deployment' ? asked.environment : null;
    const repository = this.#repository;
    const reading = await readAll({ repository, points, manifestPath, subject, now, environment }, manifests);
    this.#answers = answerer({
      repository,
      manifest,
      manifestAt: (commit) => this.#manifestAt(commit),
      evidence: this.#options.evidence ?? null,
      records: githubRecords({
        github: this.#options.github,
        repository,
        manifest,
        subject,
        now,
        defaultBranch: () => this.#default(),
        tip: points.base,
        consumer: this.#options.consumer ?? (async () => null),
        keeper: this.#options.keeper ?? null,
        pullHead: this.#pull?.head.sha ?? null,
        headOf:
          asked.kind === 'deployment' ? approvedHead(this.#options.github, repository, manifestPath) : null,
      }),
      now,
      subject,
      ...(this.#options.env && { env: this.#options.env }),
    });
    return reading;
  }

  #manifestAt(commit: Sha): Promise<ManifestReading> {
    return manifestAt(this.#repository, commit, this.#options.manifest);
  }

  #default(): Promise<string> {
    this.#defaultBranch ??= this.#repository.defaultBase();
    return this.#defaultBranch;
  }

  async #points(): Promise<Points> {
    const { subject } = this.#options;
    if (subject.kind === 'pull_request') return await this.#pullPoints(subject.number, subject.at ?? null);
    const base = await requireCommit(this.#repository, await this.#default());
    const head = subject.kind === 'status' ? base : await requireCommit(this.#repository, subject.commit);
    return { base, head, mergeBase: base };
  }

  async #pullPoints(number: number, at: { base: Sha; head: Sha } | null): Promise<Points> {
    const { github, repository, baseRef, pushed = null } = this.#options;
    const told = await (this.#options.told ??
      readPullRequest(github, {
        ...{ repository, number, pushed },
        baseRef: baseRef ?? null,
        head: this.#options.head ?? null,
      }));
    this.#pull = told.pull;
    this.#learn(told);
    const base = at?.base ?? told.pull.base.sha;
    const head = at?.head ?? told.pull.head.sha;
    await this.#repository.learnFiles(base, head, at === null ? number : null);
    const mergeBase = await this.#repository.mergeBase(base, head);
    if (mergeBase !== null) return { base, head, mergeBase };
    throw new UserError(
      `#${number} and ${told.pull.base.ref} have no common history.`,
      'Rebase it onto the base.',
    );
  }

  #learn({ pull, defaultBranch, manifests, folders, trees }: PullAndManifests): void {
    if (defaultBranch !== null) this.#defaultBranch = Promise.resolve(defaultBranch);
    const shas = { base: pull.base.sha, head: pull.head.sha };
    for (const { at, path, blob, mode } of manifests) {
      this.#repository.learn(
        shas[at],
        path,
        blob && { blob: blob.oid, mode },
        blob ? wholeText(blob) : undefined,
      );
    }
    for (const { at, path, tree } of folders) {
      const found = tree === null ? null : filesOf(tree, path);
      if (found === null || found.deeper.length > 0) continue;
      this.#repository.learnFolder(shas[at], path, found);
    }
    for (const at of ['base', 'head'] as const) {
      const tree = trees[at];
      if (tree !== null) this.#repository.learnTree(shas[at], tree);
    }
  }

  /** Both sides of what the pull request changes. */
  async #changedWanted({ mergeBase, head }: Points): Promise<Wanted[]> {
    return await this.#repository.changedWanted(mergeBase, head);
  }

  #subjectOf({ base, head, mergeBase }: Points): Subject {
    const { subject } = this.#options;
    if (subject.kind === 'deployment')
      return { kind: 'deployment', base, head, environment: subject.environment };
    const pull = this.#pull;
    return {
      kind: 'pull_request',
      base,
      head,
      mergeBase,
      number: pull?.number ?? null,
      author: pull?.author ?? null,
      lastPusher: pull?.lastPusher ?? null,
    };
  }

  /** Which commits carry which files is asked of many commits at once: one query for all of them. */
  async answer(questions: readonly Question[]) {
    // What fails here fails again, and is told, where the question itself is answered.
    await this.#repository.expect(askedFor(questions)).catch(() => undefined);
    if (!this.#answers) throw new Error('read comes before answer');
    return await this.#answers.answer(questions);
  }

  evidence(): unknown {
    const used = this.#answers?.used() ?? {};
    const pull = this.#pull;
    if (pull === null) return used;
    const { number, author, lastPusher } = pull;
    return { ...used, pull_request: { number, author, last_pusher: lastPusher } };
  }

  close(): void {
    this.#repository.close();
  }
}
