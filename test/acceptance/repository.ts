/** Real git repositories, written in one stream: every commit is a branch of its own name, so that evidence can name it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Path -> content; null deletes; `-> target` makes a symbolic link, `@ commit` a submodule. */
export type Files = Record<string, string | null>;

export interface Commit {
  name: string;
  /** The first is what the files are laid over; more make a merge commit. */
  parents?: string[];
  files: Files;
}

const START = Date.parse('2026-08-01T00:00:00Z') / 1000;
const who = 'Customer <customer@example.invalid>';

const GIT_ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Customer',
  GIT_AUTHOR_EMAIL: 'customer@example.invalid',
  GIT_COMMITTER_NAME: 'Customer',
  GIT_COMMITTER_EMAIL: 'customer@example.invalid',
};

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

function toStream(commit: Commit, mark: number, markOf: (name: string) => number): string {
  const [first, ...others] = commit.parents ?? [];
  const lines = [`commit refs/heads/${commit.name}\n`, `mark :${mark}\n`];
  lines.push(`committer ${who} ${START + mark * 3600} +0000\n`, data(commit.name));
  if (first) lines.push(`from :${markOf(first)}\n`);
  for (const other of others) lines.push(`merge :${markOf(other)}\n`);
  for (const [path, content] of Object.entries(commit.files)) {
    if (content?.startsWith('@ ')) {
      lines.push(`M 160000 ${content.slice(2)} ${path}\n`);
      continue;
    }
    const isLink = content?.startsWith('-> ') ?? false;
    const mode = isLink ? '120000' : '100644';
    const text = isLink ? content?.slice(3) : content;
    lines.push(text == null ? `D ${path}\n` : `M ${mode} inline ${path}\n${data(text)}`);
  }
  return `${lines.join('')}\n`;
}

export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, env: GIT_ENV, encoding: 'utf8', stdio: 'pipe' }).trim();
}

const made: string[] = [];

/** A temporary folder that `removeFolders` takes away. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-acceptance-'));
  made.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Commits are an hour apart from 2026-08-01 on; HEAD is the branch `main`, and nothing is checked out. */
export function makeRepository(commits: readonly Commit[]): string {
  const folder = makeFolder();
  git(folder, 'init', '-q', '-b', 'main');
  const markOf = (name: string): number => {
    const index = commits.findIndex((commit) => commit.name === name);
    if (index < 0) throw new Error(`no commit ${name}`);
    return index + 1;
  };
  const stream = commits.map((commit, index) => toStream(commit, index + 1, markOf)).join('');
  execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: folder, env: GIT_ENV, input: stream });
  return folder;
}
