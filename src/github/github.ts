/** What Lanekeeper needs of GitHub's API: REST, GraphQL and a commit's tarball. Whoever decides or publishes knows no more. */

export interface Answer<T> {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  data: T;
}

/** How many requests were made so far, tries that failed included. */
export interface Made {
  rest: number;
  graphql: number;
}

export interface Github {
  /**
   * One REST call, its route as GitHub's documentation writes it (`GET /repos/{owner}/{repo}/pulls/{pull_number}`), the
   * other parameters as query or body. Reads are tried again where that may help. Throws `GithubError`.
   */
  request<T = unknown>(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<Answer<T>>;
  /** One GraphQL query. An answer with errors is an error, but for fields of `optional` that the token may not read: null. */
  graphql<T = unknown>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    optional?: readonly string[],
  ): Promise<T>;
  /** A commit's files as GitHub packs them: a gzipped tar, streamed. */
  tarball(repository: string, commit: string): Promise<ReadableStream<Uint8Array>>;
  readonly made: Readonly<Made>;
}

export type Trouble =
  /** Nobody answered, or not in time, or only half. */
  | 'unreachable'
  /** The token may not do it. */
  | 'forbidden'
  /** It is not there, or the token may not see it. */
  | 'not-found'
  /** Too many requests for now. */
  | 'limited'
  /** The request is wrong, or what it needs has changed meanwhile. */
  | 'refused'
  /** The answer is not what GitHub's description says. */
  | 'malformed';

/** What was asked, what came, and the next step; no secret is ever in it. */
export class GithubError extends Error {
  readonly trouble: Trouble;
  /** HTTP status; null: there was none. */
  readonly status: number | null;
  readonly asked: string;
  readonly next: string;
  /** When it may be tried again, where GitHub says so: milliseconds since the epoch. */
  readonly retryAt: number | null;

  constructor(
    asked: string,
    message: string,
    about: { trouble: Trouble; status: number | null; next: string; retryAt?: number | null },
  ) {
    super(message);
    this.name = 'GithubError';
    this.asked = asked;
    this.trouble = about.trouble;
    this.status = about.status;
    this.next = about.next;
    this.retryAt = about.retryAt ?? null;
  }
}

/** `acme/shop` in the two parts that routes and queries take. Throws for anything else. */
export function ownerAndName(repository: string): { owner: string; repo: string } {
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9_-]*)?)\/([A-Za-z0-9._-]+)$/.exec(repository);
  const [, owner, repo] = match ?? [];
  if (owner === undefined || repo === undefined || repo === '.' || repo === '..') {
    throw new Error(`${JSON.stringify(repository)} is no repository's name; expected owner/name`);
  }
  return { owner, repo };
}
