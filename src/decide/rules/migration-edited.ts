/** A migration that may have run already is edited, renamed or deleted. */
import type { Finding, MigrationSet, Sha } from '../../model.ts';
import { inGroups } from '../../numbers.ts';
import { inShort } from '../phrases.ts';
import { finding, type Rule } from '../rule.ts';

const id = 'migration-edited';

interface Fate {
  path: string;
  /** What became of it, and where its content is now. */
  fate: 'edited' | 'renamed' | 'deleted' | 'moved';
  to: string | null;
}

type Head = MigrationSet['head'][number];
type Base = MigrationSet['base'][number];

/** By path: histories are long, and each of their files is looked for. The first of a path counts. */
const byPath = <File extends { path: string }>(files: readonly File[]): Map<string, File> =>
  new Map(files.map((file): [string, File] => [file.path, file]).reverse());

interface Files {
  set: MigrationSet;
  head: ReadonlyMap<string, Head>;
  base: ReadonlyMap<string, Base>;
}

function fateOf({ set, ...files }: Files, path: string, blob: Sha): Fate | null {
  const head = files.head.get(path);
  const base = files.base.get(path);
  if (head) {
    const settled = head.blob === blob || head.blob === base?.blob || head.repeatable;
    return settled ? null : { path, fate: 'edited', to: null };
  }
  if (!base && set.base.length > 0) return null;
  const moved = set.head.find((file) => file.blob === blob && set.mergeBase[file.path] === undefined);
  return moved ? { path, fate: 'renamed', to: moved.path } : { path, fate: 'deleted', to: null };
}

/** Its content stays, but the runner's journal has it at another moment, or not at all: it would run again, or never. */
function moved({ set, ...files }: Files): Fate[] {
  return set.base.flatMap(({ path, moment, blob }): Fate[] => {
    const head = files.head.get(path);
    if (moment === undefined || moment === null || head?.blob !== blob || head.moment === moment) return [];
    return set.mergeBase[path] === undefined ? [] : [{ path, fate: 'moved', to: null }];
  });
}

/** Made on both sides since they parted, with different content: on the base it is no longer this pull request's. */
function madeTwice({ set, ...files }: Files): Fate[] {
  return set.base.flatMap(({ path, blob }): Fate[] => {
    const head = files.head.get(path);
    const differs = head !== undefined && head.blob !== blob && !head.repeatable;
    return differs && set.mergeBase[path] === undefined ? [{ path, fate: 'edited', to: null }] : [];
  });
}

function tell({ path, fate, to }: Fate, from: Sha): Finding {
  const restore = `git checkout ${from.slice(0, 12)} -- ${/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`}`;
  return finding(id, {
    status: 'block',
    path: fate === 'edited' ? path : (to ?? path),
    line: fate === 'deleted' ? null : 1,
    column: fate === 'deleted' ? null : 1,
    message: `${inShort(path, 200)} is on the base and may have run; here it is ${fate}${to === null ? '' : ` to ${inShort(to, 200)}`}.`,
    why: 'Where it has run, the change would never be made; where it has not, another schema would come about.',
    next: `Put it back and write what should change as a new migration:\n${restore}`,
  });
}

function tellMoved({ path }: Fate, set: MigrationSet): Finding {
  return finding(id, {
    status: 'block',
    path,
    line: 1,
    column: 1,
    message: `${inShort(path, 200)} is on the base and may have run; here the journal of ${set.framework} names it otherwise, or no more.`,
    why: `Where it has run, ${set.framework} would run it again, or take later ones for older; where it has not, it may never run.`,
    next: `Put its entry in the journal back as it is on the base, and add new entries at the end.`,
  });
}

export const migrationEdited: Rule = {
  id,
  subjects: ['pull_request'],
  judge({ sets, subject }) {
    if (subject.kind !== 'pull_request') return [];
    return sets.flatMap((set) => {
      const files = { set, head: byPath(set.head), base: byPath(set.base) };
      const fates = Object.entries(set.mergeBase).flatMap(([path, blob]) => fateOf(files, path, blob) ?? []);
      const findings = [
        ...fates.map((fate) => tell(fate, subject.mergeBase)),
        ...moved(files).map((fate) => tellMoved(fate, set)),
        ...madeTwice(files).map((fate) => tell(fate, subject.base)),
      ];
      const kept = Object.keys(set.mergeBase).length;
      if (findings.length > 0 || kept === 0) return findings;
      const seen = `${inGroups(kept)} migrations of ${set.database.name}`;
      return [finding(id, { status: 'ok', message: 'No migration that is on the base was changed.', seen })];
    });
  },
};
