/** GraphQL by GitHub's published schema, over real git objects. A query that the schema does not allow is refused as GitHub does. */
import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, execute, type GraphQLSchema, graphql, parse } from 'graphql';
import { allows, type Level, type Permissions } from './apps.ts';
import { idOf } from './bodies.ts';
import type { CheckRun, Deployment, Hosted, Pull, User } from './state.ts';

let schema: GraphQLSchema | null = null;

function publishedSchema(): GraphQLSchema {
  schema ??= buildSchema(published.idl, { assumeValid: true });
  return schema;
}

type Fields = Record<string, unknown>;

const actor = ({ login, type }: User): Fields => ({ __typename: type, login: login.replace(/\[bot\]$/, '') });

const page = <T>(
  all: readonly T[],
  { first, last, after }: { first?: number; last?: number; after?: string },
): Fields => {
  if ((first ?? last ?? 0) > 100)
    throw new Error('Requesting more than 100 records on a connection exceeds the limit');
  const start = after === undefined || after === null ? 0 : Number(Buffer.from(after, 'base64').toString());
  const nodes = last === undefined ? all.slice(start, start + (first ?? 0)) : all.slice(-last);
  const end = start + nodes.length;
  return {
    nodes,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: last === undefined && end < all.length,
      hasPreviousPage: false,
      endCursor: Buffer.from(String(end)).toString('base64'),
      startCursor: Buffer.from(String(start)).toString('base64'),
    },
  };
};

/** GitHub's own sort of error, which it names beside the message. */
class GraphRefusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

interface CheckFilter {
  checkName?: string;
  appId?: number;
  checkType?: 'ALL' | 'LATEST';
}

/** Newest first; of `LATEST` one for each name. */
function checkRunsOf(runs: readonly CheckRun[], app: number, filter: CheckFilter = {}): Fields[] {
  const found = runs
    .filter(
      (run) =>
        run.app === app &&
        (filter.appId === undefined || filter.appId === app) &&
        (filter.checkName === undefined || run.body.name === filter.checkName),
    )
    .reverse();
  const shown =
    filter.checkType === 'ALL'
      ? found
      : [...new Map([...found].reverse().map((run) => [run.body.name, run])).values()];
  return shown.map(({ id, body, createdAt }) => ({
    databaseId: id,
    name: body.name,
    externalId: body.external_id ?? null,
    conclusion: body.conclusion === undefined ? null : String(body.conclusion).toUpperCase(),
    text: (body.output as { text?: string } | undefined)?.text ?? null,
    url: `https://github.test/runs/${id}`,
    completedAt: body.conclusion === undefined ? null : createdAt,
  }));
}

export class Graph {
  readonly #repository: (name: string) => Hosted | null;
  readonly #viewer: User;
  readonly #permissions: Permissions | undefined;
  readonly #nameOf: (id: string) => string | undefined;

  constructor(
    repository: (name: string) => Hosted | null,
    viewer: User,
    permissions?: Permissions,
    nameOf: (id: string) => string | undefined = () => undefined,
  ) {
    this.#repository = repository;
    this.#viewer = viewer;
    this.#permissions = permissions;
    this.#nameOf = nameOf;
  }

