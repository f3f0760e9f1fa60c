/** A repository on this machine, read through git. Work tree, index and configuration are never touched. */
import { matchesAny } from '../code/index.ts';
import type { ChangedFile, Sha } from '../model.ts';
import { UserError } from '../user-error.ts';
import { readChangedFiles } from './git/changed-files.ts';
import { ObjectReader } from './git/object-reader.ts';
import { openFolder } from './git/open-folder.ts';
import { parseRawDiff, splitAtNul } from './git/raw-diff.ts';
import { readGit, runGit } from './git/run-git.ts';
import { readTexts } from './git/texts.ts';
import { decodePath, TreeReader } from './git/tree-objects.ts';
import { type ChangedBlob, diffTrees, type Repository, type Text, type TreeEntry } from './repository.ts';

/** Opens the repository that `folder` lies in: bare ones, worktrees and subfolders too. Throws `UserError`. */
export async function openRepository(folder: string): Promise<Repository> {
  const opened = await openFolder(folder);
  return new GitRepository(opened.folder, opened.shallow);
}

const DIFF = [
  'diff-tree',
  '-r',
  '-z',
  '--raw',
  '--no-abbrev',
  '-M',
  '-l1000',
  '--no-ext-diff',
  '--no-textconv',
];
const GREP = ['grep', '-a', '-l', '-z', '-F', '--no-textconv', '--no-recurse-submodules', '--full-name'];

/** Names of refs and ids, and steps back from them; anything else may be a request that makes git give up. */
const PLAIN = /^[A-Za-z0-9_./~^-]+$/;
const FULL_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

class GitRepository implements Repository {
  readonly name: string;
  readonly #folder: string;
  readonly #shallow: boolean;
  readonly #objects: ObjectReader;
  readonly #trees: TreeReader;
  readonly #roots = new Map<Sha, Sha>();

  constructor(folder: string, shallow: boolean) {
    this.name = folder;
    this.#folder = folder;
    this.#shallow = shallow;
    this.#objects = new ObjectReader(folder);
    this.#trees = new TreeReader(this.#objects);
  }

  async resolve(ref: string): Promise<Sha | null> {
    if (!PLAIN.test(ref)) return await this.#resolveOdd(ref);
    const head = await this.#objects.info(`${ref}^{commit}`);
    return head?.id ?? null;
  }

  /** What git dies of (`@{upstream}` without one) must not take the reader of objects with it. */
  async #resolveOdd(ref: string): Promise<Sha | null> {
    // An open brace would swallow the one that asks for a commit.
    const open = ref.split('{').length !== ref.split('}').length;
    if (ref === '' || open || /[\n\0]/.test(ref)) return null;
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
    const result = await runGit(this.#folder, args);
    const id = result.stdout.toString('utf8').trim();
    return result.code === 0 && FULL_ID.test(id) ? id : null;
  }

