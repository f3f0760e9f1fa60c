/** Errors as they travel: RFC 9457 problems, each with a type of its own. Nothing of a stack or of a token gets into one. */

/** Every problem there is: status and title. The list in `schema/query-log.openapi.yaml` is the same (a test holds them together). */
export const PROBLEMS = {
  'invalid-request': [400, 'The request is not in the form of the protocol'],
  'invalid-json': [400, 'The body is not JSON'],
  'unsupported-protocol': [400, 'This protocol is not spoken here'],
  'window-in-future': [400, 'The window ends in the future'],
  'window-too-long': [400, 'The window is longer than what is kept'],
  'clock-ahead': [400, 'A time lies in the future'],
  unauthorized: [401, 'A bearer token is needed'],
  forbidden: [403, 'The token may not do this'],
  'forbidden-host': [403, 'Without a token this server answers to its own machine only'],
  'no-such-path': [404, 'There is nothing at this path'],
  'unknown-comparison': [404, 'Nobody has reported this comparison'],
  'unknown-backfill': [404, 'Nobody has reported this backfill'],
  'method-not-allowed': [405, 'The path does not take this method'],
  'request-timeout': [408, 'The request did not arrive in time'],
  'out-of-date': [409, 'A newer report is already kept'],
  'too-large': [413, 'The body is too large'],
  'uri-too-long': [414, 'The address is too long'],
  'unsupported-media-type': [415, 'The body is of a type that is not read here'],
  'expectation-failed': [417, 'The expectation cannot be met'],
  'unknown-object': [422, 'The schema has no such object'],
  'unknown-database': [422, 'There is no such database here'],
  'invalid-record': [422, 'A line of the batch cannot be taken'],
  'key-reused': [422, 'This idempotency key was used for another body'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'This is a mistake in Lanekeeper'],
  'store-unavailable': [503, 'The store cannot be used now'],
  busy: [503, 'Too many requests at once'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemName = keyof typeof PROBLEMS;

export const typeOf = (name: ProblemName): string => `urn:lanekeeper:problem:${name}`;

export interface ProblemExtras {
  headers?: Record<string, string>;
  /** Members beside the five of the RFC: `objects`, `line`, `errors`. */
  members?: Record<string, unknown>;
}

/** Thrown by whatever refuses a request; `detail` is a sentence for people. */
export class Refusal extends Error {
  readonly problem: ProblemName;
  readonly extras: ProblemExtras;

  constructor(problem: ProblemName, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.name = 'Refusal';
    this.problem = problem;
    this.extras = extras;
  }
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** A string goes as it is, with the content type that the headers say; anything else as JSON; left out: no body. */
  body?: unknown;
}

/** Control and direction characters that a caller sent us do not come back in a sentence. */
const plain = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\p{Cs}]+/gu, ' ').slice(0, 1000);

export function replyOf({ problem, message, extras }: Refusal): Reply {
  const [status, title] = PROBLEMS[problem];
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...extras.headers },
    body: { type: typeOf(problem), title, status, detail: plain(message), ...extras.members },
  };
}
