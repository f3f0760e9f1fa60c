/** `lanekeeper validate`: the manifest on disk, every mistake at once. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ManifestReading } from '../model.ts';
import { UserError } from '../user-error.ts';
import { manifestOnDisk } from '../world/manifest-on-disk.ts';
import { type Options, quoted, readOptions } from './options.ts';
import { lineOf } from './refuse-manifest.ts';

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function asText(reading: Exclude<ManifestReading, { state: 'none' }>): string {
  if (reading.state === 'invalid') {
    const count = reading.mistakes.length;
    return `${reading.mistakes.map(lineOf).join('\n')}\n${counted(count, 'mistake')} in ${reading.path}\n`;
  }
  const { manifest, warnings } = reading;
  const parts = [
    counted(manifest.changes.length, 'change'),
    counted(manifest.databases.length, 'database'),
    counted(manifest.environments.length, 'environment'),
  ].join(', ');
  const told = warnings.map((warning) => `${lineOf(warning)} (warning)\n`).join('');
  return `${told}${manifest.path} is valid: ${parts}\n`;
}

function asJson(reading: Exclude<ManifestReading, { state: 'none' }>): string {
  const mistakes = reading.state === 'invalid' ? reading.mistakes : [];
  const warnings = reading.state === 'valid' ? reading.warnings : [];
  const path = reading.state === 'valid' ? reading.manifest.path : reading.path;
  return `${JSON.stringify({ version: 1, path, valid: reading.state === 'valid', mistakes, warnings }, null, 2)}\n`;
}

function show(reading: Exclude<ManifestReading, { state: 'none' }>, options: Options): void {
  if (!options.silent) process.stdout.write(options.format === 'json' ? asJson(reading) : asText(reading));
}

/** A path in the repository; one that only the working directory knows is told as it lies from there. */
function inRepository(repo: string, path: string): string {
  if (existsSync(join(repo, path)) || !existsSync(path)) return path;
  return relative(repo, path).replaceAll('\\', '/');
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, {}, true, ['text', 'json']);
  const [path, ...more] = options.manifest === null ? options.files : [options.manifest, ...options.files];
  if (more.length > 0)
    throw new UserError(
      `one manifest is checked at a time, not ${quoted(more[0] ?? '')} too.`,
      'lanekeeper validate [FILE]',
    );
  const reading = await manifestOnDisk(
    options.repo,
    path === undefined ? null : inRepository(options.repo, path),
  );
  if (reading.state === 'none') {
    throw new UserError(
      `there is no manifest in ${options.repo === '.' ? 'this folder' : options.repo}.`,
      'lanekeeper init writes a first one.',
    );
  }
  show(reading, options);
  return reading.state === 'valid' ? 0 : 2;
}