  async defaultBase(): Promise<string> {
    return (await this.#remoteDefault()) ?? (await this.#symbolic('HEAD')) ?? 'HEAD';
  }

  async #remoteDefault(): Promise<string | null> {
    const printed = await readGit(this.#folder, ['for-each-ref', '--format=%(refname)', 'refs/remotes/']);
    const refs = printed.toString('utf8').split('\n');
    const heads = refs.filter((ref) => /^refs\/remotes\/[^/]+\/HEAD$/.test(ref));
    const head =
      heads.find((ref) => ref === 'refs/remotes/origin/HEAD') ?? (heads.length === 1 ? heads[0] : null);
    if (head) return await this.#symbolic(head);
    // A clone that was made by `git init` and `git fetch`, as on many CI machines, has no origin/HEAD.
    const usual = ['refs/remotes/origin/main', 'refs/remotes/origin/master'].filter((ref) =>
      refs.includes(ref),
    );
    return usual.length === 1 ? (usual[0] ?? null) : null;
  }

  async #symbolic(ref: string): Promise<string | null> {
    const result = await runGit(this.#folder, ['symbolic-ref', '--quiet', ref]);
    return result.code === 0 ? result.stdout.toString('utf8').trim() : null;
  }

  async mergeBase(a: Sha, b: Sha): Promise<Sha | null> {
    for (const commit of [a, b]) await this.#requireHere(commit);
    const result = await runGit(this.#folder, ['merge-base', '--end-of-options', a, b]);
    if (result.code === 0) return result.stdout.toString('utf8').trim();
    if (!this.#shallow) return null;
    throw new UserError(
      `The common ancestor of ${short(a)} and ${short(b)} is not in this shallow clone.`,
      'git fetch --unshallow (in a workflow: fetch-depth: 0)',
    );
  }

  async tree(commit: Sha): Promise<ReadonlyMap<string, TreeEntry>> {
    return await this.#trees.files(await this.#rootOf(commit));
  }

  async list(commit: Sha, globs: readonly string[]): Promise<ReadonlyMap<string, TreeEntry>> {
    const matches = matchesAny(globs);
    return new Map([...(await this.tree(commit))].filter(([path]) => matches(path)));
  }

  async changedBlobs(from: Sha, to: Sha): Promise<ChangedBlob[]> {
    return diffTrees(...(await Promise.all([this.tree(from), this.tree(to)])));
  }

  async entries(commit: Sha, paths: readonly string[]): Promise<Map<string, TreeEntry>> {
    const root = await this.#rootOf(commit);
    const found = await Promise.all(paths.map((path) => this.#trees.at(root, path)));
    return new Map(paths.flatMap((path, index) => (found[index] ? [[path, found[index]] as const] : [])));
  }

  /** Only a full id of a commit will do: what else `^{tree}` could be taken of is not a commit. */
  async #rootOf(commit: Sha): Promise<Sha> {
    const known = this.#roots.get(commit);
    if (known) return known;
    await this.#requireHere(commit);
    const root = await this.#objects.info(`${commit}^{tree}`);
    if (!root) throw await this.missing(commit);
    this.#roots.set(commit, root.id);
    return root.id;
  }

  texts(blobs: Iterable<Sha>): Promise<Map<Sha, Text>> {
    return readTexts(this.#objects, blobs);
  }

  async changedFiles(from: Sha, to: Sha): Promise<ChangedFile[]> {
    for (const commit of [from, to]) await this.#requireHere(commit);
    const raw = await readGit(this.#folder, [
      ...DIFF,
      '--ignore-submodules=none',
      '--end-of-options',
      from,
      to,
    ]);
    return await readChangedFiles(parseRawDiff(raw), (blobs) => this.texts(blobs));
  }

  async search(commit: Sha, words: readonly string[]): Promise<Set<string>> {
    await this.#requireHere(commit);
    if (words.length === 0) return new Set();
    if (words.some((word) => word === '' || word.includes('\0'))) {
      return new Set((await this.tree(commit)).keys());
    }
    const args = [...GREP, '-f', '-', commit, '--'];
    const result = await runGit(this.#folder, args, `${words.join('\n')}\n`);
    // 1 without a word on stderr: nothing matched.
    if (result.code > 1 || (result.code === 1 && result.stderr !== '')) {
      throw new Error(`git grep failed in ${this.#folder}: ${result.stderr.trim()}`);
    }
    const prefix = `${commit}:`.length;
    return new Set(splitAtNul(result.stdout).map((line) => decodePath(line.subarray(prefix))));
  }

  async missing(commit: string): Promise<UserError> {
    const quoted = JSON.stringify(commit);
    if (FULL_ID.test(commit)) return this.#missingId(commit);
    if ((await this.resolve('HEAD')) === null && !this.#shallow) {
      return new UserError(
        `${this.#folder} has no commit that ${quoted} could name: HEAD has none.`,
        'Commit something first, or name a branch that has commits.',
      );
    }
    return new UserError(
      `${quoted} names no commit (or more than one) in ${this.#folder}.`,
      this.#shallow
        ? 'This clone is shallow: git fetch --unshallow --tags, then try again.'
        : 'Check the name with: git branch --all; git tag. It may need a git fetch.',
    );
  }

  #missingId(commit: Sha): UserError {
    return this.#shallow
      ? new UserError(`Commit ${short(commit)} is not in this shallow clone.`, 'git fetch --unshallow')
      : new UserError(
          `Commit ${short(commit)} is not in ${this.#folder}.`,
          `git fetch --all --tags, or: git fetch origin ${commit}`,
        );
  }

  async #requireHere(commit: Sha): Promise<void> {
    if ((await this.resolve(commit)) !== commit) throw await this.missing(commit);
  }

  close(): void {
    this.#objects.close();
  }
}

const short = (commit: Sha): string => commit.slice(0, 12);
