/** One request: found, allowed, admitted, answered. Whatever goes wrong becomes a problem. */
import type { IncomingMessage } from 'node:http';
import { UserError } from '../../user-error.ts';
import { Refusal, type Reply, replyOf } from './problem.ts';
import { readBody } from './read-body.ts';
import { parseJson } from './read-json.ts';
import { type Asked, type Method, matchPath, type Route, type Scope } from './route.ts';
import { ROUTES } from './routes/index.ts';
import type { Served } from './served.ts';
import { type Grant, namesThisMachine, scopesOf } from './tokens.ts';
import type { Turns } from './turns.ts';

export interface Desk {
  served: Served;
  grants: readonly Grant[];
  turns: Turns;
  /** Told of what is a mistake of ours; callers hear of its number alone. */
  mistake(error: unknown): string;
}

/** Never rejects. */
export async function answerRequest(request: IncomingMessage, desk: Desk): Promise<Reply> {
  try {
    return await serveRequest(request, desk);
  } catch (error) {
    if (error instanceof Refusal) return replyOf(error);
    return replyOf(explain(error, desk));
  }
}

function explain(error: unknown, { mistake }: Desk): Refusal {
  const number = mistake(error);
  const told = `the log of the server says more (${number}).`;
  // What the file of the store cannot do is an error of the person's at the door; here it passes, or somebody has to look.
  if (error instanceof UserError)
    return new Refusal('store-unavailable', `nothing was changed; ${told}`, {
      headers: { 'retry-after': '2' },
    });
  return new Refusal('internal', told);
}

async function serveRequest(request: IncomingMessage, desk: Desk): Promise<Reply> {
  const { path, query } = splitAddress(request.url ?? '/');
  const { route, names } = findRoute(path);
  const method = findMethod(route, request.method ?? 'GET');
  const scopes = requireScope(request, method.scope, desk.grants);
  const { served, turns } = desk;
  return await turns.take(method.size === 'delivery' ? 'delivery' : 'question', async () => {
    const text = (): Promise<string> => readBody(request, termsOf(method, route, served));
    const json = async (): Promise<unknown> => parseJson(await text());
    const asked: Asked = { names, query, headers: request.headers, mayRead: scopes.has('read'), json, text };
    return await method.answer(asked, served);
  });
}

function termsOf({ takes = [], size = 'question' }: Method, { hint }: Route, { limits }: Served) {
  return {
    types: takes,
    largest: limits[size],
    time: limits.bodyTime,
    packed: size === 'delivery',
    ...(hint !== undefined && { hint }),
  };
}

function splitAddress(url: string): { path: string; query: URLSearchParams } {
  if (url.length > 4096) throw new Refusal('uri-too-long', 'at most 4,096 characters.');
  const at = url.indexOf('?');
  return at < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, at), query: new URLSearchParams(url.slice(at + 1)) };
}

function findRoute(path: string): { route: Route; names: string[] } {
  for (const route of ROUTES) {
    const names = matchPath(route.path, path);
    if (names) return { route, names };
  }
  throw new Refusal('no-such-path', `known are ${ROUTES.map((route) => route.path).join(', ')}.`);
}

/** HEAD is answered as GET is; the door leaves the body out. */
function findMethod({ methods, path }: Route, told: string): Method {
  const name = told === 'HEAD' ? 'GET' : told;
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method) return method;
  const known = Object.keys(methods);
  const allow = [...known, ...(known.includes('GET') ? ['HEAD'] : [])].join(', ');
  throw new Refusal('method-not-allowed', `${path} takes ${allow}.`, { headers: { allow } });
}

const EVERY: ReadonlySet<Scope> = new Set(['read', 'write', 'none']);
const NONE: ReadonlySet<Scope> = new Set(['none']);

function requireScope(request: IncomingMessage, scope: Scope, grants: readonly Grant[]): ReadonlySet<Scope> {
  if (grants.length === 0) {
    if (namesThisMachine(request.headers.host)) return EVERY;
    throw new Refusal('forbidden-host', 'ask it as localhost, or start it with a token.');
  }
  const scopes = scopesOf(request.headers.authorization, grants);
  if (scope === 'none') return scopes ?? NONE;
  if (scopes === null)
    throw new Refusal('unauthorized', 'send it as "Authorization: Bearer TOKEN".', {
      headers: { 'www-authenticate': 'Bearer realm="lanekeeper query-log"' },
    });
  if (scopes.has(scope)) return scopes;
  throw new Refusal('forbidden', scope === 'write' ? 'it may only ask.' : 'it may only report.', {
    headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' },
  });
}
