/** A repository on GitHub, read through its API: few requests for much, and what was told once is not asked again. */
import { matchesAny } from '../../code/index.ts';
import { type Github, ownerAndName } from '../../github/github.ts';
import type { ChangedFile, Sha } from '../../model.ts';
import { UserError } from '../../user-error.ts';
import { readChangedFiles } from '../git/changed-files.ts';
import {
  type ChangedBlob,
  diffTrees,
  type Repository,
  TEXT_LIMIT,
  type Text,
  TOO_LARGE,
  type TreeEntry,
} from '../repository.ts';
import { Differences, PLAIN } from './differences.ts';
import { Gathered } from './gathered.ts';
import { type Found, wholeText } from './graph-objects.ts';
import { askObjects, type Wanted } from './objects.ts';
import { prefixesOf } from './prefixes.ts';
import { readBlobs, readTree, readTreeIds } from './rest-objects.ts';
import { Told } from './told.ts';

export class GithubRepository implements Repository {
  readonly name: string;
  readonly #github: Github;
  readonly #told = new Told();
  readonly #texts = new Map<Sha, Text>();
  readonly #differences: Differences;
  readonly #trees = new Map<Sha, Promise<ReadonlyMap<string, TreeEntry>>>();
  readonly #treeIds = new Map<Sha, Sha>();
  readonly #objects = new Gathered<Wanted>((wanted) => this.#askObjects(wanted));
  readonly #blobs = new Gathered<Sha>(async (blobs) => {
    const read = await readBlobs(this.#github, this.name, blobs);
    for (const [blob, text] of read) this.#texts.set(blob, text);
  });

  constructor(github: Github, name: string) {
    ownerAndName(name);
    this.#github = github;
    this.name = name;
    this.#differences = new Differences(github, name, this.#told);
  }

  async resolve(ref: string): Promise<Sha | null> {
    if (/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref)) return ref;
    const query = `query Resolve($owner: String!, $repo: String!, $ref: String!) { repository(owner: $owner, name: $repo) { object(expression: $ref) { __typename oid ... on Tag { target { oid } } } } }`;
    const data = await this.#github.graphql<{ repository: { object: Resolved | null } | null }>(query, {
      ...ownerAndName(this.name),
      ref,
    });
    const object = data.repository?.object;
    if (object?.__typename === 'Tag') return object.target?.oid ?? null;
    return object?.__typename === 'Commit' ? object.oid : null;
  }

  async defaultBase(): Promise<string> {
    const query = `query DefaultBranch($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { defaultBranchRef { name } } }`;
    const data = await this.#github.graphql<{
      repository: { defaultBranchRef: { name: string } | null } | null;
    }>(query, ownerAndName(this.name));
    return data.repository?.defaultBranchRef?.name ?? 'HEAD';
  }

  /** The comparison's files, or where it does not tell all of them, the pull request's own list. */
  learnFiles(base: Sha, head: Sha, number: number | null): Promise<void> {
    return this.#differences.learnFiles(base, head, number);
  }

  async mergeBase(a: Sha, b: Sha): Promise<Sha | null> {
    return a === b ? a : (await this.#differences.compared(a, b)).mergeBase;
  }

  /** What was told beforehand, by somebody who asked for more than this. */
  learn(commit: Sha, path: string, entry: TreeEntry | null, text?: Text): void {
    this.#told.entry(commit, path, entry);
    if (entry !== null && text !== undefined) this.#texts.set(entry.blob, text);
  }

  /** A folder, to its last file, with the texts that were told. */
  learnFolder(commit: Sha, folder: string, { files, blobs }: Found): void {
    this.#told.folder(commit, folder, files);
    for (const blob of blobs) this.#take(blob.oid, wholeText(blob), blob.byteSize);
  }

  /** The id of a commit's own tree, which its archive is held against. */
  learnTree(commit: Sha, tree: Sha): void {
    this.#treeIds.set(commit, tree);
  }

  /** Asks for all that is wanted and not known yet, in one query where it fits. */
  async expect(wanted: readonly Wanted[]): Promise<void> {
    await this.#objects.add(wanted.filter((one) => !this.#has(one)));
  }

  async #askObjects(wanted: readonly Wanted[]): Promise<void> {
    const open = wanted.filter((one) => !this.#has(one));
    if (open.length === 0) return;
    for (const { wanted: one, blob, found, tree } of await askObjects(this.#github, this.name, open)) {
      const { commit, path, kind, texts } = one;
      if (tree !== null) this.learnTree(commit, tree);
      if (found) {
        this.learnFolder(commit, path, found);
        continue;
      }
      this.#told.entry(commit, path, blob && { blob: blob.oid, mode: PLAIN });
      if (kind === 'folder') this.#told.folder(commit, path, fileAlone(path, blob?.oid));
      if (blob && (texts || kind === 'folder')) this.#take(blob.oid, wholeText(blob), blob.byteSize);
    }
  }

  #has({ commit, path, kind, texts }: Wanted): boolean {
    if (kind === 'file') {
      const entry = this.#told.find(commit, path);
      return entry !== undefined && (!texts || entry === null || this.#texts.has(entry.blob));
    }
    const files = this.#told.below(commit, path);
    return (
      files !== undefined && (!texts || [...files.values()].every((entry) => this.#texts.has(entry.blob)))
    );
  }

  #take(blob: Sha, text: string | null | undefined, size: number): void {
    if (size > TEXT_LIMIT) this.#texts.set(blob, TOO_LARGE);
    else if (text !== undefined) this.#texts.set(blob, text);
  }

  /** Commits with one tree, as a squash merge and its branch, are read once. */
  async tree(commit: Sha): Promise<ReadonlyMap<string, TreeEntry>> {
    const tree = await this.#treeIdOf(commit);
    const known = this.#trees.get(tree);
    const reading = known ?? this.#readWhole(commit, tree);
    if (!known) {
      this.#trees.set(tree, reading);
      reading.catch(() => this.#trees.delete(tree));
    }
    const files = await reading;
    this.#told.whole(commit, files);
    return files;
  }

  /** Whoever wants a whole tree wants what is in it: the archive brings both with one request. */
  async #readWhole(commit: Sha, tree: Sha): Promise<ReadonlyMap<string, TreeEntry>> {
    const archive = await readTree(this.#github, this.name, commit, tree);
    for (const [blob, text] of archive.texts) this.#texts.set(blob, text);
    return archive.files;
  }

  async #treeIdOf(commit: Sha): Promise<Sha> {
    const known = this.#treeIds.get(commit);
    if (known) return known;
    const ids = await readTreeIds(this.#github, this.name, [commit]);
    const id = ids.get(commit);
    if (id === undefined) throw await this.missing(commit);
    this.#treeIds.set(commit, id);
    return id;
  }

  async list(commit: Sha, globs: readonly string[]): Promise<ReadonlyMap<string, TreeEntry>> {
    const matches = matchesAny([...globs]);
    const prefixes = prefixesOf(globs);
    if (prefixes.includes('')) return filtered(await this.tree(commit), matches);
    await this.expect(prefixes.map((path) => ({ commit, path, kind: 'folder', texts: false })));
    const all = prefixes.flatMap((path) => [...(this.#told.below(commit, path) ?? [])]);
    return filtered(new Map(all), matches);
  }

  async entries(commit: Sha, paths: readonly string[]): Promise<Map<string, TreeEntry>> {
    await this.expect(paths.map((path) => ({ commit, path, kind: 'file', texts: false })));
    return new Map(
      paths.flatMap((path) => {
        const entry = this.#told.find(commit, path);
        return entry ? [[path, entry] as const] : [];
      }),
    );
  }

  async texts(blobs: Iterable<Sha>): Promise<Map<Sha, Text>> {
    const wanted = [...new Set(blobs)];
    await this.#blobs.add(wanted.filter((blob) => !this.#texts.has(blob)));
    return new Map(wanted.map((blob) => [blob, this.#texts.get(blob) ?? null]));
  }

  /** Both sides of what differs. */
  async changedWanted(from: Sha, to: Sha): Promise<Wanted[]> {
    const diff = await this.#differences.between(from, to);
    if (diff === null) throw tooMany(from, to);
    const side = (commit: Sha, path: string): Wanted => ({ commit, path, kind: 'file', texts: true });
    return diff.flatMap(({ path, from: old, status }) => [
      ...(status === 'added' ? [] : [side(from, old ?? path)]),
      ...(status === 'deleted' ? [] : [side(to, path)]),
    ]);
  }

  async changedFiles(from: Sha, to: Sha): Promise<ChangedFile[]> {
    const diff = await this.#differences.between(from, to);
    if (diff === null) throw tooMany(from, to);
    await this.expect(await this.changedWanted(from, to));
    const changes = diff.map((file) => ({
      path: file.path,
      from: file.from,
      status: file.status,
      before: file.status === 'added' ? null : (this.#told.find(from, file.from ?? file.path) ?? null),
      after: file.status === 'deleted' ? null : (this.#told.find(to, file.path) ?? null),
    }));
    return await readChangedFiles(changes, (blobs) => this.texts(blobs));
  }

  async changedBlobs(from: Sha, to: Sha): Promise<ChangedBlob[]> {
    const diff = await this.#differences.between(from, to);
    if (diff === null) return diffTrees(...(await Promise.all([this.tree(from), this.tree(to)])));
    const changed = new Map<string, Sha | null>();
    for (const { path, from: old, blob } of diff) {
      if (old !== null && !changed.has(old)) changed.set(old, null);
      changed.set(path, blob);
    }
    return [...changed].map(([path, blob]) => ({ path, blob }));
  }

  async search(commit: Sha, words: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    if (words.length === 0) return found;
    const files = await this.tree(commit);
    const texts = await this.texts([...files.values()].map(({ blob }) => blob));
    for (const [path, { blob }] of files) {
      const text = texts.get(blob);
      if (text === TOO_LARGE || (typeof text === 'string' && words.some((word) => text.includes(word))))
        found.add(path);
    }
    return found;
  }

  async missing(commit: string): Promise<UserError> {
    return new UserError(
      `${this.name} has no commit ${JSON.stringify(commit.slice(0, 40))} that this token can see.`,
      'Check the name; a commit that no branch, tag or pull request holds any more is gone.',
    );
  }

  close(): void {}
}

interface Resolved {
  __typename: string;
  oid: Sha;
  target?: { oid: Sha } | null;
}

const filtered = (
  files: ReadonlyMap<string, TreeEntry>,
  matches: (path: string) => boolean,
): Map<string, TreeEntry> => new Map([...files].filter(([path]) => matches(path)));

const fileAlone = (path: string, blob: Sha | undefined): Map<string, TreeEntry> =>
  new Map(blob === undefined ? [] : [[path, { blob, mode: PLAIN }]]);

const tooMany = (from: Sha, to: Sha): UserError =>
  new UserError(
    `GitHub does not tell every file that differs between ${from.slice(0, 7)} and ${to.slice(0, 7)}.`,
    'Split the change: more than 300 files cannot be compared, more than 3,000 not be listed.',
  );
