/**
 * A double of GitHub: a real server over real git repositories, REST and GraphQL. What is asked of it and what it answers is
 * held against GitHub's published descriptions; what breaks them is in `violations`, and `stop` throws.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleUser } from './bodies.ts';
import { answerMistakes, type Matched, match, requestMistakes } from './description.ts';
import { Graph } from './graph.ts';
import { type Asked, handlers, refused, type Told } from './rest.ts';
import { Hosted, type User, user } from './state.ts';

export interface Token {
  by: User;
  /** 15368 is GitHub Actions. */
  app: number;
  /** Left out: it may do everything. Else only what is named: `statuses: 'write'`. */
  permissions?: Record<string, 'read' | 'write'>;
}

export interface Request {
  method: string;
  /** `POST /repos/{owner}/{repo}/statuses/{sha}`, or `GraphQL PullRequest`. */
  route: string;
  path: string;
  status: number;
}

export interface Failure {
  /** Which calls: a part of the route. */
  route: string | RegExp;
  /** The first call that fails, from 1 on; default 1. */
  from?: number;
  /** How many fail; default all. */
  times?: number;
  status?: number;
  headers?: Record<string, string>;
  message?: string;
  kind?: 'status' | 'cut' | 'half' | 'truncated' | 'silent';
}

const PERMISSIONS: readonly (readonly [RegExp, string, 'read' | 'write'])[] = [
  [/^POST .*\/statuses\//, 'statuses', 'write'],
  [/^(?:POST|PATCH) .*\/check-runs/, 'checks', 'write'],
  [/^(?:POST|PATCH) .*\/(?:issues|comments)/, 'pull_requests', 'write'],
  [/\/pulls\//, 'pull_requests', 'read'],
  [/\/actions\//, 'actions', 'read'],
  [/^GET \/orgs\//, 'members', 'read'],
  [/\/(?:compare|git|tarball)\//, 'contents', 'read'],
];

export class GithubDouble {
  readonly requests: Request[] = [];
  readonly violations: string[] = [];
  readonly repositories = new Map<string, Hosted>();
  readonly tokens = new Map<string, Token>();
  /** `acme/dba` -> logins. */
  readonly teams = new Map<string, string[]>();
  now = new Date().toISOString();
  /** Milliseconds that answering took so far. */
  spent = 0;
  readonly #failures: { failure: Failure; seen: number }[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.violations.push(`the double failed: ${error instanceof Error ? error.stack : String(error)}`);
        response.destroy();
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** Throws where GitHub's descriptions were broken. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.violations.length > 0)
      throw new Error(`GitHub's descriptions were broken:\n${this.violations.join('\n')}`);
  }

  host(name: string, folder: string): Hosted {
    const hosted = new Hosted(name, folder, () => this.now);
    this.repositories.set(name.toLowerCase(), hosted);
    return hosted;
  }

  token(text: string, by: string, more: Omit<Token, 'by' | 'app'> & { app?: number } = {}): string {
    this.tokens.set(text, { by: user(by), app: 15_368, ...more });
    return text;
  }

  fail(failure: Failure): void {
    this.#failures.push({ failure, seen: 0 });
  }

  heal(): void {
    this.#failures.length = 0;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begin = performance.now();
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString();
    if (url.pathname.startsWith('/codeload/')) return this.#sendArchive(url, response);
    const path = url.pathname.replace(/^\/api(?:\/v3)?(?=\/)/, '');
    const token = this.tokens.get((request.headers.authorization ?? '').replace(/^(?:token|bearer) /i, ''));
    const matched = path === '/graphql' ? null : match(method, path);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const route =
      matched?.route ?? (path === '/graphql' ? `GraphQL ${operationOf(body)}` : `${method} ${path}`);
    const failing = this.#failing(route);
    const told = failing ?? (await this.#tell({ route, path, token, matched, body, url }));
    this.requests.push({ method, route, path, status: told.status });
    if (!failing && matched) this.#hold(matched, body, told);
    this.spent += performance.now() - begin;
    await send(response, told, failing?.kind ?? null);
  }

  #failing(route: string): (Told & { kind: Failure['kind'] }) | null {
    for (const one of this.#failures) {
      const { route: which, from = 1, times = Number.POSITIVE_INFINITY } = one.failure;
      if (typeof which === 'string' ? !route.includes(which) : !which.test(route)) continue;
      one.seen += 1;
      if (one.seen < from || one.seen >= from + times) continue;
      const { status = 500, headers = {}, message = 'it fails', kind = 'status' } = one.failure;
      return { ...refused(status, message, headers), kind };
    }
    return null;
  }

  async #tell(call: {
    route: string;
    path: string;
    token: Token | undefined;
    matched: Matched | null;
    body: unknown;
    url: URL;
  }): Promise<Told> {
    const { route, path, token, matched, body, url } = call;
    if (!token) return refused(401, 'Bad credentials');
    if (path === '/graphql') {
      const { query, variables } = body as { query: string; variables?: Record<string, unknown> };
      const graph = new Graph((name) => this.repositories.get(name.toLowerCase()) ?? null, token.by);
      const answer = (await graph.answer(query, variables ?? {})) as { errors?: { message: string }[] };
      const broken = answer.errors?.find(({ message }) => !/^(?:Could not resolve|Requesting)/.test(message));
      if (broken) this.violations.push(`${route}: ${broken.message}`);
      return { status: 200, body: answer };
    }
    if (!matched) {
      this.violations.push(`${route} is not served`);
      return refused(404, 'Not Found');
    }
    const missing = lacking(route, token);
    if (missing !== null) {
      const header = { 'x-accepted-github-permissions': `${missing[0]}=${missing[1]}` };
      return refused(403, 'Resource not accessible by integration', header);
    }
    if (route.startsWith('GET /orgs/')) return this.#team(matched.parameters);
    const { owner, repo } = matched.parameters;
    const hosted = this.repositories.get(`${owner}/${repo}`.toLowerCase());
    if (!hosted) return refused(404, 'Not Found');
    if (route.includes('/tarball/')) {
      const location = `${this.url}/codeload/${hosted.name}/${hosted.commit(matched.parameters.ref ?? '')}`;
      return { status: 302, headers: { location } };
    }
    const handler = handlers[route];
    if (!handler) {
      this.violations.push(`${route} is described, and not served`);
      return refused(404, 'Not Found');
    }
    const asked: Asked = {
      parameters: matched.parameters,
      query: url.searchParams,
      body: (body ?? {}) as Record<string, unknown>,
      by: token.by,
      app: token.app,
    };
    return handler(hosted, asked);
  }

  #team({ org, team_slug: team, username }: Record<string, string>): Told {
    const members = this.teams.get(`${org}/${team}`);
    if (!members) return refused(404, 'Not Found');
    if (username === undefined)
      return { status: 200, body: members.slice(0, 1).map((login) => simpleUser(user(login))) };
    if (!members.includes(username)) return refused(404, 'Not Found');
    const url = `https://api.github.test/orgs/${org}/teams/${team}/memberships/${username}`;
    return { status: 200, body: { url, role: 'member', state: 'active' } };
  }

  #hold(matched: Matched, body: unknown, told: Told): void {
    const asked = requestMistakes(matched, body).map((one) => `${matched.route} was asked with ${one}`);
    const answered =
      told.body === undefined
        ? []
        : answerMistakes(matched, told.status, told.body).map(
            (one) => `${matched.route} was answered with ${one}`,
          );
    // What is wrong with a request is GitHub's to refuse.
    this.violations.push(...(told.status < 400 ? asked : []), ...answered);
  }

  #sendArchive(url: URL, response: ServerResponse): void {
    const [, , owner, repo, commit = ''] = url.pathname.split('/');
    const hosted = this.repositories.get(`${owner}/${repo}`.toLowerCase());
    if (!hosted) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/x-gzip' });
    hosted.git.archive(commit, `${owner}-${repo}-${commit.slice(0, 7)}`).pipe(response);
  }
}

const operationOf = (body: unknown): string =>
  /^\s*query\s+(\w+)/.exec((body as { query?: string } | undefined)?.query ?? '')?.[1] ?? 'query';

function lacking(route: string, { permissions }: Token): readonly [string, string] | null {
  if (!permissions) return null;
  for (const [pattern, name, level] of PERMISSIONS) {
    if (!pattern.test(route)) continue;
    const has = permissions[name];
    if (has !== 'write' && has !== level) return [name, level];
  }
  return null;
}

async function send(response: ServerResponse, told: Told, kind: Failure['kind'] | null): Promise<void> {
  const { status, headers = {}, body } = told;
  if (kind === 'silent') return;
  if (kind === 'cut') {
    response.destroy();
    return;
  }
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'x-ratelimit-remaining': '4000',
    ...headers,
  };
  if (kind === 'half') {
    response.writeHead(200, { ...all, 'content-length': String(text.length + 100) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  response.writeHead(kind === 'truncated' ? 200 : status, all);
  response.end(kind === 'truncated' ? text.slice(0, Math.max(1, text.length / 2)) : text);
}

export const startGithub = (): Promise<GithubDouble> => new GithubDouble().start();
