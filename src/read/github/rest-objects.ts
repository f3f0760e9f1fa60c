/** Whole trees and single blobs: an archive where it is whole, else one by one. */
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { Sha } from '../../model.ts';
import { decodeText } from '../git/texts.ts';
import { TEXT_LIMIT, type Text, TOO_LARGE, type TreeEntry } from '../repository.ts';
import { type GraphBlob, wholeText } from './graph-objects.ts';
import { treeId, unpack } from './tarball.ts';

export interface Archive {
  files: ReadonlyMap<string, TreeEntry>;
  texts: Map<Sha, Text>;
}

const textOf = (bytes: Buffer): Text => (bytes.length > TEXT_LIMIT ? TOO_LARGE : decodeText(bytes));

interface TreeRow {
  path?: unknown;
  mode?: unknown;
  type?: unknown;
  sha?: unknown;
}

/** A commit's files with their contents. Throws where GitHub does not tell all of them. */
export async function readTree(github: Github, repository: string, commit: Sha, tree: Sha): Promise<Archive> {
  const unpacked = await unpack(await github.tarball(repository, commit)).catch((error: unknown) => {
    if (error instanceof GithubError) throw error;
    throw cut(commit, error);
  });
  const texts = new Map<Sha, Text>();
  for (const [blob, bytes] of unpacked.contents) texts.set(blob, textOf(bytes));
  for (const blob of unpacked.large) texts.set(blob, TOO_LARGE);
  if (treeId(unpacked.files) === tree) return { files: unpacked.files, texts };
  return { files: await readListing(github, repository, commit), texts };
}

const cut = (commit: Sha, error: unknown): GithubError =>
  new GithubError(
    'the archive of a commit',
    `the archive of ${commit.slice(0, 7)} could not be read to its end: ${error instanceof Error ? error.message : String(error)}`,
    { trouble: 'unreachable', status: null, next: 'Try again later; nothing was decided from a part of it.' },
  );

async function readListing(
  github: Github,
  repository: string,
  commit: Sha,
): Promise<ReadonlyMap<string, TreeEntry>> {
  const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
  const parameters = { ...ownerAndName(repository), tree_sha: commit, recursive: '1' };
  const { data } = await github.request<{ truncated?: unknown; tree?: unknown }>(route, parameters);
  if (data.truncated !== false || !Array.isArray(data.tree)) {
    throw new GithubError(
      route,
      `GitHub does not list all files of ${commit.slice(0, 7)}: there are too many`,
      {
        trouble: 'refused',
        status: null,
        next: 'Take export-ignore and export-subst out of .gitattributes, so that its archive is whole.',
      },
    );
  }
  return new Map(
    data.tree.flatMap((row: TreeRow) =>
      row.type === 'tree'
        ? []
        : [[String(row.path), { blob: String(row.sha), mode: String(row.mode) }] as const],
    ),
  );
}

const AT_ONCE = 100;

/** Texts of blobs: many in one query, what that does not tell whole one by one. */
export async function readBlobs(
  github: Github,
  repository: string,
  blobs: readonly Sha[],
): Promise<Map<Sha, Text>> {
  const texts = new Map<Sha, Text>();
  for (let at = 0; at < blobs.length; at += AT_ONCE) {
    const part = blobs.slice(at, at + AT_ONCE);
    const fields = part.map(
      (blob, index) =>
        `b${index}: object(oid: ${JSON.stringify(blob)}) { __typename oid ... on Blob { byteSize isBinary isTruncated text } }`,
    );
    const query = `query Blobs($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${fields.join(' ')} } }`;
    const data = await github.graphql<{ repository: Record<string, GraphBlob | null> | null }>(
      query,
      ownerAndName(repository),
    );
    for (const [index, blob] of part.entries()) {
      const told = data.repository?.[`b${index}`];
      if (told?.__typename !== 'Blob') throw noContent('Blobs', blob);
      const text = readable(told);
      texts.set(blob, text === undefined ? await readBlob(github, repository, blob) : text);
    }
  }
  return texts;
}

const readable = (blob: GraphBlob): Text | undefined =>
  blob.byteSize > TEXT_LIMIT ? TOO_LARGE : wholeText(blob);

async function readBlob(github: Github, repository: string, blob: Sha): Promise<Text> {
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  const { data } = await github.request<{ content?: unknown; encoding?: unknown }>(route, {
    ...ownerAndName(repository),
    file_sha: blob,
  });
  if (typeof data.content !== 'string' || data.encoding !== 'base64') throw noContent(route, blob);
  return textOf(Buffer.from(data.content, 'base64'));
}

const noContent = (asked: string, blob: Sha): GithubError =>
  new GithubError(asked, `GitHub has no content of ${blob.slice(0, 12)}`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again; nothing was decided from it.',
  });

/** The ids of commits' trees; a commit that is not there is left out. */
export async function readTreeIds(
  github: Github,
  repository: string,
  commits: readonly Sha[],
): Promise<Map<Sha, Sha>> {
  const fields = commits.map(
    (commit, index) => `c${index}: object(oid: ${JSON.stringify(commit)}) { ... on Commit { tree { oid } } }`,
  );
  const query = `query Trees($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${fields.join(' ')} } }`;
  const data = await github.graphql<{ repository: Record<string, { tree?: { oid: Sha } } | null> | null }>(
    query,
    ownerAndName(repository),
  );
  return new Map(
    commits.flatMap((commit, index) => {
      const id = data.repository?.[`c${index}`]?.tree?.oid;
      return id === undefined ? [] : [[commit, id] as const];
    }),
  );
}
