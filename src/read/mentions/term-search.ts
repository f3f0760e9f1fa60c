/** One list of terms, and what was found for it in each content at each path: the path has a say in what is a mention. */
import { compileTerms, type FoundMention } from '../../code/index.ts';
import type { Sha, Term } from '../../model.ts';
import { type Repository, TOO_LARGE } from '../repository.ts';

export interface CodeFile {
  path: string;
  blob: Sha;
}

/** `unread`: the file is too large to read, and may mention the term. */
export type Found = FoundMention & { unread?: true };

/** Above this many unseen contents one search by git costs less than reading them. */
const SEARCH_FROM = 400;
const AT_ONCE = 128;

export class TermSearch {
  readonly #repository: Repository;
  readonly #terms: Term[];
  /** A file that holds none of these mentions nothing. */
  readonly #words: readonly string[];
  readonly #look: (path: string, text: string) => FoundMention[];
  readonly #found = new Map<Sha, Map<string, Found[]>>();
  readonly #answers = new WeakMap<readonly CodeFile[], Promise<(Found & { path: string })[]>>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(repository: Repository, terms: Term[]) {
    const compiled = compileTerms(terms);
    this.#words = compiled.words;
    this.#look = compiled.find;
    this.#repository = repository;
    this.#terms = terms;
  }

  /** One list of files after another, so that a content which two of them hold is not read twice at once. */
  find(commit: Sha, files: readonly CodeFile[]): Promise<(Found & { path: string })[]> {
    const known = this.#answers.get(files);
    if (known) return known;
    const run = this.#turn.then(() => this.#findNow(commit, files));
    this.#turn = run.catch(() => this.#answers.delete(files));
    this.#answers.set(files, run);
    return run;
  }

  async #findNow(commit: Sha, files: readonly CodeFile[]): Promise<(Found & { path: string })[]> {
    if (this.#words.length === 0) return [];
    const unseen = files.filter((file) => this.#resultOf(file) === undefined);
    await this.#read(commit, await this.#candidates(commit, unseen));
    return files.flatMap((file) =>
      (this.#resultOf(file) ?? []).map((found) => ({ path: file.path, ...found })),
    );
  }

  #resultOf({ blob, path }: CodeFile): Found[] | undefined {
    return this.#found.get(blob)?.get(path);
  }

  #settle({ blob, path }: CodeFile, found: Found[]): void {
    const byPath = this.#found.get(blob);
    if (byPath) byPath.set(path, found);
    else this.#found.set(blob, new Map([[path, found]]));
  }

  async #candidates(commit: Sha, unseen: CodeFile[]): Promise<CodeFile[]> {
    if (unseen.length < SEARCH_FROM) return unseen;
    const paths = await this.#repository.search(commit, this.#words);
    for (const file of unseen) if (!paths.has(file.path)) this.#settle(file, []);
    return unseen.filter((file) => paths.has(file.path));
  }

  async #read(commit: Sha, files: CodeFile[]): Promise<void> {
    const large: CodeFile[] = [];
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const part = files.slice(at, at + AT_ONCE);
      const texts = await this.#repository.texts(part.map(({ blob }) => blob));
      for (const file of part) {
        const text = texts.get(file.blob) ?? null;
        if (text === TOO_LARGE) large.push(file);
        else this.#settle(file, text === null ? [] : this.#look(file.path, text));
      }
    }
    if (large.length > 0) await this.#settleLarge(commit, large);
  }

  /** A file that is too large to read does not mention a term if it holds none of its words; else nobody can say. */
  async #settleLarge(commit: Sha, large: CodeFile[]): Promise<void> {
    const open = large.map((): Found[] => []);
    for (const [term, one] of this.#terms.entries()) {
      const paths = await this.#repository.search(commit, compileTerms([one]).words);
      for (const [index, file] of large.entries()) {
        if (paths.has(file.path)) open[index]?.push({ term, line: 1, column: 1, text: '', unread: true });
      }
    }
    for (const [index, file] of large.entries()) this.#settle(file, open[index] ?? []);
  }
}
