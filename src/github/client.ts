/** GitHub's API over an octokit: counted, tried again where that helps, ended in time, and failing in our words. */
import { failureOf, headersOf, toldWithout } from './failure.ts';
import type { Fetched, Init } from './fetch-over-http.ts';
import { type Answer, type Github, GithubError, type Made, ownerAndName } from './github.ts';

/** What @actions/github and Probot both hand out, as far as it is used here. */
export interface Octokit {
  request(route: string, parameters?: Record<string, unknown>): Promise<unknown>;
  graphql(query: string, parameters?: Record<string, unknown>): Promise<unknown>;
}

export interface ClientOptions {
  /** Milliseconds for one call, its tries included; 30,000 by default. */
  callLimit?: number;
  /** Milliseconds for all calls together, from the first on; none by default. */
  wholeLimit?: number;
  /** Waits; a test hands in one that does not. */
  pause?: (milliseconds: number) => Promise<void>;
  /** Rings after so many milliseconds, unless it is called off; a test hands in one that rings when it says. */
  timer?: (milliseconds: number, ring: () => void) => () => void;
  fetch?: (
    url: URL,
    init: Init,
  ) => Promise<Pick<Fetched, 'ok' | 'status'> & { body: Fetched['body'] | null }>;
}

const CALL_LIMIT = 30_000;
const TRIES = 3;
/** Answers kept for `If-None-Match`: an answer that has not changed costs nothing of the hour's limit. */
const KEPT = 500;

interface Raw {
  status: number;
  headers: unknown;
  data: unknown;
}

const nameOfQuery = (query: string): string => /^\s*query\s+(\w+)/.exec(query)?.[1] ?? 'a GraphQL query';
const pathOf = (route: string): string => route.replace(/^[A-Z]+ /, '');
const isRead = (route: string): boolean => /^(?:GET|HEAD) /.test(route);

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export function githubOver(octokit: Octokit, options: ClientOptions = {}): Github {
  return new Client(octokit, options);
}

class Client implements Github {
  readonly made: Made = { rest: 0, graphql: 0 };
  readonly #octokit: Octokit;
  readonly #options: ClientOptions;
  readonly #kept = new Map<string, Answer<unknown>>();
  #started: number | null = null;

  constructor(octokit: Octokit, options: ClientOptions) {
    this.#octokit = octokit;
    this.#options = options;
  }

