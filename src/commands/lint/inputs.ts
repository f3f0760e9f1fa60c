/** The files that lint was given: folders opened, each file once, every one that cannot be read told at once. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { detectFramework, frameworkNamed } from '../../frameworks/index.ts';
import type { FrameworkName } from '../../model.ts';
import { UserError } from '../../user-error.ts';
import type { LintInput } from '../../world/lint-reading.ts';
import { quoted } from '../options.ts';

/** As for files of a repository: what is longer is no migration that somebody wrote. */
const LARGEST = 8 * 1024 * 1024;

const SKIPPED = /(?:^|[\\/])(?:node_modules|\.git)(?:[\\/]|$)/;
const SHOWN = 10;
const STANDARD_INPUT = 'stdin.sql';

function why(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read';
  return error instanceof Error ? error.message : String(error);
}

/** A file as it was named; standard input is `-`, and nobody knows its size. */
export interface NamedFile {
  path: string;
  /** As a report names it: relative to here, with `/`. */
  name: string;
  /** Bytes. */
  size: number;
}

/** Everything that was named, each file once, and what is wrong with the rest. */
export interface Listed {
  files: NamedFile[];
  wrong: string[];
}

/** What runs backwards and copies of the schema are left out, as a runner does. */
function filesIn(folder: string): string[] {
  const found = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.sql$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !SKIPPED.test(relative(folder, file)));
  return frameworkNamed('sql')
    .list(found)
    .map((file) => file.path)
    .sort();
}

function shown(path: string): string {
  const near = relative('.', path);
  return (near === '' ? path : near).replaceAll('\\', '/');
}

/** What is no text is said in its place, so that it becomes a problem of that very file. */
function toInput(path: string, bytes: Buffer, framework: FrameworkName | null): LintInput {
  const message =
    bytes.length > LARGEST
      ? 'it is over 8 MiB, so nobody looked at it'
      : bytes.includes(0)
        ? 'it is not a text file (binary, or UTF-16: save it as UTF-8)'
        : null;
  const text = message === null ? bytes.toString('utf8').replace(/^\uFEFF/, '') : '';
  const found = framework ?? detectFramework({ paths: [path], text: () => text });
  const up = frameworkNamed(found).up(path, text);
  const problem = { path, line: 1, column: 1, message: message ?? '' };
  return { path, framework: found, text: message === null ? up : { ...up, problems: [problem] } };
}

function readStandardInput(wanted: boolean): Buffer {
  const next = 'Name migration files or a folder, or pipe SQL into it.';
  if (process.stdin.isTTY === true && !wanted) throw new UserError('lint was given nothing to judge.', next);
  let bytes: Buffer;
  try {
    bytes = readFileSync(0);
  } catch (error) {
    throw new UserError(`standard input could not be read: ${why(error)}.`, next);
  }
  // A list of files that came out empty must not look like files that were judged.
  if (bytes.length === 0 && !wanted)
    throw new UserError('no file was named, and standard input is empty: nothing was judged.', next);
  return bytes;
}

function sizesOf(path: string): { path: string; size: number }[] {
  if (path === '-') return [{ path, size: 0 }];
  const stats = statSync(path);
  if (!stats.isDirectory()) return [{ path, size: stats.size }];
  return filesIn(path).map((file) => ({ path: file, size: statSync(file).size }));
}

/** Opens folders; reads no file. */
export function listInputs(paths: readonly string[]): Listed {
  const files = new Map<string, NamedFile>();
  const wrong: string[] = [];
  for (const named of paths) {
    try {
      const found = sizesOf(named);
      if (found.length === 0)
        wrong.push(`${quoted(named)} holds no migration: no .sql file that runs forwards`);
      for (const { path, size } of found) {
        const name = path === '-' ? STANDARD_INPUT : shown(path);
        if (!files.has(name)) files.set(name, { path, name, size });
      }
    } catch (error) {
      wrong.push(`${quoted(named)} could not be read: ${why(error)}`);
    }
  }
  return { files: [...files.values()], wrong };
}

function refuse(wrong: readonly string[]): UserError {
  const more = wrong.length > SHOWN ? `\n  and ${wrong.length - SHOWN} more` : '';
  return new UserError(
    `${wrong.slice(0, SHOWN).join('\n  ')}${more}`,
    'Check the paths; they are relative to the working directory.',
  );
}

/** No file at all is standard input. Throws `UserError` where one cannot be read or nothing is there. */
export function readInputs(listed: Listed, framework: FrameworkName | null): LintInput[] {
  const inputs: LintInput[] = [];
  const wrong = [...listed.wrong];
  for (const { path, name } of listed.files) {
    try {
      inputs.push(toInput(name, path === '-' ? readStandardInput(true) : readFileSync(path), framework));
    } catch (error) {
      if (error instanceof UserError) throw error;
      wrong.push(`${quoted(path)} could not be read: ${why(error)}`);
    }
  }
  if (wrong.length > 0) throw refuse(wrong);
  return inputs.length > 0 ? inputs : [toInput(STANDARD_INPUT, readStandardInput(false), framework)];
}
