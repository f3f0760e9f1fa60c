/** Which files which commit has, as far as anybody told: single files, whole folders, whole trees, and differences. */
import type { Sha } from '../../model.ts';
import type { TreeEntry } from '../repository.ts';
import { isBelow } from './prefixes.ts';

type Files = ReadonlyMap<string, TreeEntry>;

interface Derived {
  from: Sha;
  /** What differs; null: it is gone. */
  after: ReadonlyMap<string, TreeEntry | null>;
}

export class Told {
  readonly #entries = new Map<Sha, Map<string, TreeEntry | null>>();
  readonly #folders = new Map<Sha, Map<string, Files>>();
  readonly #derived = new Map<Sha, Derived>();

  /** Null: there is no such file. */
  entry(commit: Sha, path: string, entry: TreeEntry | null): void {
    const known = this.#entries.get(commit) ?? new Map<string, TreeEntry | null>();
    this.#entries.set(commit, known.set(path, entry));
  }

  /** Everything below a folder. */
  folder(commit: Sha, folder: string, files: Files): void {
    const known = this.#folders.get(commit) ?? new Map<string, Files>();
    this.#folders.set(commit, known.set(folder, files));
  }

  whole(commit: Sha, files: Files): void {
    this.folder(commit, '', files);
  }

  /** `commit` is `from` but for these files. */
  derive(commit: Sha, from: Sha, after: ReadonlyMap<string, TreeEntry | null>): void {
    if (commit !== from) this.#derived.set(commit, { from, after });
  }

  /** Undefined: nobody told. */
  find(commit: Sha, path: string): TreeEntry | null | undefined {
    for (const [folder, files] of this.#folders.get(commit) ?? [])
      if (isBelow(path, folder)) return files.get(path) ?? null;
    const known = this.#entries.get(commit)?.get(path);
    if (known !== undefined) return known;
    const derived = this.#derived.get(commit);
    if (!derived) return undefined;
    const changed = derived.after.get(path);
    return changed === undefined ? this.find(derived.from, path) : changed;
  }

  /** Everything below a folder (or the file of that name); undefined: nobody told all of it. */
  below(commit: Sha, folder: string): Files | undefined {
    for (const [known, files] of this.#folders.get(commit) ?? [])
      if (isBelow(folder, known)) return new Map([...files].filter(([path]) => isBelow(path, folder)));
    return this.#belowDerived(commit, folder);
  }

  /** A comparison tells no modes: a folder that it changes is listed by itself. */
  #belowDerived(commit: Sha, folder: string): Files | undefined {
    const derived = this.#derived.get(commit);
    if (!derived || [...derived.after.keys()].some((path) => isBelow(path, folder))) return undefined;
    return this.below(derived.from, folder);
  }
}
