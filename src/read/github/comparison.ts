/** What differs between two commits, as GitHub compares them: from their merge base to the second. */
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';
import type { Sha } from '../../model.ts';
import { UserError } from '../../user-error.ts';

export interface ComparedFile {
  path: string;
  /** The path before, for a rename. */
  from: string | null;
  status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** After it; null: it is gone. */
  blob: Sha | null;
}

export interface Comparison {
  mergeBase: Sha;
  /** `identical`, `ahead`, `behind`, `diverged`: the second as seen from the first. */
  status: string;
  /** Null: there may be more than GitHub tells here. */
  files: ComparedFile[] | null;
}

interface FileRow {
  filename?: unknown;
  previous_filename?: unknown;
  status?: unknown;
  sha?: unknown;
}

/** Files that one comparison tells, and that a pull request's own list does. Source: GitHub's REST documentation. */
export const MOST_COMPARED = 300;
export const MOST_LISTED = 3000;
const PAGE = 100;

const malformed = (asked: string, what: string): GithubError =>
  new GithubError(asked, `GitHub's answer to ${asked} has ${what}`, {
    trouble: 'malformed',
    status: null,
    next: 'Try again; nothing was decided from it.',
  });

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function fileOf(row: FileRow, asked: string): ComparedFile[] {
  const { filename: path, previous_filename: from, status, sha } = row;
  if (typeof path !== 'string' || typeof status !== 'string') throw malformed(asked, 'a file without a name');
  const blob = typeof sha === 'string' && ID.test(sha) ? sha : null;
  switch (status) {
    case 'removed':
      return [{ path, from: null, status: 'deleted', blob: null }];
    case 'renamed':
      if (typeof from !== 'string') throw malformed(asked, 'a renamed file without its old name');
      return [{ path, from, status: 'renamed', blob }];
    case 'added':
    case 'copied':
      return [{ path, from: null, status: 'added', blob }];
    case 'modified':
    case 'changed':
      return [{ path, from: null, status: 'modified', blob }];
    case 'unchanged':
      return [];
    default:
      throw malformed(asked, `a file of status ${JSON.stringify(status)}`);
  }
}

function filesOf(rows: unknown, asked: string): ComparedFile[] {
  if (!Array.isArray(rows)) throw malformed(asked, 'no list of files');
  return rows.flatMap((row: FileRow) => fileOf(row, asked));
}

/** Compares two commits. Throws `UserError` where they have nothing in common. */
export async function compare(github: Github, repository: string, base: Sha, head: Sha): Promise<Comparison> {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  const parameters = { ...ownerAndName(repository), basehead: `${base}...${head}` };
  const { data } = await github.request<Record<string, unknown>>(route, parameters).catch((error) => {
    if (!(error instanceof GithubError) || error.trouble !== 'not-found') throw error;
    throw new UserError(
      `${repository} cannot compare ${base.slice(0, 7)} with ${head.slice(0, 7)}: ${error.message}.`,
      `They need a common history, and the token ${error.next.replace(/^.*?: /, '')}`,
    );
  });
  const mergeBase = (data.merge_base_commit as { sha?: unknown } | undefined)?.sha;
  if (typeof mergeBase !== 'string' || !ID.test(mergeBase)) throw malformed(route, 'no merge base');
  if (typeof data.status !== 'string') throw malformed(route, 'no status');
  const files = filesOf(data.files ?? [], route);
  const whole = Array.isArray(data.files) && data.files.length < MOST_COMPARED;
  return { mergeBase, status: data.status, files: whole ? files : null };
}

/** All files of a pull request. Throws where there are more than GitHub lists. */
export async function listFiles(github: Github, repository: string, number: number): Promise<ComparedFile[]> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
  const files: ComparedFile[] = [];
  for (let page = 1; ; page += 1) {
    const parameters = { ...ownerAndName(repository), pull_number: number, per_page: PAGE, page };
    const { data } = await github.request<unknown>(route, parameters);
    const told = filesOf(data, route);
    files.push(...told);
    if (page * PAGE >= MOST_LISTED) {
      throw new UserError(
        `the pull request changes ${MOST_LISTED} files or more, and GitHub lists no more of them.`,
        'Split it; until then nobody can tell what it does to the schema.',
      );
    }
    if (!Array.isArray(data) || data.length < PAGE) return files;
  }
}
