/** What differs between commits of a repository on GitHub: each pair is compared once. */
import type { Github } from '../../github/github.ts';
import type { Sha } from '../../model.ts';
import type { TreeEntry } from '../repository.ts';
import { type ComparedFile, type Comparison, compare, listFiles } from './comparison.ts';
import type { Told } from './told.ts';

/** A regular file, where nobody told its mode: what a comparison lists has none. */
export const PLAIN = '100644';

export class Differences {
  readonly #github: Github;
  readonly #name: string;
  readonly #told: Told;
  readonly #comparisons = new Map<string, Promise<Comparison>>();
  readonly #diffs = new Map<string, readonly ComparedFile[]>();

  constructor(github: Github, name: string, told: Told) {
    this.#github = github;
    this.#name = name;
    this.#told = told;
  }

  compared(base: Sha, head: Sha): Promise<Comparison> {
    const key = `${base} ${head}`;
    const known = this.#comparisons.get(key);
    if (known) return known;
    const comparing = compare(this.#github, this.#name, base, head).then((comparison) => {
      if (comparison.files) this.#learn(comparison.mergeBase, head, comparison.files);
      return comparison;
    });
    this.#comparisons.set(key, comparing);
    return comparing;
  }

  /** The comparison's files, or where it does not tell all of them, the pull request's own list. */
  async learnFiles(base: Sha, head: Sha, number: number | null): Promise<void> {
    const { mergeBase, files } = await this.compared(base, head);
    if (files !== null || number === null) return;
    this.#learn(mergeBase, head, await listFiles(this.#github, this.#name, number));
  }

  #learn(from: Sha, to: Sha, files: readonly ComparedFile[]): void {
    this.#diffs.set(`${from} ${to}`, files);
    const after = new Map<string, TreeEntry | null>();
    for (const { path, from: old, blob } of files) {
      if (old !== null) after.set(old, null);
      after.set(path, blob === null ? null : { blob, mode: PLAIN });
    }
    this.#told.derive(to, from, after);
  }

  /** Null: GitHub does not tell all of them. */
  async between(from: Sha, to: Sha): Promise<readonly ComparedFile[] | null> {
    if (from === to) return [];
    const known = this.#diffs.get(`${from} ${to}`);
    if (known) return known;
    const { mergeBase, files } = await this.compared(from, to);
    return mergeBase === from ? files : null;
  }
}
