/**
 * Pull requests that can do nothing to a schema and depend on none: what they change is neither code, nor a migration,
 * nor the manifest. Then what the base's migrations do is not read, which is most of what such a decision would take.
 */
import { isDeepStrictEqual } from 'node:util';
import { codeFilter, matchesAny } from '../code/index.ts';
import type { ChangedFile, Manifest, ManifestReading, Migration, Reading } from '../model.ts';
import { emptyCatalog } from '../sql/catalog.ts';
import type { Replayed, Unread } from './history.ts';

/** Migrations are held apart from it by `sameMigrations`, for only a framework tells which files they are. */
export function touchesNothing(
  { base, head, mergeBase }: Reading['manifests'],
  files: readonly ChangedFile[],
): boolean {
  // Nothing at all is how a status is asked for, which tells of every change.
  if (files.length === 0) return false;
  if (base.state !== 'valid' || !areEqual(base, head) || !areEqual(base, mergeBase)) return false;
  const isCode = codeFilter(base.manifest.code);
  // What a change names as its code is that, wherever it lies: a folder called `vendor` may be anybody's own.
  const isNamed = matchesAny(namedCode(base.manifest));
  const matters = (path: string): boolean => isCode(path) || isNamed(path);
  return files.every(({ path, from }) => !matters(path) && (from === null || !matters(from)));
}

/** Of equal files one reading is made; the comparison in depth takes longer to load than all the rest here to run. */
const areEqual = (one: ManifestReading, other: ManifestReading): boolean =>
  one === other || isDeepStrictEqual(one, other);

function namedCode({ changes }: Manifest): string[] {
  return changes.flatMap(({ dualWrite, readNew, stopOld, writers, references }) => [
    ...[dualWrite, readNew, stopOld].flatMap((step) => step?.code ?? []),
    ...(writers ?? []),
    ...(references?.paths ?? []),
  ]);
}

/** As they are on the base, so they are at the head. */
export function sameMigrations(base: readonly Unread[], head: readonly Unread[]): boolean {
  return (
    base.length === head.length &&
    base.every(({ path, blob }, index) => head[index]?.path === path && head[index].blob === blob)
  );
}

/** The base's migrations by name and content alone. */
export function unreplayed(migrations: readonly Unread[]): Replayed {
  const named = migrations.map(
    (migration): Migration => ({
      ...migration,
      read: { path: migration.path, statements: [], problems: [], strayAllows: [] },
    }),
  );
  return { migrations: named, catalog: emptyCatalog() };
}
