/**
 * A double of GitHub: a real server over real git repositories, REST and GraphQL. What is asked of it and what it answers is
 * held against GitHub's published descriptions; what breaks them is in `violations`, and `stop` throws.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppRoutes, isAppRoute } from './app-routes.ts';
import { Apps, type Granted, type Permissions } from './apps.ts';
import { idOf, simpleUser } from './bodies.ts';
import { answerMistakes, type Matched, match, requestMistakes } from './description.ts';
import { type Failure, Failures, send } from './failures.ts';
import { gateRoutes } from './gate-routes.ts';
import { Graph } from './graph.ts';
import { Limits } from './limits.ts';
import { lacking, sees } from './permissions.ts';
import { type Asked, handlers, refused, type Told } from './rest.ts';
import { Hosted, type User, user } from './state.ts';
import { Webhooks } from './webhooks.ts';

export interface Token {
  by: User;
  /** 15368 is GitHub Actions. */
  app: number;
  /** Left out: it may do everything. Else only what is named: `statuses: 'write'`. */
  permissions?: Permissions;
  /** Full names of what it may see; left out or null: all. */
  repositories?: readonly string[] | null;
  /** Of an App's installation. */
  granted?: Granted;
}

export interface Request {
  method: string;
  /** `POST /repos/{owner}/{repo}/statuses/{sha}`, or `GraphQL PullRequest`. */
  route: string;
  path: string;
  status: number;
}

export class GithubDouble {
  readonly requests: Request[] = [];
  readonly violations: string[] = [];
  /** Off where it is measured: then nothing is held against the descriptions. */
  validates = true;
  readonly repositories = new Map<string, Hosted>();
  readonly tokens = new Map<string, Token>();
  readonly apps = new Apps();
  readonly limits = new Limits();
  readonly appRoutes = new AppRoutes(this.apps, this.repositories);
  readonly webhooks = new Webhooks(this.apps, this.appRoutes, () => this.now);
  /** `acme/dba` -> logins. */
  readonly teams = new Map<string, string[]>();
  now = new Date().toISOString();
  /** Milliseconds that answering took so far. */
  spent = 0;
  /** Told where a call is left without an answer. */
  silent: () => void = () => {};
  /** By node ids. */
  readonly #names = new Map<string, string>();
  readonly #failures = new Failures();
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
    this.#names.set(`R_${idOf(name)}`, name);
    return hosted;
  }

  token(text: string, by: string, more: Omit<Token, 'by' | 'app'> & { app?: number } = {}): string {
    this.tokens.set(text, { by: user(by), app: 15_368, ...more });
    return text;
  }

  fail(failure: Failure): void {
    this.#failures.add(failure);
  }

  heal(): void {
    this.#failures.clear();
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
    const authorization = (request.headers.authorization ?? '').replace(/^(?:token|bearer) /i, '');
    const matched = path === '/graphql' ? null : match(method, path);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const route =
      matched?.route ?? (path === '/graphql' ? `GraphQL ${operationOf(body)}` : `${method} ${path}`);
    const failing = this.#failures.of(route);
    const isGraph = path === '/graphql';
    const limited = failing ?? this.limits.refuse(authorization, method, isGraph);
    const whole = limited ?? (await this.#tell({ route, path, authorization, matched, body, url }));
    const known = request.headers['if-none-match'];
    const told = limited ? whole : this.limits.send(authorization, whole, method === 'GET', known);
    this.requests.push({ method, route, path, status: told.status });
    if (!limited && matched && this.validates) this.#hold(matched, body, whole);
    this.spent += performance.now() - begin;
    if (failing?.kind === 'silent') this.silent();
    else await send(response, told, failing?.kind ?? null);
  }

  async #tell(call: {
    route: string;
    path: string;
    authorization: string;
    matched: Matched | null;
    body: unknown;
    url: URL;
  }): Promise<Told> {
    const { route, path, authorization, matched, body, url } = call;
    if (matched && isAppRoute(route)) return this.#tellApp(route, matched, body, authorization);
    const token = this.#tokenOf(authorization);
    if (!token) return refused(401, 'Bad credentials');
    if (path === '/graphql') {
      const { query, variables } = body as { query: string; variables?: Record<string, unknown> };
      const graph = new Graph(
        (name) => this.#seen(name, token),
        token.by,
        token.permissions,
        (id) => this.#names.get(id),
      );
      const answer = (await graph.answer(query, variables ?? {}, this.validates)) as {
        errors?: { message: string }[];
      };
      const broken = answer.errors?.find(
        ({ message }) => !/^(?:Could not resolve|Requesting|Resource not accessible)/.test(message),
      );
      if (broken) this.violations.push(`${route}: ${broken.message}`);
      return { status: 200, body: answer };
    }
    if (!matched) {
      this.violations.push(`${route} is not served`);
      return refused(404, 'Not Found');
    }
    if (route === 'GET /installation/repositories') {
      return token.granted
        ? this.appRoutes.repositoriesOf(token.granted, url.searchParams)
        : refused(403, 'You must authenticate with an installation access token');
    }
    const missing = lacking(route, token.permissions);
    if (missing !== null) {
      const header = { 'x-accepted-github-permissions': missing };
      return refused(403, 'Resource not accessible by integration', header);
    }
    if (route.startsWith('GET /orgs/')) return this.#team(matched.parameters);
    const { owner, repo } = matched.parameters;
    const hosted = this.#seen(`${owner}/${repo}`, token);
    if (!hosted) return refused(404, 'Not Found');
    if (route.includes('/tarball/')) {
      const location = `${this.url}/codeload/${hosted.name}/${hosted.commit(matched.parameters.ref ?? '')}`;
      return { status: 302, headers: { location } };
    }
    const handler = handlers[route] ?? gateRoutes[route];
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

  #tellApp(route: string, { parameters }: Matched, body: unknown, authorization: string): Told {
    const told = this.appRoutes.answer({ route, parameters, body, authorization });
    if (told) return told;
    this.violations.push(`${route} is described, and not served`);
    return refused(404, 'Not Found');
  }

  #tokenOf(authorization: string): Token | null {
    const granted = this.apps.grantOf(authorization);
    if (!granted) return this.tokens.get(authorization) ?? null;
    const { installation, permissions, repositories } = granted;
    const { id, slug } = installation.app;
    return { by: user(`${slug}[bot]`), app: id, permissions, repositories, granted };
  }

  #seen(name: string, token: Token): Hosted | null {
    const account = token.granted?.installation.account.toLowerCase();
    if (account !== undefined && !name.toLowerCase().startsWith(`${account}/`)) return null;
    return sees(token, name) ? (this.repositories.get(name.toLowerCase()) ?? null) : null;
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

export const startGithub = (): Promise<GithubDouble> => new GithubDouble().start();
