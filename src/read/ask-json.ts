/**
 * One question over HTTP, answered in JSON or refused with a reason. It may take a limited time and a limited number
 * of bytes, tries included, and stays at the host that the manifest names.
 */
import { addressOf } from './ask-json/address.ts';
import { readBody } from './ask-json/body.ts';
import { plain, problemOf } from './ask-json/problem.ts';
import { readToken } from './ask-json/token.ts';

export interface JsonQuestion {
  url: string;
  /** Sent with POST; left out: GET. */
  body?: unknown;
  /** The name of the environment variable that holds the bearer token; null: none is sent. */
  tokenEnv: string | null;
  env: NodeJS.ProcessEnv;
  /** Milliseconds for everything; 10,000 by default. */
  budget?: number;
  /** Bytes of an answer; 8 MiB by default. */
  limit?: number;
}

/** `why` is a sentence without a full stop and never holds the token; `problem` is what the server's own error said. */
export type JsonAnswer =
  | { ok: true; value: unknown }
  | { ok: false; why: string; status: number | null; problem: Record<string, unknown> | null };

type Try = { answer: JsonAnswer } | { retry: string; after: number | null };

const BUDGET = 10_000;
const LIMIT = 8 * 1024 * 1024;
const FIRST_PAUSE = 200;
const REDIRECTS = 3;
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Never rejects. */
export async function askJson(question: JsonQuestion): Promise<JsonAnswer> {
  const address = addressOf(question.url);
  if ('refused' in address) return refuse(address.refused);
  const token = readToken(question.tokenEnv, question.env);
  if ('refused' in token) return refuse(token.refused);
  const hide = (text: string): string => (token.value === null ? text : text.replaceAll(token.value, '***'));
  const answer = await askWithin(question, address.url, token.value);
  return answer.ok ? answer : { ...answer, why: hide(answer.why) };
}

async function askWithin(question: JsonQuestion, url: URL, token: string | null): Promise<JsonAnswer> {
  const budget = question.budget ?? BUDGET;
  const end = performance.now() + budget;
  let pause = FIRST_PAUSE;
  for (let tries = 1; ; tries += 1) {
    const tried = await askOnce(question, url, token, end);
    if ('answer' in tried) return tried.answer;
    const wait = tried.after ?? pause * (0.75 + Math.random() / 2);
    const left = end - performance.now();
    if (wait >= left) {
      const spent = Math.max(0, budget - Math.max(left, 0)) / 1000;
      const times = tries === 1 ? 'once' : `${tries} times`;
      return refuse(`${tried.retry} (tried ${times} in ${spent.toFixed(1)} s)`);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    pause *= 2;
  }
}

async function askOnce(question: JsonQuestion, url: URL, token: string | null, end: number): Promise<Try> {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new Error('out of time')),
    Math.max(0, end - performance.now()),
  );
  try {
    const response = await follow(question, url, token, controller.signal);
    if (typeof response === 'string') return { answer: refuse(response) };
    const body = await readBody(response, question.limit ?? LIMIT);
    return judge(url, response, body);
  } catch (error) {
    const why = controller.signal.aborted
      ? 'did not answer in time'
      : `could not be reached: ${causeOf(error)}`;
    // What is out of time has nothing left to try with.
    return {
      retry: `${url.host} ${why}`,
      after: controller.signal.aborted ? Number.POSITIVE_INFINITY : null,
    };
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

/** Follows redirects on the same host; a string says why one was not followed. */
async function follow(
  question: JsonQuestion,
  start: URL,
  token: string | null,
  signal: AbortSignal,
): Promise<Response | string> {
  let url = start;
  for (let hops = 0; hops <= REDIRECTS; hops += 1) {
    const response = await fetch(url.href, requestFor(question, token, signal));
    if (response.status < 300 || response.status > 399 || response.status === 304) return response;
    const next = nextOf(response.headers.get('location'), url);
    if (!next) return `${start.host} redirects without saying where to`;
    if (!staysAt(start, next)) {
      return `${start.host} redirects to ${plain(next.host, 100)}, and only the host that the manifest names is asked`;
    }
    if (question.body !== undefined && response.status < 307) {
      return `${start.host} redirects a question (POST) in a way that would lose it (status ${response.status}): put the final address into the manifest`;
    }
    await response.body?.cancel();
    url = next;
  }
  return `${start.host} redirects more than ${REDIRECTS} times`;
}

function requestFor(question: JsonQuestion, token: string | null, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (token !== null) headers.authorization = `Bearer ${token}`;
  if (question.body === undefined) return { headers, signal, redirect: 'manual' };
  headers['content-type'] = 'application/json';
  return { method: 'POST', headers, signal, redirect: 'manual', body: JSON.stringify(question.body) };
}

function nextOf(location: string | null, url: URL): URL | null {
  return location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null;
}

function staysAt(start: URL, next: URL): boolean {
  if (next.username !== '' || next.password !== '') return false;
  if (next.protocol === start.protocol) return next.host === start.host;
  return start.protocol === 'http:' && next.protocol === 'https:' && next.hostname === start.hostname;
}

type Body = Awaited<ReturnType<typeof readBody>>;

function judge(url: URL, response: Response, body: Body): Try {
  const status = response.status;
  if (PASSING.has(status)) {
    return { retry: `${url.host} answered with status ${status}`, after: pauseOf(response.headers) };
  }
  if (status < 200 || status > 299) {
    const problem = 'value' in body ? problemOf(body.value) : null;
    return { answer: { ok: false, why: explainStatus(url, status, problem), status, problem } };
  }
  if ('refused' in body) {
    return { answer: { ok: false, why: `${url.host} ${body.refused}`, status, problem: null } };
  }
  return { answer: { ok: true, value: body.value } };
}

function explainStatus(url: URL, status: number, problem: Record<string, unknown> | null): string {
  const said = [problem?.title, problem?.detail].filter((part) => typeof part === 'string').join(': ');
  const about = said === '' ? '' : ` (it says: ${plain(said, 200)})`;
  if (status === 401) return `${url.host} does not accept the token (status 401)${about}`;
  if (status === 403) return `the token may not ask this of ${url.host} (status 403)${about}`;
  if (status === 404) return `${url.host} has nothing at ${url.pathname} (status 404)${about}`;
  return `${url.host} answered with status ${status}${about}`;
}

/** Milliseconds that the server asks to wait; null: it does not say. */
function pauseOf(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, until - Date.now());
}

/** The innermost reason, such as `connect ECONNREFUSED 127.0.0.1:1`. */
function causeOf(error: unknown): string {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return plain(cause instanceof Error ? cause.message || cause.name : String(cause), 200);
}

const refuse = (why: string): JsonAnswer => ({ ok: false, why, status: null, problem: null });
