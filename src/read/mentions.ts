/** Where code mentions what a change is about, at a commit: each content is searched once, however many commits hold it. */
import { codeFilter, compileTerms, type FoundMention, matchesAny } from '../code/index.ts';
import type { Manifest, Mention, Mentions, Sha, Term } from '../model.ts';
import { isRegular, type Repository, TOO_LARGE } from './repository.ts';

interface File {
  path: string;
  blob: Sha;
}

/** Above this many unseen contents one search by git costs less than reading them. */
const SEARCH_FROM = 400;
const AT_ONCE = 128;

/** Answers the question `mentions` for one repository; throws where a file that may matter could not be read. */
export class MentionSearch {
  readonly #repository: Repository;
  readonly #isCode: (path: string) => boolean;
  readonly #byTerms = new Map<string, TermSearch>();
  readonly #filters = new Map<string, (path: string) => boolean>();

  constructor(repository: Repository, manifest: Manifest | null) {
    this.#repository = repository;
    this.#isCode = remember(
      codeFilter(
        manifest?.code ?? { include: [], exclude: [] },
        manifest?.databases.flatMap((database) => database.migrations) ?? [],
        manifest?.files ?? [],
      ),
    );
  }

  /** `files` null: all code; else code that matches any of the globs. */
  async find(commit: Sha, files: string[] | null, terms: Term[]): Promise<Mentions> {
    const matches = this.#filterOf(files);
    const found: File[] = [];
    for (const [path, entry] of await this.#repository.tree(commit)) {
      if (isRegular(entry) && this.#isCode(path) && matches(path)) found.push({ path, blob: entry.blob });
    }
    return { commit, files: found, mentions: await this.#searchOf(terms).find(commit, found) };
  }

  #searchOf(terms: Term[]): TermSearch {
    const key = JSON.stringify(terms);
    const known = this.#byTerms.get(key) ?? new TermSearch(this.#repository, terms);
    this.#byTerms.set(key, known);
    return known;
  }

  #filterOf(files: string[] | null): (path: string) => boolean {
    if (files === null) return () => true;
    const key = JSON.stringify(files);
    const known = this.#filters.get(key) ?? remember(matchesAny(files));
    this.#filters.set(key, known);
    return known;
  }
}

/** Globs are slow beside a look-up, and commits hold mostly the same paths. */
function remember(test: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const answer = known.get(path) ?? test(path);
    known.set(path, answer);
    return answer;
  };
}

/** One list of terms; what was found in a content at a path is kept, for the path has a say in what is a mention. */
class TermSearch {
  readonly #repository: Repository;
  readonly #compiled: ReturnType<typeof compileTerms>;
  readonly #found = new Map<string, FoundMention[]>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(repository: Repository, terms: Term[]) {
    this.#repository = repository;
    this.#compiled = compileTerms(terms);
  }

  /** One commit after another, so that a content which two of them hold is not read twice at once. */
  find(commit: Sha, files: File[]): Promise<Mention[]> {
    const run = this.#turn.then(() => this.#findNow(commit, files));
    this.#turn = run.catch(() => undefined);
    return run;
  }

  async #findNow(commit: Sha, files: File[]): Promise<Mention[]> {
    if (this.#compiled.words.length === 0) return [];
    const unseen = files.filter((file) => !this.#found.has(keyOf(file)));
    await this.#look(commit, await this.#candidates(commit, unseen));
    return files.flatMap((file) =>
      (this.#found.get(keyOf(file)) ?? []).map((found) => ({ path: file.path, ...found })),
    );
  }

  async #candidates(commit: Sha, unseen: File[]): Promise<File[]> {
    if (unseen.length < SEARCH_FROM) return unseen;
    const paths = await this.#repository.search(commit, this.#compiled.words);
    for (const file of unseen) if (!paths.has(file.path)) this.#found.set(keyOf(file), []);
    return unseen.filter((file) => paths.has(file.path));
  }

  async #look(commit: Sha, files: File[]): Promise<void> {
    const large: File[] = [];
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const part = files.slice(at, at + AT_ONCE);
      const texts = await this.#repository.texts(part.map(({ blob }) => blob));
      for (const file of part) {
        const text = texts.get(file.blob) ?? null;
        if (text === TOO_LARGE) large.push(file);
        else this.#found.set(keyOf(file), text === null ? [] : this.#compiled.find(file.path, text));
      }
    }
    if (large.length > 0) await this.#settleLarge(commit, large);
  }

  /** A file that is too large to read mentions nothing if it holds none of the words; else nobody can say. */
  async #settleLarge(commit: Sha, large: File[]): Promise<void> {
    const paths = await this.#repository.search(commit, this.#compiled.words);
    const open = large.find((file) => paths.has(file.path));
    if (open) {
      throw new Error(
        `${open.path} is over 8 MiB and holds one of the words that are searched for: ` +
          'if it is no code, add it to code.exclude in the manifest',
      );
    }
    for (const file of large) this.#found.set(keyOf(file), []);
  }
}

const keyOf = (file: File): string => `${file.blob}:${file.path}`;
