/** Starts git so that it only reads: no network, no lock, no prompt, no program that a repository's configuration names. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { UserError } from '../../user-error.ts';

/** Set by hooks for their own repository; ours is found from the folder that was named. */
const INHERITED = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_PREFIX',
  'GIT_EXTERNAL_DIFF',
];

const SETTINGS = [
  'core.fsmonitor=false',
  'core.quotePath=false',
  'core.untrackedCache=false',
  'core.commitGraph=true',
  'protocol.allow=never',
  'submodule.recurse=false',
];

function environment(): NodeJS.ProcessEnv {
  const own: NodeJS.ProcessEnv = {
    ...process.env,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // Since git 2.44; before it, no transport being allowed stops a partial clone from fetching.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    // Content is what its id says, whatever refs/replace holds.
    GIT_NO_REPLACE_OBJECTS: '1',
  };
  for (const name of INHERITED) delete own[name];
  return own;
}

/** A git process in `folder`; the caller owns it. */
export function startGit(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  return spawn('git', ['--no-pager', ...settings, ...args], { cwd: folder, env: environment() });
}

export interface GitResult {
  code: number;
  stdout: Buffer;
  /** Its beginning, for messages. */
  stderr: string;
}

/** Runs git to its end. Rejects with `UserError` only where git itself cannot be started. */
export function runGit(folder: string, args: readonly string[], input = ''): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = startGit(folder, args);
    const stdout: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 4096) stderr += chunk.toString('utf8');
    });
    child.on('error', (error) => reject(explainStart(folder, error)));
    child.on('close', (code) => resolve({ code: code ?? 128, stdout: Buffer.concat(stdout), stderr }));
    // A process that ended early closes its input; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Runs git and gives what it printed; rejects with what it said where it failed. */
export async function readGit(folder: string, args: readonly string[], input = ''): Promise<Buffer> {
  const result = await runGit(folder, args, input);
  if (result.code !== 0) throw new Error(`git ${args[0]} failed in ${folder}: ${firstLine(result.stderr)}`);
  return result.stdout;
}

/** The line that says what went wrong, without git's `fatal: `. */
export function firstLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const line =
    lines.find((candidate) => candidate.startsWith('fatal: ')) ?? lines[0] ?? 'no reason was given';
  return line.replace(/^fatal: /, '');
}

/** Why git could not be started at all, told to a person. */
export function explainStart(folder: string, error: unknown): UserError {
  const text = error instanceof Error ? error.message : String(error);
  return text.includes('ENOENT')
    ? new UserError(
        `git could not be started in ${folder}: the folder does not exist or git is not on the PATH.`,
        'Name an existing folder with --repo, and install git 2.36 or newer.',
      )
    : new UserError(
        `git could not be started in ${folder}: ${text}`,
        'Check that git can be run by this user.',
      );
}
