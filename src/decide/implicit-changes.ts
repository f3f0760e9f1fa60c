/** An expand that no change declares is a change named for its file. */
import { spellings, tableSpellings } from '../code/index.ts';
import type { Migration, MigrationSet, ObjectName, Term } from '../model.ts';
import { isPartOf } from '../names.ts';
import type { AddedMention } from './dependence.ts';
import { addedMentions, changedCode } from './dependence.ts';
import type { Proposal } from './rule.ts';

export interface ImplicitChange {
  /** The file's name without its ending. */
  id: string;
  set: MigrationSet;
  migration: Migration;
  adds: ObjectName[];
}

/** `db/migrations/0007_add_nick.up.sql` -> `0007_add_nick`; a folder's name where the file is always called the same. */
export function changeIdOf(path: string): string {
  const parts = path.split('/');
  const file = parts.at(-1) ?? path;
  const stem = file.replace(/\.(?:up\.)?[a-z]+$/i, '');
  return /^(?:migration|up)$/i.test(stem) && parts.length > 1 ? (parts.at(-2) ?? stem) : stem;
}

function addsOf(migration: Migration): ObjectName[] {
  const adds = migration.read.statements
    .flatMap(({ effects }) => effects)
    .filter(
      ({ kind, objectKind }) => kind === 'adds' && !['constraint', 'trigger', 'policy'].includes(objectKind),
    );
  return [...new Set(adds.map(({ object }) => object))];
}

function undeclared(
  proposal: Proposal,
  set: MigrationSet,
  migrations: readonly Migration[],
): ImplicitChange[] {
  const declared = proposal.changes
    .filter(({ change }) => change.database === set.database.name)
    .flatMap(({ change }) => change.adds);
  const free = (object: ObjectName): boolean =>
    !declared.some((entry) => isPartOf(object, entry) || isPartOf(entry, object));
  return migrations
    .map((migration) => ({
      id: changeIdOf(migration.path),
      set,
      migration,
      adds: addsOf(migration).filter(free),
    }))
    .filter(({ adds }) => adds.length > 0);
}

/** Undeclared expands that the pull request itself carries. */
export function proposedImplicitChanges(proposal: Proposal): ImplicitChange[] {
  return proposal.sets.flatMap((set) => undeclared(proposal, set, set.proposed));
}

/** Every word of the changed code, to leave out at once what it cannot mention: histories are long. */
function wordsOf(proposal: Proposal): Set<string> {
  const words = new Set<string>();
  for (const file of changedCode(proposal)) {
    for (const word of (file.after ?? '').match(/[\p{L}\p{N}_$]+/gu) ?? []) words.add(word);
  }
  return words;
}

function mayBeMentioned(object: ObjectName, words: ReadonlySet<string>): boolean {
  const bare =
    object
      .replace(/^[a-z]+:/, '')
      .split('.')
      .at(-1)
      ?.replaceAll('"', '') ?? '';
  return [...spellings(bare), ...tableSpellings(bare)].some((spelling) => words.has(spelling));
}

/** Undeclared expands on the base that added code depends on, with where it does. */
export function dependedOnImplicitChanges(
  proposal: Proposal,
): { change: ImplicitChange; objects: ObjectName[]; mentions: AddedMention[] }[] {
  const words = wordsOf(proposal);
  if (words.size === 0) return [];
  const candidates = proposal.sets.flatMap((set) =>
    undeclared(proposal, set, set.base).flatMap((change) =>
      change.adds
        .filter((object) => stillThere(set, object) && mayBeMentioned(object, words))
        .map((object) => ({ change, term: { object, references: null } satisfies Term })),
    ),
  );
  const mentions = addedMentions(
    changedCode(proposal),
    candidates.map(({ term }) => term),
  );
  const found = new Map<ImplicitChange, AddedMention[]>();
  for (const mention of mentions) {
    const change = candidates[mention.term]?.change;
    if (change) found.set(change, [...(found.get(change) ?? []), mention]);
  }
  const objectsOf = (of: readonly AddedMention[]): ObjectName[] => [
    ...new Set(of.flatMap(({ term }) => candidates[term]?.term.object ?? [])),
  ];
  return [...found].map(([change, of]) => ({ change, objects: objectsOf(of), mentions: of }));
}

/** What was removed again is not depended on any more: other rules hold that. */
function stillThere(set: MigrationSet, object: ObjectName): boolean {
  if (set.catalog.incomplete) return true;
  if (/^[a-z]+:/.test(object)) return true;
  const table = Object.keys(set.catalog.tables).find(
    (name) => object === name || object.startsWith(`${name}.`),
  );
  return table !== undefined;
}
