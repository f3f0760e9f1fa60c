/** What Lanekeeper says of the same statement, in the shape that a server's answer has. */
import type { Catalog, Effect, Load, ReadMigration, RunnerTransaction, Statement } from '../../src/model.ts';
import { emptyCatalog } from '../../src/sql/catalog.ts';
import { prepareSql, readMigrations } from '../../src/sql/index.ts';
import { addLock, type Subject } from './measure.ts';
import { factsOfCatalog } from './replayed-catalog.ts';
import type { SchemaFacts } from './server-catalog.ts';

export interface Told {
  statements: Statement[];
  effects: Effect[];
  problems: string[];
  load: Load;
  locks: Record<string, string>;
  forbidsTransaction: boolean;
  catalog: SchemaFacts;
}

const loads: Load[] = ['instant', 'scan', 'rewrite'];

await prepareSql('postgresql');

function read(
  text: string,
  before: Catalog,
  version: number,
  transaction: RunnerTransaction,
): { read: ReadMigration; after: Catalog } {
  const options = { engine: 'postgresql', version, defaultSchema: 'public' } as const;
  const { migrations, after } = readMigrations([{ path: 'm.sql', up: text, transaction }], before, options);
  const [first] = migrations;
  if (!first) throw new Error('readMigrations gave no migration for one text');
  return { read: first, after };
}

function describe(migration: ReadMigration): string[] {
  return migration.problems.map((problem) => `${problem.line}:${problem.column} ${problem.message}`);
}

export function tell(subject: Subject, version: number, transaction: RunnerTransaction = 'none'): Told {
  const before = read(subject.setup, emptyCatalog(), version, 'none');
  const { read: migration, after } = read(subject.statement, before.after, version, transaction);
  const effects = migration.statements.flatMap((statement) => statement.effects);
  const locks: Record<string, string> = {};
  for (const lock of effects.flatMap((effect) => effect.locks)) addLock(locks, lock.object, lock.mode);
  const load = loads.findLast((word) => effects.some((effect) => effect.load === word)) ?? 'instant';
  return {
    statements: migration.statements,
    effects,
    problems: [...describe(before.read).map((said) => `setup: ${said}`), ...describe(migration)],
    load,
    locks,
    forbidsTransaction: migration.statements.some((statement) => statement.forbidsTransaction !== null),
    catalog: factsOfCatalog(after),
  };
}