  #named(id: string): Hosted | null {
    const name = this.#nameOf(id);
    return name === undefined ? null : this.#repository(name);
  }

  /** A field that the token may not read is null, and an error of its own beside the rest. */
  #gated<T>(names: readonly string[], read: () => T, level: Level = 'read'): T {
    const may = this.#permissions;
    if (may === undefined || names.some((name) => allows(may, name, level))) return read();
    throw new GraphRefusal('FORBIDDEN', 'Resource not accessible by integration');
  }

  /** `validates` off: the query is taken for one that the schema allows, which takes half the time. */
  async answer(query: string, variables: Record<string, unknown>, validates = true): Promise<unknown> {
    const rootValue = {
      // A user by its type, and an App's bot by its name.
      viewer: { login: this.#viewer.login },
      rateLimit: { cost: 1, remaining: 4999, limit: 5000 },
      nodes: ({ ids }: { ids: string[] }) =>
        ids.map((id) => {
          const hosted = this.#named(id);
          return hosted && { __typename: 'Repository', ...this.#repositoryFields(hosted) };
        }),
      repository: ({ owner, name }: { owner: string; name: string }) => {
        const hosted = this.#repository(`${owner}/${name}`);
        if (hosted) return this.#repositoryFields(hosted);
        throw new GraphRefusal(
          'NOT_FOUND',
          `Could not resolve to a Repository with the name '${owner}/${name}'.`,
        );
      },
    };
    const about = { schema: publishedSchema(), rootValue, variableValues: variables };
    const { errors, ...told } = validates
      ? await graphql({ ...about, source: query })
      : await execute({ ...about, document: parse(query) });
    if (!errors) return told;
    const typed = errors.map((error) => {
      const { originalError } = error;
      return {
        ...(originalError instanceof GraphRefusal && { type: originalError.type }),
        ...error.toJSON(),
      };
    });
    return { ...told, errors: typed };
  }

  #repositoryFields(hosted: Hosted): Fields {
    const pulls = (states?: string[]) =>
      hosted.pulls.filter(({ state }) => !states || states.includes(state));
    return {
      id: `R_${idOf(hosted.name)}`,
      nameWithOwner: hosted.name,
      object: ({ expression, oid }: { expression?: string; oid?: string }) =>
        this.#gated(['contents'], () => this.#object(hosted, oid ?? expression ?? '')),
      defaultBranchRef: () => this.#gated(['contents'], () => this.#ref(hosted, hosted.defaultBranch)),
      ref: ({ qualifiedName }: { qualifiedName: string }) =>
        this.#ref(hosted, qualifiedName.replace(/^refs\/heads\//, '')),
      pullRequest: ({ number }: { number: number }) =>
        this.#gated(['pull_requests'], () => {
          const pull = hosted.pulls.find((one) => one.number === number);
          return pull ? this.#pull(hosted, pull) : null;
        }),
      pullRequests: ({ states, ...paging }: { states?: string[]; first?: number; after?: string }) =>
        this.#gated(['pull_requests'], () =>
          page(
            pulls(states).map((pull) => this.#pull(hosted, pull)),
            paging,
          ),
        ),
      deployments: ({
        environments,
        orderBy,
        ...paging
      }: {
        environments?: string[];
        orderBy?: { direction: string };
        first?: number;
        after?: string;
      }) => {
        const found = hosted.deployments.filter(
          ({ environment }) => !environments || environments.includes(environment),
        );
        const ordered = orderBy?.direction === 'DESC' ? [...found].reverse() : found;
        return this.#gated(['deployments'], () =>
          page(
            ordered.map((one) => this.#deployment(hosted, one)),
            paging,
          ),
        );
      },
      mergeQueue: () =>
        this.#gated(['merge_queues', 'pull_requests'], () =>
          hosted.queue.length === 0
            ? null
            : {
                entries: (paging: { first?: number }) =>
                  page(
                    hosted.queue.map((entry, index) => ({
                      position: index + 1,
                      baseCommit: this.#commit(hosted, entry.base),
                      headCommit: this.#commit(hosted, entry.head),
                      pullRequest: () =>
                        this.#pull(hosted, hosted.pulls.find(({ number }) => number === entry.pull) as Pull),
                    })),
                    paging,
                  ),
              },
        ),
    };
  }

  #ref(hosted: Hosted, name: string): Fields | null {
    const oid = hosted.git.parse(`refs/heads/${name}`);
    return oid === null ? null : { name, target: this.#commit(hosted, oid) };
  }

  #object(hosted: Hosted, expression: string): Fields | null {
    const oid = hosted.git.parse(expression);
    return oid === null ? null : this.#byId(hosted, oid);
  }

  #byId(hosted: Hosted, oid: string): Fields | null {
    switch (hosted.git.typeOf(oid)) {
      case 'blob':
        return this.#blob(hosted, oid);
      case 'tree':
        return {
          __typename: 'Tree',
          oid,
          entries: () => hosted.git.tree(oid).map((row) => this.#entry(hosted, row)),
        };
      case 'commit':
        return this.#commit(hosted, oid);
      default:
        return null;
    }
  }

  #blob(hosted: Hosted, oid: string): Fields {
    const bytes = hosted.git.blob(oid);
    const isBinary = bytes.subarray(0, 8000).includes(0);
    const isTruncated = bytes.length > 512_000;
    const text = isBinary ? null : bytes.subarray(0, 512_000).toString();
    return { __typename: 'Blob', oid, byteSize: bytes.length, isBinary, isTruncated, text };
  }

  #entry(
    hosted: Hosted,
    { mode, type, oid, name }: { mode: string; type: string; oid: string; name: string },
  ): Fields {
    return {
      name,
      mode: Number.parseInt(mode, 8),
      type,
      oid,
      object: () => (type === 'commit' ? null : this.#byId(hosted, oid)),
    };
  }

  #commit(hosted: Hosted, oid: string): Fields {
    const about = hosted.git.about(oid);
    const login = (name: string) => ({ user: name === 'unknown' ? null : { login: name } });
    return {
      __typename: 'Commit',
      oid,
      tree: () => this.#byId(hosted, hosted.git.treeOf(oid)),
      parents: (paging: { first?: number }) =>
        page(
          hosted.git.parents(oid).map((parent) => this.#commit(hosted, parent)),
          paging,
        ),
      author: login(about.author),
      committer: login(about.committer),
      committedDate: about.date,
      file: ({ path }: { path: string }) => {
        const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
        const parent = hosted.git.parse(`${oid}:${folder}`);
        const row =
          parent &&
          hosted.git
            .tree(parent)
            .find(({ name }) => name === path.slice(folder === '' ? 0 : folder.length + 1));
        return row ? this.#entry(hosted, row) : null;
      },
      status: () => {
        const all = this.#gated(['statuses'], () => hosted.statuses.filter(({ sha }) => sha === oid));
        if (all.length === 0) return null;
        return {
          state: 'PENDING',
          contexts: [...new Map(all.map((one) => [one.context, one])).values()].map((one) => ({
            context: one.context,
            state: one.state.toUpperCase(),
            description: one.description,
            targetUrl: one.targetUrl,
            creator: actor(one.creator),
          })),
          context: ({ name }: { name: string }) => {
            const last = all.findLast(({ context }) => context === name);
            return last
              ? {
                  context: name,
                  state: last.state.toUpperCase(),
                  description: last.description,
                  targetUrl: last.targetUrl,
                  creator: actor(last.creator),
                }
              : null;
          },
        };
      },
      checkSuites: ({ filterBy, ...paging }: { filterBy?: { appId?: number }; first?: number }) =>
        this.#gated(['checks'], () =>
          page(
            this.#suites(hosted, oid).filter(
              ({ app }) => filterBy?.appId === undefined || app?.databaseId === filterBy.appId,
            ),
            paging,
          ),
        ),
      associatedPullRequests: (paging: { first?: number }) =>
        page(
          hosted.pulls
            .filter(({ head, mergeCommit }) => head === oid || mergeCommit === oid)
            .map((pull) => this.#pull(hosted, pull)),
          paging,
        ),
    };
  }

  #suites(hosted: Hosted, oid: string): (Fields & { app: { databaseId: number } | null })[] {
    const pushed = hosted.pulls.find(({ head }) => head === oid);
    const none = { push: null, branch: null, workflowRun: null, app: null, checkRuns: () => page([], {}) };
    const runs = hosted.checkRuns.filter(({ sha }) => sha === oid);
    const apps = [...new Set(runs.map(({ app }) => app))];
    return [
      ...(pushed && !pushed.isFork
        ? [{ ...none, push: { nextSha: oid, pusher: actor(pushed.pusher) } }]
        : []),
      ...apps.map((app) => ({
        ...none,
        app: { databaseId: app },
        checkRuns: ({ filterBy, ...part }: { filterBy?: CheckFilter; first?: number }) =>
          page(checkRunsOf(runs, app, filterBy), part),
      })),
      ...hosted.runs
        .filter(({ headSha }) => headSha === oid)
        .map((run) => ({
          ...none,
          branch: { name: run.headBranch },
          workflowRun: { databaseId: run.id, event: run.event, file: { path: run.path } },
        })),
    ];
  }

  #pull(hosted: Hosted, pull: Pull): Fields {
    const base = this.#ref(hosted, pull.baseRef);
    return {
      number: pull.number,
      title: pull.title,
      state: pull.state,
      isDraft: pull.isDraft,
      isCrossRepository: pull.isFork,
      author: actor(pull.author),
      baseRefName: pull.baseRef,
      headRefName: pull.headRef,
      headRefOid: pull.head,
      baseRefOid: hosted.git.parse(`refs/heads/${pull.baseRef}`),
      baseRef: base,
      headRef: pull.isFork ? null : this.#ref(hosted, pull.headRef),
      mergeCommit: pull.mergeCommit === null ? null : this.#commit(hosted, pull.mergeCommit),
      commits: (paging: { last?: number }) => page([{ commit: this.#commit(hosted, pull.head) }], paging),
      timelineItems: (paging: { last?: number }) =>
        page(
          (pull.forced ?? []).map(({ at, before, after }) => ({
            __typename: 'HeadRefForcePushedEvent',
            createdAt: at,
            beforeCommit: this.#commit(hosted, before),
            afterCommit: this.#commit(hosted, after),
          })),
          paging,
        ),
      comments: (paging: { first?: number; after?: string }) =>
        page(
          hosted.comments
            .filter(({ issue }) => issue === pull.number)
            .map((comment) => ({
              databaseId: comment.id,
              body: comment.body,
              author: actor(comment.author),
              viewerDidAuthor: comment.author.login === this.#viewer.login,
            })),
          paging,
        ),
    };
  }

  #deployment(hosted: Hosted, deployment: Deployment): Fields {
    const last = deployment.statuses.at(-1);
    return {
      databaseId: deployment.id,
      createdAt: deployment.createdAt,
      environment: deployment.environment,
      latestEnvironment: deployment.environment,
      commitOid: deployment.commit,
      commit: this.#commit(hosted, deployment.commit),
      creator: actor(deployment.creator),
      state: last?.state === 'SUCCESS' ? 'ACTIVE' : (last?.state ?? 'PENDING'),
      statuses: (paging: { first?: number }) =>
        page(
          [...deployment.statuses].reverse().map((status) => ({
            state: status.state,
            createdAt: status.createdAt,
            logUrl: status.logUrl,
            creator: actor(status.creator),
          })),
          paging,
        ),
    };
  }
}
