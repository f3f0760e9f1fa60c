/** Where code mentions what a change is about, at a commit: each content is searched once, however many commits hold it. */
import { codeFilter, matchesAny } from '../code/index.ts';
import type { Manifest, Mention, Mentions, Sha, Term } from '../model.ts';
import { MANIFEST_PATHS } from './manifest/paths.ts';
import { type CodeFile, TermSearch } from './mentions/term-search.ts';
import { isRegular, type Repository } from './repository.ts';

/** Listings of files that are kept, the newest. */
const KEPT_LISTS = 32;

/** Answers the question `mentions` for one repository; throws where a file that may matter could not be read. */
export class MentionSearch {
  readonly #repository: Repository;
  readonly #isCode: (path: string) => boolean;
  readonly #homes = new Map<string, { search: TermSearch; index: number }>();
  readonly #filters = new Map<string, (path: string) => boolean>();
  readonly #files = new Map<string, CodeFile>();
  #turn: Promise<unknown> = Promise.resolve();
  readonly #lists = new Map<string, Promise<CodeFile[]>>();

  constructor(repository: Repository, manifest: Manifest | null) {
    this.#repository = repository;
    this.#isCode = remember(
      codeFilter(
        manifest?.code ?? { include: [], exclude: [] },
        manifest?.databases.flatMap((database) => database.migrations) ?? [],
        // Both places, for a commit from before the manifest moved is searched too.
        [...(manifest?.files ?? []), ...MANIFEST_PATHS],
      ),
    );
  }

  /** Lists of terms that will be asked for together: contents are then read and searched once for all of them. */
  expect(lists: Iterable<Term[]>): void {
    const fresh = new Map([...lists].flat().map((term) => [JSON.stringify(term), term]));
    for (const key of this.#homes.keys()) fresh.delete(key);
    if (fresh.size === 0) return;
    const search = new TermSearch(this.#repository, [...fresh.values()]);
    for (const [index, key] of [...fresh.keys()].entries()) this.#homes.set(key, { search, index });
  }

  /**
   * `files` null: all code; else code that matches any of the globs. Mentions come in order of path and place.
   * One question after another: hundreds of commits at once would hold hundreds of listings in memory.
   */
  find(commit: Sha, files: string[] | null, terms: Term[]): Promise<Mentions> {
    this.expect([terms]);
    const run = this.#turn.then(() => this.#findNow(commit, files, terms));
    this.#turn = run.catch(() => undefined);
    return run;
  }

  async #findNow(commit: Sha, files: string[] | null, terms: Term[]): Promise<Mentions> {
    const list = await this.#listOf(commit, files);
    const mentions: Mention[] = [];
    for (const [search, indexes] of this.#searchesOf(terms)) {
      for (const { unread, ...found } of await search.find(commit, list)) {
        const asked = indexes.get(found.term) ?? [];
        if (unread && asked.length > 0) throw tooLarge(found.path);
        mentions.push(...asked.map((term) => ({ ...found, term })));
      }
    }
    return { commit, files: list, mentions: mentions.sort(byPlace) };
  }

  /** The searches that know the terms: for each, its own index of a term -> the question's. */
  #searchesOf(terms: Term[]): Map<TermSearch, Map<number, number[]>> {
    const searches = new Map<TermSearch, Map<number, number[]>>();
    for (const [term, key] of terms.map((one) => JSON.stringify(one)).entries()) {
      const home = this.#homes.get(key);
      if (!home) continue;
      const indexes = searches.get(home.search) ?? new Map<number, number[]>();
      searches.set(home.search, indexes.set(home.index, [...(indexes.get(home.index) ?? []), term]));
    }
    return searches;
  }

  #listOf(commit: Sha, files: string[] | null): Promise<CodeFile[]> {
    const key = JSON.stringify([commit, files]);
    const known = this.#lists.get(key);
    if (known) return known;
    const list = this.#list(commit, files);
    list.catch(() => this.#lists.delete(key));
    this.#lists.set(key, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > KEPT_LISTS && oldest !== undefined) this.#lists.delete(oldest);
    return list;
  }

  async #list(commit: Sha, files: string[] | null): Promise<CodeFile[]> {
    const list: CodeFile[] = [];
    const matches = this.#filterOf(files);
    const known = files === null ? this.#repository.tree(commit) : this.#repository.list(commit, files);
    for (const [path, entry] of await known) {
      if (isRegular(entry) && this.#isCode(path) && matches(path)) list.push(this.#fileOf(path, entry.blob));
    }
    return list;
  }

  /** Commits hold mostly the same files: one object stands for all of them. */
  #fileOf(path: string, blob: Sha): CodeFile {
    const known = this.#files.get(path);
    if (known?.blob === blob) return known;
    const file = { path, blob };
    this.#files.set(path, file);
    return file;
  }

  #filterOf(files: string[] | null): (path: string) => boolean {
    if (files === null) return () => true;
    const key = JSON.stringify(files);
    const known = this.#filters.get(key) ?? remember(matchesAny(files));
    this.#filters.set(key, known);
    return known;
  }
}

function byPlace(a: Mention, b: Mention): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.column - b.column || a.term - b.term;
}

const tooLarge = (path: string): Error =>
  new Error(
    `${path} is over 8 MiB and holds one of the words that are searched for: if it is no code, add it to code.exclude in the manifest`,
  );

/** Globs are slow beside a look-up, and commits hold mostly the same paths. */
function remember(test: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const answer = known.get(path) ?? test(path);
    known.set(path, answer);
    return answer;
  };
}
