/** What went wrong with a request, in words that name the permission or the limit. */
import { GithubError, type Trouble } from './github.ts';
import { permissionFor, permissionForField } from './permissions.ts';

/** What octokit throws, as far as anybody can rely on it. */
interface Thrown {
  /** Of an answer to a query that has errors. */
  errors?: unknown;
  data?: unknown;
  status?: unknown;
  message?: unknown;
  name?: unknown;
  response?: { status?: unknown; headers?: unknown; data?: unknown };
  headers?: unknown;
  cause?: unknown;
}

export type Headers = Readonly<Record<string, string>>;

export function headersOf(value: unknown): Headers {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)] as const),
  );
}

/** When the limit ends: milliseconds since the epoch; null: the answer does not say. */
export function retryAt(headers: Headers, now: number): number | null {
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return now + after * 1000;
  const reset = Number(headers['x-ratelimit-reset']);
  return headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset) ? reset * 1000 : null;
}

const said = (thrown: Thrown): string => {
  const data = thrown.response?.data;
  const message =
    typeof data === 'object' && data !== null && 'message' in data ? String(data.message) : thrown.message;
  return String(message ?? 'no reason given')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
};

function isLimited(status: number, headers: Headers, text: string): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (headers['x-ratelimit-remaining'] === '0' ||
      headers['retry-after'] !== undefined ||
      /rate limit|abuse detection/i.test(text))
  );
}

function troubleOf(status: number, headers: Headers, text: string): Trouble {
  if (isLimited(status, headers, text)) return 'limited';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  return status >= 500 ? 'unreachable' : 'refused';
}

/** In GitHub's own words where it says them, else as its documentation has it. */
function permissionOf(asked: string, headers: Headers): string {
  const accepted = headers['x-accepted-github-permissions'];
  return accepted ? `one of: ${accepted.replace(/; /g, ' or ')}` : permissionFor(asked);
}

function nextStep(trouble: Trouble, permission: string, at: number | null): string {
  switch (trouble) {
    case 'limited':
      return at === null
        ? 'Try again in a few minutes; fewer jobs at once help.'
        : `Nothing to do: it can be asked again at ${new Date(at).toISOString()}.`;
    case 'forbidden':
      return permission === '' ? 'Give the token the right to do it.' : `Give the token ${permission}.`;
    case 'not-found':
      return permission === ''
        ? 'Check that it exists and that the token may see it.'
        : `Check that it exists; a token that may not see it gets the same answer: ${permission}.`;
    case 'unreachable':
      return 'Try again later; nothing was decided from what is missing.';
    default:
      return 'Try again: what it was about may have changed meanwhile.';
  }
}

/** Puts what was thrown into our words. `asked` is the route, or the query's name. */
export function failureOf(error: unknown, asked: string, now: number): GithubError {
  if (error instanceof GithubError) return error;
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const headers = headersOf(thrown.response?.headers ?? thrown.headers);
  const status = Number(thrown.response?.status ?? thrown.status);
  const text = said(thrown);
  if (Array.isArray(thrown.errors)) return answeredWithErrors(thrown.errors, asked, headers, now);
  if (!Number.isInteger(status) || status < 100 || isHalfRead(thrown, status)) {
    const trouble = thrown.name === 'SyntaxError' ? 'malformed' : 'unreachable';
    return new GithubError(asked, `GitHub gave no whole answer to ${asked}: ${text}`, {
      trouble,
      status: null,
      next: nextStep('unreachable', '', null),
    });
  }
  const trouble = troubleOf(status, headers, text);
  const at = trouble === 'limited' ? retryAt(headers, now) : null;
  return new GithubError(asked, `GitHub answered ${status} to ${asked}: ${text}`, {
    trouble,
    status,
    next: nextStep(trouble, permissionOf(asked, headers), at),
    retryAt: at,
  });
}

/** What GitHub calls an error of a query. What it has no name for is its own trouble, and passes. */
const TYPES: Readonly<Record<string, Trouble>> = {
  FORBIDDEN: 'forbidden',
  INSUFFICIENT_SCOPES: 'forbidden',
  NOT_FOUND: 'not-found',
  RATE_LIMITED: 'limited',
};

/** A query is answered with status 200 whatever went wrong in it. */
function answeredWithErrors(
  errors: readonly unknown[],
  asked: string,
  headers: Headers,
  now: number,
): GithubError {
  const [first] = errors as { type?: unknown; message?: unknown; path?: unknown }[];
  const text = String(first?.message ?? 'no reason given')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
  const trouble = TYPES[String(first?.type)] ?? (/rate limit/i.test(text) ? 'limited' : 'unreachable');
  const at = trouble === 'limited' ? retryAt(headers, now) : null;
  const path: readonly unknown[] = Array.isArray(first?.path) ? first.path : [];
  const permission = permissionForField(path) || permissionFor(asked);
  const field = path.length === 0 ? '' : ` (at ${path.join('.')})`;
  return new GithubError(asked, `GitHub answered ${asked} with an error: ${text}${field}`, {
    ...{ trouble, status: null, retryAt: at },
    next: nextStep(trouble, permission, at),
  });
}

/** What an answer holds beside fields that were refused and may be; throws the error where anything else is wrong. */
export function toldWithout(optional: readonly string[], error: unknown): unknown {
  const { errors, data } = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const may = (one: { type?: unknown; path?: unknown }): boolean =>
    one.type === 'FORBIDDEN' && Array.isArray(one.path) && optional.includes(String(one.path.at(-1)));
  if (Array.isArray(errors) && errors.length > 0 && errors.every(may)) return data;
  throw error;
}

/** octokit gives status 500 to what never came. */
function isHalfRead(thrown: Thrown, status: number): boolean {
  return status === 500 && thrown.response === undefined;
}
