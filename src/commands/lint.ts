/** `lanekeeper lint [FILE…]`: migration files, judged alone. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { decide } from '../decide/decide.ts';
import { detectFramework, frameworkNamed, frameworkNames } from '../frameworks/index.ts';
import type { Catalog, Decision, Engine, FrameworkName, Manifest } from '../model.ts';
import { defaultSchemaOf } from '../names.ts';
import { emptyCatalog } from '../sql/catalog.ts';
import { prepareSql, readSchema } from '../sql/index.ts';
import { UserError } from '../user-error.ts';
import { type LintInput, lintReading } from '../world/lint-reading.ts';
import { type Options, readOptions, textOf } from './options.ts';
import { showDecision } from './show.ts';

const ENGINES: Record<Engine, number> = { postgresql: 18, mysql: 9, mariadb: 12, sqlite: 3 };

function readEngine(options: Options): { engine: Engine; version: number } {
  const engine = (textOf(options, 'engine') ?? 'postgresql') as Engine;
  if (!(engine in ENGINES))
    throw new UserError(
      `--engine ${JSON.stringify(engine)} is not known.`,
      `It is one of: ${Object.keys(ENGINES).join(', ')}.`,
    );
  const text = textOf(options, 'engine-version');
  const version =
    text === undefined ? ENGINES[engine] : Number(/^\d+(?:\.\d+)?/.exec(text)?.[0] ?? Number.NaN);
  if (!(version > 0))
    throw new UserError(
      `--engine-version ${JSON.stringify(text)} is no version.`,
      'Give the major version, e.g. 16.',
    );
  return { engine, version };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `${path} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check the path, and that it may be read.',
    );
  }
}

/** A folder stands for the SQL files in it. */
function expand(path: string): string[] {
  const folder = ((): boolean => {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  })();
  if (!folder) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** As a report names it: relative to here, with `/`. */
const named = (path: string): string => {
  const near = relative('.', path);
  return (near.startsWith('..') || near === '' ? path : near).replaceAll('\\', '/');
};

function readInput(path: string, text: string, framework: FrameworkName | null): LintInput {
  const found = framework ?? detectFramework({ paths: [path], text: () => text });
  return { path, framework: found, text: frameworkNamed(found).up(path, text) };
}

function readFramework(options: Options): FrameworkName | null {
  const name = textOf(options, 'framework');
  if (name === undefined || name === 'auto') return null;
  const found = frameworkNames().find((known) => known === name);
  if (!found)
    throw new UserError(
      `--framework ${JSON.stringify(name)} is not known.`,
      `It is one of: ${frameworkNames().join(', ')}.`,
    );
  return found;
}

async function readManifest(options: Options): Promise<Manifest | null> {
  if (options.manifest === null) return null;
  const { manifestOnDisk } = await import('../world/manifest-on-disk.ts');
  const reading = await manifestOnDisk('.', options.manifest);
  if (reading.state === 'valid') return reading.manifest;
  const first = reading.state === 'invalid' ? reading.mistakes[0] : undefined;
  throw new UserError(
    first
      ? `${first.path}:${first.line}:${first.column} ${first.message}`
      : `there is no manifest ${options.manifest}.`,
    'lanekeeper validate lists every mistake.',
  );
}

/** Judges the files that options name, or standard input. */
export async function readFiles(options: Options): Promise<Decision> {
  const { engine, version } = readEngine(options);
  const framework = readFramework(options);
  const reading = { engine, version, defaultSchema: defaultSchemaOf(engine) };
  const manifest = await readManifest(options);
  await prepareSql(engine);
  const schemaFile = textOf(options, 'schema');
  const schema: Catalog =
    schemaFile === undefined
      ? { ...emptyCatalog(), incomplete: true }
      : readSchema(readText(schemaFile), reading);
  const piped = options.files.length === 0 || (options.files.length === 1 && options.files[0] === '-');
  const inputs = piped
    ? [readInput('stdin.sql', readFileSync(0, 'utf8'), framework)]
    : options.files.flatMap(expand).map((path) => readInput(named(path), readText(path), framework));
  const now = options.now ?? Date.now();
  return decide(lintReading(inputs, { ...reading, schema, manifest, now }), []).decision;
}

export async function run(args: string[]): Promise<number> {
  const own = {
    engine: 'string',
    'engine-version': 'string',
    framework: 'string',
    schema: 'string',
  } as const;
  const options = readOptions(args, own, true);
  return showDecision(await readFiles(options), options);
}
