/** Everything that is read before a question is asked, from whatever repository. */
import type { Manifest, ManifestReading, Reading, Sha, Subject, Time } from '../model.ts';
import { sharedReadings } from '../read/manifest.ts';
import type { Repository } from '../read/repository.ts';
import { UserError } from '../user-error.ts';
import type { Progress } from './history.ts';
import { touchesNothing } from './idle.ts';
import { manifestAt } from './manifests.ts';
import { foundDatabases, migrationSets, type Points } from './migration-sets.ts';
import { undeclaredFolders } from './outside-manifest.ts';

export interface ReadFrom {
  repository: Repository;
  points: Points;
  /** Null: found. */
  manifestPath: string | null;
  subject: Subject;
  now: Time;
  /** For a deployment or rollback: where it goes. */
  environment: string | null;
  progress?: Progress;
}

export const valid = (reading: ManifestReading): Manifest | null =>
  reading.state === 'valid' ? reading.manifest : null;

function knownEnvironment(manifest: Manifest | null, name: string | null): void {
  if (name === null || !manifest || manifest.environments.some((environment) => environment.name === name))
    return;
  const known = manifest.environments.map((environment) => environment.name).join(', ') || 'none';
  throw new UserError(`the manifest has no environment ${JSON.stringify(name)}.`, `It has: ${known}.`);
}

/** The manifest at the three points. */
export async function manifestsAt(
  repository: Repository,
  { base, head, mergeBase }: Points,
  path: string | null,
): Promise<Reading['manifests']> {
  const readings = sharedReadings();
  const read = (commit: Sha): Promise<ManifestReading> => manifestAt(repository, commit, path, readings);
  const [atBase, atHead, atMergeBase] = await Promise.all([read(base), read(head), read(mergeBase)]);
  if (path !== null && atBase.state === 'none' && atHead.state === 'none') {
    throw new UserError(
      `there is no ${path} on the base or the head.`,
      'Give --manifest as a path in the repository.',
    );
  }
  return { base: atBase, head: atHead, mergeBase: atMergeBase };
}

/** Throws `UserError` for what the person at the door can put right. */
export async function readAll(from: ReadFrom, manifests: Reading['manifests']): Promise<Reading> {
  const { repository, points, subject, now } = from;
  const manifest = valid(manifests.base);
  knownEnvironment(manifest, from.environment);
  const databases =
    (manifest ?? valid(manifests.head))?.databases ?? (await foundDatabases(repository, points.head));
  const files =
    subject.kind === 'pull_request' ? await repository.changedFiles(points.mergeBase, points.head) : [];
  const isIdle = subject.kind === 'pull_request' && touchesNothing(manifests, files);
  const sets = await migrationSets(repository, points, databases, { isIdle, ...from });
  const undeclared = manifest === null ? [] : undeclaredFolders(databases, files);
  return { now, subject, manifests, files, sets, ...(undeclared.length > 0 && { undeclared }) };
}
