/** `lanekeeper lint [FILE…]`: migration files, judged alone. */
import { readFileSync } from 'node:fs';
import { frameworkNames } from '../frameworks/index.ts';
import type { Decision, Engine, FrameworkName, Manifest } from '../model.ts';
import { defaultSchemaOf } from '../names.ts';
import { nearest } from '../read/manifest/nearest.ts';
import { UserError } from '../user-error.ts';
import { type LintInput, type LintOptions, lintReading, lintSets } from '../world/lint-reading.ts';
import { listInputs, readInputs } from './lint/inputs.ts';
import { beginSharing, judgeOrRecall } from './lint/kept-verdicts.ts';
import { type Options, quoted, readOptions, textOf } from './options.ts';
import { refuseManifest } from './refuse-manifest.ts';
import { showDecision } from './show.ts';
import { progressOf } from './terminal.ts';

const NEWEST: Record<Engine, number> = { postgresql: 18, mysql: 9, mariadb: 12, sqlite: 3 };

function oneOf<T extends string>(option: string, word: string, known: readonly T[]): T {
  const found = known.find((one) => one === word);
  if (found !== undefined) return found;
  const near = nearest(word, known);
  throw new UserError(
    `${option} ${quoted(word)} is not known.`,
    `${near === null ? '' : `Did you mean ${near}? `}It is one of: ${known.join(', ')}.`,
  );
}

/** What was named, else what the manifest's one database has, else PostgreSQL at its newest. */
function readEngine(options: Options, manifest: Manifest | null): { engine: Engine; version: number } {
  const only = manifest?.databases.length === 1 ? manifest.databases[0] : undefined;
  const engines = Object.keys(NEWEST) as Engine[];
  const engine = oneOf('--engine', textOf(options, 'engine') ?? only?.engine ?? 'postgresql', engines);
  const text = textOf(options, 'engine-version');
  const known = only?.engine === engine ? only.version : NEWEST[engine];
  const version = text === undefined ? known : Number(/^\d+(?:\.\d+)?(?=\.|$)/.exec(text)?.[0] ?? Number.NaN);
  if (!(version > 0))
    throw new UserError(
      `--engine-version ${quoted(text ?? '')} is no version.`,
      'Give the major version, e.g. 16.',
    );
  return { engine, version };
}

function readFramework(options: Options): FrameworkName | null {
  const name = textOf(options, 'framework');
  return name === undefined || name === 'auto' ? null : oneOf('--framework', name, frameworkNames());
}

async function readManifest(options: Options): Promise<Manifest | null> {
  if (options.manifest === null) return null;
  const { manifestOnDisk } = await import('../world/manifest-on-disk.ts');
  const reading = await manifestOnDisk(options.repo, options.manifest);
  if (reading.state === 'valid') return reading.manifest;
  throw refuseManifest(reading.state === 'invalid' ? reading.mistakes : []);
}

function readSchemaText(options: Options): string | null {
  const path = textOf(options, 'schema');
  if (path === undefined) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `--schema ${quoted(path)} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      'Name a dump of the schema: pg_dump --schema-only.',
    );
  }
}

/** What a manifest says holds for all files at once: sizes, settings, exemptions. */
async function judgeTogether(inputs: readonly LintInput[], options: LintOptions): Promise<Decision> {
  const { prepareSql } = await import('../sql/index.ts');
  const { decide } = await import('../decide/decide.ts');
  await prepareSql(options.engine);
  return decide(lintReading(lintSets(inputs, options), options), []).decision;
}

/** Judges the files that options name, or standard input. `withEffects`: the decision lists them. */
export async function readFiles(options: Options, withEffects = true): Promise<Decision> {
  const manifest = await readManifest(options);
  const { engine, version } = readEngine(options, manifest);
  const framework = readFramework(options);
  const before = readSchemaText(options);
  const judging = { engine, version, defaultSchema: defaultSchemaOf(engine), before, withEffects };
  const listed = listInputs(options.files);
  const other = manifest === null ? await beginSharing(listed.files, judging) : null;
  const inputs = readInputs(listed, framework);
  const progress = progressOf('Judging files:', options.silent);
  const now = options.now ?? Date.now();
  if (manifest === null) {
    const { joinFiles } = await import('../decide/files-apart.ts');
    return joinFiles(now, await judgeOrRecall(inputs, { judging, progress, other }));
  }
  const { schemaBefore } = await import('./lint/judge-files.ts');
  const schema = await schemaBefore(judging);
  return judgeTogether(inputs, { ...judging, schema, manifest, now, progress });
}

const LISTS_EFFECTS = new Set<Options['format']>(['json', 'sarif']);

export async function run(args: string[]): Promise<number> {
  const own = {
    engine: 'string',
    'engine-version': 'string',
    framework: 'string',
    schema: 'string',
  } as const;
  const options = readOptions(args, own, true);
  return showDecision(await readFiles(options, LISTS_EFFECTS.has(options.format)), options);
}
