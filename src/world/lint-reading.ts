/** Migration files alone, as a reading that the rules can judge: each by itself, against the schema that was given. */
import type {
  Catalog,
  Database,
  Engine,
  FrameworkName,
  Manifest,
  ManifestReading,
  MigrationSet,
  MigrationText,
  Reading,
  Time,
} from '../model.ts';
import { readMigrations } from '../sql/index.ts';
import type { Progress } from './history.ts';

export interface LintInput {
  path: string;
  framework: FrameworkName;
  text: MigrationText;
}

export interface LintOptions {
  engine: Engine;
  version: number;
  defaultSchema: string;
  schema: Catalog;
  /** Sizes, settings and exemptions, where a manifest was named. */
  manifest: Manifest | null;
  now: Time;
  /** Told how many files are read. */
  progress?: Progress;
}

function databaseOf(input: LintInput, { engine, version, defaultSchema, manifest }: LintOptions): Database {
  const tables = manifest?.databases.find((database) => database.engine === engine)?.tables ?? {};
  return {
    name: 'lint',
    engine,
    version,
    assumed: false,
    migrations: [input.path],
    framework: input.framework,
    runs: 'separately',
    telemetry: {},
    tables,
    defaultSchema,
  };
}

/** One file as a set of its own. */
export function lintSet(input: LintInput, options: LintOptions): MigrationSet {
  const { migrations, after } = readMigrations([input.text], options.schema, options);
  // Nothing compares contents here: each file is new, and stands alone.
  const blob = '';
  const file = { path: input.path, version: null, repeatable: false, blob };
  return {
    database: databaseOf(input, options),
    framework: input.framework,
    base: [],
    mergeBase: {},
    proposed: migrations.map((read) => ({ ...file, read })),
    head: [file],
    catalog: options.schema,
    // No rule asks a file by itself for its functions, and reading their bodies costs more than all the rest.
    after: { ...after, functions: {} },
    problems: [],
  };
}

/** One set for each file, in their order: what one makes does not excuse another. */
export function lintSets(inputs: readonly LintInput[], options: LintOptions): MigrationSet[] {
  const { progress = () => {} } = options;
  const sets = inputs.map((input, index) => {
    progress(index, inputs.length);
    return lintSet(input, options);
  });
  progress(inputs.length, inputs.length);
  return sets;
}

/** The sets as a reading that the rules can judge. */
export function lintReading(sets: MigrationSet[], options: LintOptions): Reading {
  const none: ManifestReading = { state: 'none' };
  const base: ManifestReading = options.manifest
    ? { state: 'valid', manifest: options.manifest, warnings: [] }
    : none;
  const manifests: Reading['manifests'] = { base, head: none, mergeBase: none };
  return {
    now: options.now,
    subject: { kind: 'lint' },
    manifests,
    files: [],
    sets,
  };
}
