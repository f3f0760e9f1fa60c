/**
 * Another GitHub, which shares nothing with the double: no git behind it, commits by whatever id an event names, and the
 * habits of real servers that a client must live with (fields that nobody asked for, in another order, accounts that are
 * gone, lists with holes, addresses below a path, no headers that are not promised).
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';

type Files = Readonly<Record<string, string>>;
type Row = Record<string, unknown>;

export interface Told {
  /** `owner/name`. */
  repository: string;
  branch: string;
  base: string;
  head: string;
  number: number;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  before: Files;
  after: Files;
}

export interface Habits {
  /** What comes before the routes, as on a server of one's own: `/api/v3`. */
  prefix: string;
  graphqlPath: string;
  /** Who opened it is gone, and so is the fork. */
  isGhost: boolean;
  /** Lists have holes. */
  hasHoles: boolean;
  /** Not even what kind of text it is. */
  saysNothing: boolean;
}

export const PLAIN: Habits = {
  ...{ prefix: '', graphqlPath: '/graphql' },
  ...{ isGhost: false, hasHoles: false, saysNothing: false },
};

let known: GraphQLSchema | null = null;

const idOf = (kind: string, text: string): string =>
  createHash('sha1')
    .update(`${kind} ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');

const blobOf = (text: string) => ({
  ...{ __typename: 'Blob', oid: idOf('blob', text), byteSize: Buffer.byteLength(text) },
  ...{ isBinary: false, isTruncated: false, text },
});

/** A folder by its path; null: nothing lies there. */
function treeOf(files: Files, folder: string): Row | null {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = Object.keys(files).filter((path) => path.startsWith(prefix));
  if (below.length === 0) return null;
  const names = [...new Set(below.map((path) => path.slice(prefix.length).split('/')[0] ?? ''))].sort();
  const entries = names.map((name) => {
    const text = files[prefix + name];
    const object = text === undefined ? treeOf(files, prefix + name) : blobOf(text);
    const about = text === undefined ? { mode: 16384, type: 'tree' } : { mode: 33188, type: 'blob' };
    return { name, ...about, oid: object?.oid, object };
  });
  return { __typename: 'Tree', oid: idOf('tree', JSON.stringify(entries)), entries };
}

function objectAt(files: Files, path: string): Row | null {
  const text = files[path];
  return text === undefined ? treeOf(files, path) : blobOf(text);
}

/** Keys the other way round, and one that is new. */
function disordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(disordered);
  if (typeof value !== 'object' || value === null) return value;
  const rows = Object.entries(value).map(([key, inner]) => [key, disordered(inner)] as const);
  return Object.fromEntries([['x_new_field', { of: 'tomorrow' }], ...rows.reverse()]);
}

export class OtherGithub {
  readonly written: { route: string; body: Row }[] = [];
  readonly mistakes: string[] = [];
  readonly #told: Told;
  readonly #habits: Habits;
  readonly #server: Server;

  constructor(told: Told, habits: Habits) {
    this.#told = told;
    this.#habits = habits;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.mistakes.push(String(error));
        response.destroy();
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What a runner would set; the slash at the end is one that people write. */
  get env(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    const { prefix, graphqlPath } = this.#habits;
    const root = `http://127.0.0.1:${port}`;
    return {
      GITHUB_API_URL: `${root}${prefix}/`,
      GITHUB_GRAPHQL_URL: `${root}${graphqlPath}`,
      GITHUB_SERVER_URL: root,
      GITHUB_REPOSITORY: this.#told.repository,
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = (pieces.length > 0 ? JSON.parse(Buffer.concat(pieces).toString()) : {}) as Row;
    const { pathname } = new URL(request.url ?? '/', 'http://a.test');
    const { prefix, graphqlPath, saysNothing } = this.#habits;
    const isGraph = pathname === graphqlPath;
    if (!isGraph && !pathname.startsWith(`${prefix}/repos/`)) this.mistakes.push(`asked for ${pathname}`);
    const [status, told] = isGraph
      ? [200, await this.#graph(body)]
      : this.#rest(request.method ?? 'GET', pathname.slice(prefix.length), body);
    response.writeHead(status, saysNothing ? {} : { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(isGraph ? told : disordered(told)));
  }

  #rest(method: string, path: string, body: Row): [number, unknown] {
    const { base, head, before, after, number } = this.#told;
    const route = `${method} ${path.split('/').slice(4).join('/')}`;
    if (/^(?:POST|PATCH) (?:statuses|check-runs|issues)\//.test(`${route}/`)) {
      this.written.push({ route, body });
      return [method === 'POST' ? 201 : 200, { id: this.written.length, ...body }];
    }
    if (route.startsWith('GET compare/')) {
      const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
      const files = paths
        .filter((filename) => before[filename] !== after[filename])
        .map((filename) => this.#changed(filename));
      const counts = { status: 'ahead', ahead_by: 1, behind_by: 0, total_commits: 1 };
      return [200, { ...counts, merge_base_commit: { sha: base }, base_commit: { sha: base }, files }];
    }
    if (route.startsWith(`GET pulls/${number}/files`)) return [200, []];
    if (head === '') this.mistakes.push(route);
    return [404, { message: 'Not Found' }];
  }

  #changed(filename: string): Row {
    const { before, after } = this.#told;
    const status =
      before[filename] === undefined ? 'added' : after[filename] === undefined ? 'removed' : 'modified';
    return { filename, status, sha: idOf('blob', after[filename] ?? before[filename] ?? ''), patch: '' };
  }

  async #graph({ query, variables }: Row): Promise<unknown> {
    known ??= buildSchema(published.idl, { assumeValid: true });
    const rootValue = {
      repository: ({ owner, name }: { owner: string; name: string }) =>
        `${owner}/${name}`.toLowerCase() === this.#told.repository.toLowerCase() ? this.#repository() : null,
    };
    const variableValues = variables as Record<string, unknown>;
    return await graphql({ schema: known, source: String(query), rootValue, variableValues });
  }

  #commit(oid: string): Row | null {
    const { base, head, before, after } = this.#told;
    const files = oid === base ? before : oid === head ? after : null;
    if (files === null) return null;
    return {
      ...{ __typename: 'Commit', oid, tree: treeOf(files, ''), author: null, committer: null, status: null },
      checkSuites: { nodes: this.#some([]) },
      associatedPullRequests: () => ({ nodes: this.#some([this.#pull()]) }),
    };
  }

  #object({ expression, oid }: { expression?: string; oid?: string }): Row | null {
    const { base, head, branch, before, after } = this.#told;
    const [ref = '', path] = (oid ?? expression ?? '').split(':');
    const commit = ref.replace(/^refs\/heads\//, '') === branch ? base : ref;
    if (path === undefined) return this.#commit(commit);
    return commit === base ? objectAt(before, path) : commit === head ? objectAt(after, path) : null;
  }

  #some<T>(all: T[]): (T | null)[] {
    return this.#habits.hasHoles ? [null, ...all] : all;
  }

  #pull(): Row {
    const { number, branch, base, head, state } = this.#told;
    const { isGhost } = this.#habits;
    const target = this.#commit(base);
    const page = { hasNextPage: false, endCursor: null };
    return {
      ...{ number, title: 'Update the README with new information.', state, isDraft: false },
      isCrossRepository: isGhost,
      author: isGhost ? null : { __typename: 'User', login: 'Codertocat' },
      ...{ baseRefName: branch, baseRefOid: base, baseRef: { name: branch, target } },
      ...{ headRefName: 'changes', headRefOid: head, headRef: null, headRepository: null },
      commits: { nodes: [{ commit: this.#commit(head) }] },
      comments: { nodes: this.#some([]), pageInfo: page },
      mergeCommit: null,
    };
  }

  #repository(): Row {
    const { branch, base, number, state } = this.#told;
    const page = { hasNextPage: false, endCursor: null };
    return {
      defaultBranchRef: { name: branch, target: this.#commit(base) },
      ref: ({ qualifiedName }: { qualifiedName: string }) =>
        qualifiedName.endsWith(branch) ? { name: branch, target: this.#commit(base) } : null,
      object: (asked: { expression?: string; oid?: string }) => this.#object(asked),
      pullRequest: (asked: { number: number }) => (asked.number === number ? this.#pull() : null),
      pullRequests: () => ({ nodes: this.#some(state === 'OPEN' ? [this.#pull()] : []), pageInfo: page }),
      deployments: () => ({ nodes: this.#some([]), pageInfo: page }),
      mergeQueue: () => ({
        entries: {
          nodes: this.#some([
            {
              position: 1,
              baseCommit: this.#commit(base),
              headCommit: this.#commit(this.#told.head),
              pullRequest: this.#pull(),
            },
          ]),
          pageInfo: page,
        },
      }),
    };
  }
}
