/** Real git repositories in temporary folders, told as a story of commits. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Files = Record<string, string | Buffer | null>;

export interface Made {
  folder: string;
  git(...args: string[]): string;
  /** Writes files (null deletes) and commits; gives the commit's id. */
  commit(files: Files, message?: string): string;
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** A folder that goes when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function wrap(folder: string): Made {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, env: { ...process.env, ...IDENTITY }, encoding: 'utf8' }).trim();
  const commit = (files: Files, message = 'change'): string => {
    for (const [path, content] of Object.entries(files)) {
      const full = join(folder, path);
      if (content === null) rmSync(full);
      else {
        mkdirSync(dirname(full), { recursive: true });
        writeFileSync(full, content);
      }
    }
    git('add', '-A');
    git('commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  return { folder, git, commit };
}

export function makeRepository(...initArgs: string[]): Made {
  const made = wrap(makeFolder());
  made.git('init', '--quiet', '--initial-branch=main', ...initArgs);
  made.git('config', 'core.autocrlf', 'false');
  return made;
}
