/** An expand that no change declares is a change named for its file. */
import { numbersOf, spellings, tableSpellings } from '../code/index.ts';
import type { Migration, MigrationSet, ObjectName, Term } from '../model.ts';
import { isPartOf } from '../names.ts';
import { unicodePattern } from '../unicode-pattern.ts';
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
  matters: (object: ObjectName) => boolean = () => true,
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
      adds: addsOf(migration).filter((object) => matters(object) && free(object)),
    }))
    .filter(({ adds }) => adds.length > 0);
}

/** Undeclared expands that the pull request itself carries. */
export function proposedImplicitChanges(proposal: Proposal): ImplicitChange[] {
  return proposal.sets.flatMap((set) => undeclared(proposal, set, set.proposed));
}

const WORD = unicodePattern(String.raw`[\p{L}\p{N}_$]+`, 'gu');

/** Every word of the changed code, to leave out at once what it cannot mention: histories are long. */
function wordsOf(proposal: Proposal): Set<string> {
  const words = new Set<string>();
  for (const file of changedCode(proposal)) {
    const text = file.after ?? '';
    for (const word of text.match(WORD(text)) ?? []) words.add(word);
  }
  return words;
}

const fold = (word: string): string => word.replaceAll('_', '').toLowerCase();

/**
 * Gives a predicate: whether some word is a spelling of the object's name. A history has thousands of names, and to spell
 * each in full takes longer than to decide: all spellings of a name fold to few words, which are looked up first.
 */
function mentionableBy(words: ReadonlySet<string>): (object: ObjectName) => boolean {
  const folded = new Set([...words].map(fold));
  const mayFold = (bare: string): boolean =>
    /[^ -~]/.test(bare) ||
    folded.has(fold(bare)) ||
    numbersOf(bare).some((inNumber) => folded.has(inNumber.join('')));
  const isSpelled = (bare: string): boolean =>
    mayFold(bare) && [...spellings(bare), ...tableSpellings(bare)].some((spelling) => words.has(spelling));
  const known = new Map<string, boolean>();
  return (object) => {
    const bare = bareNameOf(object);
    const answer = known.get(bare) ?? isSpelled(bare);
    known.set(bare, answer);
    return answer;
  };
}

const bareNameOf = (object: ObjectName): string =>
  object
    .replace(/^[a-z]+:/, '')
    .split('.')
    .at(-1)
    ?.replaceAll('"', '') ?? '';

interface Dependence {
  change: ImplicitChange;
  /** What of it is mentioned. */
  objects: ObjectName[];
  mentions: AddedMention[];
}

/** A proposal is judged once for each round of answers. */
const depended = new WeakMap<Proposal, Dependence[]>();

/** Undeclared expands on the base that added code depends on, with where it does. */
export function dependedOnImplicitChanges(proposal: Proposal): Dependence[] {
  const found = depended.get(proposal) ?? findDependedOn(proposal);
  depended.set(proposal, found);
  return found;
}

function findDependedOn(proposal: Proposal): Dependence[] {
  const words = wordsOf(proposal);
  if (words.size === 0) return [];
  const mayBeMentioned = mentionableBy(words);
  const candidates = proposal.sets.flatMap((set) =>
    undeclared(proposal, set, set.base, mayBeMentioned).flatMap((change) =>
      change.adds
        .filter((object) => stillThere(set, object))
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