  async request<T>(route: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<Answer<T>> {
    const key = isRead(route) ? JSON.stringify([route, parameters]) : null;
    const known = key === null ? undefined : this.#kept.get(key);
    const etag = known?.headers.etag;
    const headers = { ...((parameters.headers as object) ?? {}), ...(etag ? { 'if-none-match': etag } : {}) };
    const answer = await this.#tried(route, isRead(route), async (signal) => {
      this.made.rest += 1;
      const raw = (await this.#octokit.request(route, {
        ...parameters,
        headers,
        request: { signal },
      })) as Raw;
      return { ...raw, data: wholeOf(raw, route) };
    }).catch((error: unknown) => {
      if (known && error instanceof GithubError && error.status === 304) return known;
      throw error;
    });
    const told = { status: answer.status, headers: headersOf(answer.headers), data: answer.data };
    if (key !== null && told.headers.etag) this.#keep(key, told);
    return told as Answer<T>;
  }

  async graphql<T>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    optional: readonly string[] = [],
  ): Promise<T> {
    const data = await this.#tried(nameOfQuery(query), true, async (signal) => {
      this.made.graphql += 1;
      const asking = this.#octokit.graphql(query, { ...variables, request: { signal } });
      const told = await asking.catch((error: unknown) => toldWithout(optional, error));
      // Of what is cut octokit makes nothing at all.
      if (typeof told !== 'object' || told === null) throw cut(nameOfQuery(query));
      return told;
    });
    return data as T;
  }

  async tarball(repository: string, commit: string): Promise<ReadableStream<Uint8Array>> {
    const route = 'GET /repos/{owner}/{repo}/tarball/{ref}';
    return await this.#tried(route, true, async (signal) => {
      this.made.rest += 1;
      const request = { signal, redirect: 'manual', parseSuccessResponseBody: false };
      const parameters = { ...ownerAndName(repository), ref: commit, request };
      const answer = (await this.#octokit.request(route, parameters)) as Raw;
      const location = headersOf(answer.headers).location;
      if (location === undefined) return streamOf(answer.data, route);
      return await this.#followed(location, route, signal);
    });
  }

  /** The place that GitHub names holds a pass of its own: the token does not go there. */
  async #followed(location: string, route: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const url = URL.parse(location);
    const isLoopback = url !== null && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
    if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))) {
      throw new GithubError(route, `GitHub names a place for ${route} that is not https`, {
        trouble: 'malformed',
        status: null,
        next: 'Report it to whoever runs this GitHub server.',
      });
    }
    const response = await (this.#options.fetch ?? fetch)(url, { signal, redirect: 'error' });
    if (!response.ok || response.body === null) {
      throw Object.assign(new Error(`status ${response.status}`), { status: response.status });
    }
    return response.body;
  }

  /** Tries a call again where nothing came or a limit ends soon; a write is tried again only where it was not carried out. */
  async #tried<T>(asked: string, safe: boolean, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const end = this.#endOf();
    for (let attempt = 1; ; attempt += 1) {
      const left = end - Date.now();
      try {
        return await within(call, left, asked, this.#options.timer ?? startTimer);
      } catch (error) {
        const failure = failureOf(error, asked, Date.now());
        const wait = waitBefore(failure, attempt, safe);
        if (wait === null || Date.now() + wait >= end) throw failure;
        await (this.#options.pause ?? sleep)(wait);
      }
    }
  }

  #endOf(): number {
    this.#started ??= Date.now();
    const { callLimit = CALL_LIMIT, wholeLimit = Number.POSITIVE_INFINITY } = this.#options;
    return Math.min(Date.now() + callLimit, this.#started + wholeLimit);
  }

  #keep(key: string, answer: Answer<unknown>): void {
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function startTimer(milliseconds: number, ring: () => void): () => void {
  const timer = setTimeout(ring, milliseconds);
  return () => clearTimeout(timer);
}

async function within<T>(
  call: (signal: AbortSignal) => Promise<T>,
  left: number,
  asked: string,
  timer: NonNullable<ClientOptions['timer']>,
): Promise<T> {
  const controller = new AbortController();
  const late = new GithubError(asked, `GitHub did not answer ${pathOf(asked)} in time`, {
    trouble: 'unreachable',
    status: null,
    next: 'Try again later; nothing was decided from what is missing.',
  });
  const callOff = timer(Math.max(1, left), () => controller.abort(late));
  try {
    return await call(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? late : error;
  } finally {
    callOff();
  }
}

/** octokit hands on as text what it cannot read: what is cut, and what comes without a word of what it is. */
function wholeOf({ status, data }: Raw, asked: string): unknown {
  if (status === 204) return null;
  const read = typeof data === 'string' ? parsed(data) : data;
  if (typeof read !== 'object' || read === null) throw cut(asked);
  return read;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const cut = (asked: string): GithubError =>
  new GithubError(asked, `GitHub's answer to ${asked} is no whole JSON`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again later; nothing was decided from a part of it.',
  });

/** Milliseconds to wait before the next try; null: none would help. */
function waitBefore(failure: GithubError, attempt: number, safe: boolean): number | null {
  if (attempt >= TRIES) return null;
  if (failure.trouble === 'limited') {
    return failure.retryAt === null ? 1000 * 2 ** attempt : Math.max(0, failure.retryAt - Date.now());
  }
  const again = failure.trouble === 'unreachable' || failure.trouble === 'malformed';
  return safe && again ? 200 * 4 ** (attempt - 1) : null;
}

function streamOf(data: unknown, asked: string): ReadableStream<Uint8Array> {
  if (data instanceof ReadableStream) return data as ReadableStream<Uint8Array>;
  if (data instanceof ArrayBuffer) return new Blob([data]).stream() as ReadableStream<Uint8Array>;
  throw new GithubError(asked, `GitHub answered ${asked} with something that is no file`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again later.',
  });
}
