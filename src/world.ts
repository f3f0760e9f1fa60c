/** The wiring: a World over a local repository. It brings evidence; it judges and shows nothing. */
import type { World } from './check.ts';
import type { ManifestReading, Question, Reading, Sha, Subject, Time } from './model.ts';
import { type Answerer, answerer } from './read/answer.ts';
import { type GivenEvidence, parseEvidence } from './read/evidence-file.ts';
import { openRepository } from './read/git.ts';
import { type Repository, requireCommit } from './read/repository.ts';
import { UserError } from './user-error.ts';
import type { Progress } from './world/history.ts';
import { manifestAt } from './world/manifests.ts';
import type { Points } from './world/migration-sets.ts';
import { manifestsAt, readAll, valid } from './world/reading.ts';

export interface LocalOptions {
  repo: string;
  /** The manifest's path in the repository; null: found. */
  manifest: string | null;
  /** The evidence file's text and name; null: none was given. */
  evidence: { text: string; name: string } | null;
  /** null: the report's own, where a report is replayed, else the wall clock. */
  now: Time | null;
  base: string | null;
  head: string | null;
  /** For a deployment or rollback: where the head goes. */
  environment: string | null;
  /** The head is the base: nothing is proposed, as for a status. */
  baseAlone?: true;
  /** Told how many migrations of a long history are read. */
  progress?: Progress;
}

export interface LocalWorld extends World {
  close(): void;
}

async function pointsOf(repository: Repository, options: LocalOptions): Promise<Points> {
  const base = await requireCommit(repository, options.base ?? (await repository.defaultBase()));
  const head = options.baseAlone ? base : await requireCommit(repository, options.head ?? 'HEAD');
  const mergeBase = base === head ? base : await repository.mergeBase(base, head);
  if (mergeBase !== null) return { base, head, mergeBase };
  throw new UserError(
    `${options.base ?? base.slice(0, 7)} and ${options.head ?? head.slice(0, 7)} have no common history.`,
    'Name the base that the branch was cut from: --base REF.',
  );
}

function subjectOf(points: Points, options: LocalOptions, evidence: GivenEvidence | null): Subject {
  const { base, head, mergeBase } = points;
  if (options.environment !== null)
    return { kind: 'deployment', base, head, environment: options.environment };
  const given = evidence?.parts.pull_request;
  return {
    kind: 'pull_request',
    base,
    head,
    mergeBase,
    number: given?.number ?? null,
    author: given?.author ?? null,
    lastPusher: given?.last_pusher ?? null,
  };
}

/** Opens a local repository as a World. Throws `UserError` for what the person at the door can put right. */
export async function openLocalWorld(options: LocalOptions): Promise<LocalWorld> {
  const repository = await openRepository(options.repo);
  const evidence = options.evidence ? parseEvidence(options.evidence.text, options.evidence.name) : null;
  const now = options.now ?? evidence?.now ?? Date.now();
  let answers: Answerer | null = null;
  const readManifest = (commit: Sha): Promise<ManifestReading> =>
    manifestAt(repository, commit, options.manifest);

  async function read(): Promise<Reading> {
    const points = await pointsOf(repository, options);
    const manifests = await manifestsAt(repository, points, options.manifest);
    const subject = subjectOf(points, options, evidence);
    const { manifest: manifestPath, environment, progress } = options;
    const from = { repository, points, manifestPath, subject, now, environment };
    const reading = await readAll({ ...from, ...(progress && { progress }) }, manifests);
    const manifest = valid(manifests.base);
    answers = answerer({ repository, manifest, manifestAt: readManifest, evidence, now, subject });
    return reading;
  }

  return {
    read,
    answer: (questions: readonly Question[]) => {
      if (!answers) throw new Error('read comes before answer');
      return answers.answer(questions);
    },
    evidence: () => answers?.used() ?? {},
    close: () => repository.close(),
  };
}
