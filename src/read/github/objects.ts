/** Files and folders of commits, many in one GraphQL query. */
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { Sha } from '../../model.ts';
import {
  BLOB,
  type Found,
  filesOf,
  folderFields,
  type GraphBlob,
  type GraphTree,
  isBlob,
  isTree,
} from './graph-objects.ts';

export interface Wanted {
  commit: Sha;
  /** Without slashes at its ends. */
  path: string;
  kind: 'file' | 'folder';
  texts: boolean;
}

export interface Told {
  wanted: Wanted;
  /** A file; null: there is none, or it is a folder. */
  blob: GraphBlob | null;
  /** A folder, to its last file. */
  found: Found | null;
  /** The id of the commit's tree. */
  tree: Sha | null;
}

/** What one query asks for; more is asked in a further one. */
const AT_ONCE = 300;

type Answer = GraphTree | GraphBlob | { __typename: string; oid: Sha } | null;

const asText = (value: string): string => JSON.stringify(value);

function fieldOf(wanted: Wanted, index: number): string {
  const { commit, path, kind, texts } = wanted;
  const blob = texts || kind === 'folder' ? BLOB : '__typename oid ... on Blob { byteSize isBinary }';
  const tree = kind === 'folder' ? ` ... on Tree { ${folderFields(texts)} }` : '';
  return `o${index}: object(expression: ${asText(`${commit}:${path}`)}) { ${blob}${tree} }`;
}

function queryFor(wanted: readonly Wanted[]): string {
  const commits = [...new Set(wanted.map(({ commit }) => commit))];
  const trees = commits.map(
    (commit, index) =>
      `c${index}: object(oid: ${asText(commit)}) { __typename ... on Commit { tree { oid } } }`,
  );
  return `query Objects($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${[...trees, ...wanted.map(fieldOf)].join(' ')} } }`;
}

const malformed = (what: string): GithubError =>
  new GithubError('Objects', `GitHub's answer has ${what}`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again; nothing was decided from it.',
  });

async function askPart(github: Github, repository: string, wanted: readonly Wanted[]): Promise<Told[]> {
  const data = await github.graphql<{ repository: Record<string, Answer> | null }>(
    queryFor(wanted),
    ownerAndName(repository),
  );
  const answers = data.repository;
  if (!answers) throw malformed(`no repository ${repository}`);
  const commits = [...new Set(wanted.map(({ commit }) => commit))];
  const trees = commits.map(
    (_, index) => answers[`c${index}`] as { tree?: { oid?: Sha } } | null | undefined,
  );
  for (const [index, tree] of trees.entries())
    if (!tree?.tree?.oid) throw malformed(`no commit ${commits[index]?.slice(0, 12)}`);
  return wanted.map((one, index) => {
    const answer = answers[`o${index}`];
    if (answer === undefined) throw malformed(`nothing of ${one.path}`);
    const tree = trees[commits.indexOf(one.commit)]?.tree?.oid ?? null;
    const blob = answer?.__typename === 'Blob' ? (answer as GraphBlob) : null;
    const found = isTree(answer) ? filesOf(answer, one.path) : null;
    return { wanted: one, blob, found, tree };
  });
}

/** Answers in the order of what is wanted. Folders deeper than a query tells are asked for again. */
export async function askObjects(
  github: Github,
  repository: string,
  wanted: readonly Wanted[],
): Promise<Told[]> {
  const told: Told[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE)
    told.push(...(await askPart(github, repository, wanted.slice(at, at + AT_ONCE))));
  for (const { found, wanted: one } of told) {
    if (!found || found.deeper.length === 0) continue;
    const deeper = found.deeper.map((path) => ({ ...one, path }));
    for (const inner of await askObjects(github, repository, deeper)) {
      if (!inner.found) throw malformed(`no folder ${inner.wanted.path}`);
      for (const [path, entry] of inner.found.files) found.files.set(path, entry);
      found.blobs.push(...inner.found.blobs);
    }
    found.deeper = [];
  }
  return told;
}

export { isBlob };
