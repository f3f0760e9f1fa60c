/** Finds the repository that a folder belongs to. */
import { resolve } from 'node:path';
import { UserError } from '../../user-error.ts';
import { firstLine, type GitResult, runGit } from './run-git.ts';

/** `folder`: where git is run from: the top of the work tree, or the git folder of a bare repository. */
export interface OpenedFolder {
  folder: string;
  shallow: boolean;
}

const NEXT = 'Run lanekeeper inside a git repository, or name one with --repo DIR.';

/** Throws `UserError` where there is no repository that may be read. */
export async function openFolder(folder: string): Promise<OpenedFolder> {
  const absolute = resolve(folder);
  const found = await runGit(absolute, [
    'rev-parse',
    '--absolute-git-dir',
    '--is-inside-work-tree',
    '--is-shallow-repository',
  ]);
  if (found.code !== 0) throw explainFailure(absolute, found);
  const [gitFolder = absolute, inside, shallow] = found.stdout.toString('utf8').trimEnd().split('\n');
  if (inside !== 'true') return { folder: gitFolder, shallow: shallow === 'true' };
  const top = await runGit(absolute, ['rev-parse', '--show-toplevel']);
  if (top.code !== 0) throw explainFailure(absolute, top);
  return { folder: top.stdout.toString('utf8').replace(/\n$/, ''), shallow: shallow === 'true' };
}

function explainFailure(folder: string, result: GitResult): UserError {
  if (/dubious ownership/.test(result.stderr)) {
    return new UserError(
      `${folder} belongs to another user, so git refuses to read it.`,
      `If you trust it: git config --global --add safe.directory ${folder}`,
    );
  }
  if (/not a git repository/.test(result.stderr)) {
    return new UserError(`${folder} is not in a git repository.`, NEXT);
  }
  return new UserError(`${folder} could not be read as a git repository: ${firstLine(result.stderr)}`, NEXT);
}
