/** Code that a pull request adds and that names schema objects: dependence is found in added lines, never claimed. */
import { addedLines, codeFilter, compileTerms } from '../code/index.ts';
import type { ChangedFile, Manifest, Place, Term } from '../model.ts';
import type { Proposal } from './rule.ts';

export interface AddedMention extends Place {
  /** Index into the terms. */
  term: number;
  text: string;
}

/** The files that count as code for this manifest; without one, every file that is not left out by itself. */
export function codeOf(proposal: Proposal): (path: string) => boolean {
  const manifest: Manifest | null = proposal.manifest;
  const migrations = proposal.sets.flatMap((set) => [
    ...set.database.migrations,
    ...set.head.map(({ path }) => path),
    ...set.base.map(({ path }) => path),
  ]);
  const heads = proposal.manifests.head.state === 'valid' ? proposal.manifests.head.manifest.files : [];
  return codeFilter(manifest?.code ?? { include: [], exclude: [] }, migrations, [
    ...(manifest?.files ?? []),
    ...heads,
    'lanekeeper.yml',
    '.github/lanekeeper.yml',
  ]);
}

/** Several rules ask, and to leave out each migration by its path takes as long as there are migrations. */
const changed = new WeakMap<Proposal, ChangedFile[]>();

/** Changed files that are code, as they are at the head. */
export function changedCode(proposal: Proposal): ChangedFile[] {
  const known = changed.get(proposal);
  if (known) return known;
  const isCode = codeOf(proposal);
  const files = proposal.files.filter((file) => file.status !== 'deleted' && isCode(file.path));
  changed.set(proposal, files);
  return files;
}

/** Where lines that the pull request adds mention the terms. */
export function addedMentions(files: readonly ChangedFile[], terms: readonly Term[]): AddedMention[] {
  if (terms.length === 0) return [];
  const compiled = compileTerms([...terms]);
  return files.flatMap((file) => {
    if (file.after === null) return [];
    const found = compiled.find(file.path, file.after);
    if (found.length === 0) return [];
    const added = addedLines(file.before, file.after);
    return found.filter(({ line }) => added.has(line)).map((mention) => ({ ...mention, path: file.path }));
  });
}

/** Changed code that is too large to be read: what it depends on cannot be told. */
export function unreadCode(proposal: Proposal): ChangedFile[] {
  return changedCode(proposal).filter((file) => file.unread);
}
