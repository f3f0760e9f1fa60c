/** `lanekeeper validate`: the manifest on disk, every mistake at once. */
import type { ManifestMistake, ManifestReading } from '../model.ts';
import { UserError } from '../user-error.ts';
import { manifestOnDisk } from '../world/manifest-on-disk.ts';
import { type Options, readOptions } from './options.ts';

const lineOf = ({ path, line, column, message }: ManifestMistake): string =>
  `${path}:${line}:${column} ${message}`;

function asText(reading: Exclude<ManifestReading, { state: 'none' }>): string {
  if (reading.state === 'invalid') {
    return `${reading.mistakes.map(lineOf).join('\n')}\n${reading.mistakes.length} mistakes in ${reading.path}\n`;
  }
  const { manifest, warnings } = reading;
  const told = warnings.map((warning) => `${lineOf(warning)} (warning)\n`).join('');
  return `${told}${manifest.path} is valid: ${manifest.changes.length} changes, ${manifest.databases.length} databases, ${manifest.environments.length} environments\n`;
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

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, {}, true, ['text', 'json']);
  const reading = await manifestOnDisk(options.repo, options.manifest ?? options.files[0] ?? null);
  if (reading.state === 'none') {
    throw new UserError(`there is no manifest in ${options.repo}.`, 'lanekeeper init writes a first one.');
  }
  show(reading, options);
  return reading.state === 'valid' ? 0 : 2;
}
