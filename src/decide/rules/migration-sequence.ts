/** A new migration whose version is taken, or that sorts before what is on the base already. */
import type { Finding, FrameworkName, MigrationFile, MigrationSet, Time } from '../../model.ts';
import { inShort } from '../phrases.ts';
import { finding, type Rule } from '../rule.ts';
import { compareMigrations, pathAfter, versionKey } from '../version-order.ts';

const id = 'migration-sequence';

/** On the head, and neither at the merge base nor on the base's tip. */
function newFiles(set: MigrationSet): MigrationFile[] {
  const base = new Set(set.base.map(({ path }) => path));
  return set.head.filter(({ path }) => set.mergeBase[path] === undefined && !base.has(path));
}

function newestOf(set: MigrationSet): MigrationFile | null {
  let newest: MigrationFile | null = null;
  for (const file of set.base) {
    const isNewer = newest === null || compareMigrations(set.framework, file, newest) >= 0;
    if (!file.repeatable && isNewer) newest = file;
  }
  return newest;
}

function rename(set: MigrationSet, file: MigrationFile, now: Time): string {
  const newest = newestOf(set) ?? file;
  const [from, last] = [inShort(file.path, 200), inShort(newest.path, 200)];
  const to = pathAfter(file.path, newest.path, now);
  return to === null
    ? `Give ${from} a version after ${last}.`
    : `Give it the next version:\ngit mv ${from} ${inShort(to, 200)}`;
}

function tell(
  status: 'block' | 'warn',
  file: MigrationFile,
  parts: Pick<Finding, 'message' | 'why' | 'next'>,
): Finding {
  return finding(id, { status, path: file.path, line: 1, column: 1, ...parts });
}

/** Versions need not differ where the base already holds one twice. */
function taken(
  set: MigrationSet,
  file: MigrationFile,
  others: readonly MigrationFile[],
  now: Time,
): Finding[] {
  const key = versionKey(set.framework, file);
  const other = others.find((one) => one !== file && key !== null && versionKey(set.framework, one) === key);
  const keys = set.base.map((one) => versionKey(set.framework, one)).filter((one) => one !== null);
  if (!other || new Set(keys).size < keys.length) return [];
  return [
    tell('block', file, {
      message: `The version of ${inShort(file.path, 200)} is taken by ${inShort(other.path, 200)}.`,
      why: `${set.framework} would run only one of the two, or stop at the second.`,
      next: rename(set, file, now),
    }),
  ];
}

/** The runner's journal says what runs, and in a later pull request nobody would look at this file again. */
function unnamed(set: MigrationSet, file: MigrationFile): Finding[] {
  if (file.moment !== null) return [];
  return [
    tell('block', file, {
      message: `${inShort(file.path, 200)} is not named by the journal of ${set.framework}, so it would not run.`,
      why: 'A deployment of it would be taken for a schema that is there, and it is not.',
      next: `Bring the journal along as ${set.framework} wrote it (meta/_journal.json beside the file), or leave the file out.`,
    }),
  ];
}

/** These look at the last one that they ran, and never at what is older. */
const LOOKS_AHEAD: ReadonlySet<FrameworkName> = new Set(['drizzle', 'golang-migrate']);

const SKIPPED =
  'Where the newer one has run, it may be skipped or run out of order: two servers may come to two schemas.';

function late(set: MigrationSet, file: MigrationFile, newest: MigrationFile | null, now: Time): Finding[] {
  if (!newest || file.repeatable || compareMigrations(set.framework, file, newest) >= 0) return [];
  return [
    tell('warn', file, {
      message: `${inShort(file.path, 200)} sorts before ${inShort(newest.path, 200)}, which is on the base already.`,
      why: LOOKS_AHEAD.has(set.framework)
        ? `Where the newer one has run, ${set.framework} would never run it: code that needs it would fail there.`
        : SKIPPED,
      next:
        file.moment === undefined
          ? rename(set, file, now)
          : `Make it anew on top of the base, so that its journal entry comes last: take the file and its entry away, and generate it again.`,
    }),
  ];
}

export const migrationSequence: Rule = {
  id,
  subjects: ['pull_request'],
  judge({ sets, now }) {
    return sets.flatMap((set) => {
      const added = newFiles(set);
      const newest = newestOf(set);
      const findings = added.flatMap((file) => {
        const clash = taken(set, file, [...set.base, ...added], now);
        if (clash.length > 0) return clash;
        return [...unnamed(set, file), ...late(set, file, newest, now)];
      });
      if (findings.length > 0 || added.length === 0) return findings;
      const after = newest === null ? '' : ` after ${inShort(newest.path, 200)}`;
      const message = `New migrations have versions of their own and run${after}.`;
      return [
        finding(id, { status: 'ok', message, seen: added.map(({ path }) => inShort(path, 200)).join(', ') }),
      ];
    });
  },
};
