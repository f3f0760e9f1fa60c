/** A repository in our words: commits, trees, texts, changes. Local git today; whatever else answers the same questions. */
import type { ChangedFile, Sha } from '../model.ts';
import type { UserError } from '../user-error.ts';

/** Texts above this many bytes are not read. */
export const TEXT_LIMIT = 8 * 1024 * 1024;

/** Stands for a text that is over the limit: it exists, and nobody looked at it. */
export const TOO_LARGE: unique symbol = Symbol('text over the size limit');

/** A blob's content as UTF-8, line ends and byte order mark untouched; null: binary, or no blob of this repository. */
export type Text = string | null | typeof TOO_LARGE;

/** `mode` as git writes it: `100644`, `100755`, `120000` (symbolic link), `160000` (submodule; `blob` is its commit). */
export interface TreeEntry {
  blob: Sha;
  mode: string;
}

export interface ChangedBlob {
  path: string;
  blob: Sha | null;
}

export interface Repository {
  /** What to call it in messages, e.g. `/home/me/shop` or `acme/shop`. */
  readonly name: string;
  /** The commit that a ref, tag or (short) id names; null: none, or more than one. Never throws for strange refs. */
  resolve(ref: string): Promise<Sha | null>;
  /** The remote's default branch, else the branch of HEAD, else `HEAD`: a ref that may not exist in an empty repository. */
  defaultBase(): Promise<string>;
  /** The best common ancestor; null: the histories have none. A shallow clone that cannot know throws `UserError`. */
  mergeBase(a: Sha, b: Sha): Promise<Sha | null>;
  /** Every file of a commit by path, submodules and links included. A commit that is not here throws `UserError`. */
  tree(commit: Sha): Promise<ReadonlyMap<string, TreeEntry>>;
  /** The files of a commit that match any of the globs (see `code/globs.ts`); where that is cheaper, without the whole tree. */
  list(commit: Sha, globs: readonly string[]): Promise<ReadonlyMap<string, TreeEntry>>;
  /** The files of a commit at some paths alone, cheaper than the whole tree; absent ones are left out. */
  entries(commit: Sha, paths: readonly string[]): Promise<Map<string, TreeEntry>>;
  /** The texts of blobs; each that was asked for is in the answer. */
  texts(blobs: Iterable<Sha>): Promise<Map<Sha, Text>>;
  /** What changed between two commits, by path, renames detected, contents read (see `ChangedFile`). */
  changedFiles(from: Sha, to: Sha): Promise<ChangedFile[]>;
  /** Paths whose content or mode differs between two commits, with the blob after it; null: it is gone. No renames. */
  changedBlobs(from: Sha, to: Sha): Promise<ChangedBlob[]>;
  /**
   * Paths of regular files whose bytes hold any of the words, compared exactly. Binary files may be among them.
   * Words are fixed strings; no words match nothing.
   */
  search(commit: Sha, words: readonly string[]): Promise<Set<string>>;
  /** The error for a commit that is not here: says whether the clone is shallow, and what to do. */
  missing(commit: string): Promise<UserError>;
  /** Ends what was started for reading. The repository may be used again afterwards. */
  close(): void;
}

/** The commit that a ref names. Throws `UserError` where it names none. */
export async function requireCommit(repository: Repository, ref: string): Promise<Sha> {
  const commit = await repository.resolve(ref);
  if (commit === null) throw await repository.missing(ref);
  return commit;
}

/** A file's text at a commit; null where there is no such file, or it is binary, a link or a submodule. */
export async function textAt(repository: Repository, commit: Sha, path: string): Promise<Text> {
  const entry = (await repository.entries(commit, [path])).get(path);
  if (!entry || !isRegular(entry)) return null;
  return (await repository.texts([entry.blob])).get(entry.blob) ?? null;
}

/** What differs between two whole trees. */
export function diffTrees(
  before: ReadonlyMap<string, TreeEntry>,
  after: ReadonlyMap<string, TreeEntry>,
): ChangedBlob[] {
  const changed: ChangedBlob[] = [];
  for (const [path, entry] of after) {
    const old = before.get(path);
    if (old?.blob !== entry.blob || old.mode !== entry.mode) changed.push({ path, blob: entry.blob });
  }
  for (const path of before.keys()) if (!after.has(path)) changed.push({ path, blob: null });
  return changed;
}

/** A plain file: neither a symbolic link nor a submodule. */
export function isRegular(entry: TreeEntry): boolean {
  return entry.mode.startsWith('100');
}
