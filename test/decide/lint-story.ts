/** A story told in SQL: what was there before, the migration, and what the rules that need no history say of it. */
import { propose } from '../../src/decide/propose.ts';
import { rules } from '../../src/decide/rules/index.ts';
import type { Engine, Finding, FrameworkName, Reading, RunnerTransaction } from '../../src/model.ts';
import { emptyCatalog } from '../../src/sql/catalog.ts';
import { prepareSql, readMigrations } from '../../src/sql/index.ts';

export interface LintStory {
  /** SQL that the base's migrations ran. */
  before?: string;
  /** How the runner sends the file; statement by statement unless told. */
  transaction?: RunnerTransaction;
  framework?: FrameworkName;
  version?: number;
  engine?: Engine;
  rows?: Record<string, number>;
}

const none = { state: 'none' } as const;

function readingOf(sql: string, story: LintStory): Reading {
  const { before = '', transaction = 'none', framework = 'sql', version = 16, engine = 'postgresql' } = story;
  const options = { engine, version, defaultSchema: 'public' };
  const text = (path: string, up: string) => ({ path, up, transaction });
  const earlier = before === '' ? [] : [text('m/0001_before.sql', before)];
  const base = readMigrations(earlier, emptyCatalog(), options);
  const problems = base.migrations.flatMap((migration) => migration.problems);
  if (problems[0]) throw new Error(`the story's beginning cannot be read: ${problems[0].message}`);
  const next = readMigrations([text('m/0002_next.sql', sql)], base.after, options);
  const tables = Object.entries(story.rows ?? {}).map(([name, rows]) => [name, { rows, longestCycle: null }]);
  return {
    now: Date.UTC(2026, 10, 1),
    subject: { kind: 'lint' },
    manifests: { base: none, head: none, mergeBase: none },
    files: [],
    sets: [
      {
        database: {
          name: 'app',
          engine,
          version,
          assumed: false,
          migrations: ['m'],
          framework,
          runs: 'separately',
          telemetry: {},
          tables: Object.fromEntries(tables),
          defaultSchema: 'public',
        },
        framework,
        base: [],
        mergeBase: {},
        proposed: next.migrations.map((read) => ({
          path: read.path,
          version: '0002',
          repeatable: false,
          blob: 'b'.repeat(40),
          read,
        })),
        head: [],
        catalog: base.after,
        after: next.after,
        problems: [],
      },
    ],
  };
}

export const prepareStories = (): Promise<void> => prepareSql('postgresql');

/** Findings of every rule that judges linted files, `ok` ones too. */
export function lint(sql: string, story: LintStory = {}): Finding[] {
  const proposal = propose(readingOf(sql, story));
  const ask = () => {
    throw new Error('lint asks nothing');
  };
  return rules
    .filter(({ subjects }) => subjects.includes('lint'))
    .flatMap((rule) => rule.judge(proposal, ask));
}

/** `rule status` of everything that is not ok, each once, in order of the alphabet. */
export function told(sql: string, story: LintStory = {}): string[] {
  const words = lint(sql, story)
    .filter(({ status }) => status !== 'ok')
    .map(({ rule, status }) => `${rule} ${status}`);
  return [...new Set(words)].toSorted();
}
