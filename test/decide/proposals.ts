/** Proposals written by hand, for rules that look at statements: everything that a test does not name is harmless. */
import { propose } from '../../src/decide/propose.ts';
import type { Proposal } from '../../src/decide/rule.ts';
import type {
  Catalog,
  Effect,
  FrameworkName,
  Migration,
  MigrationFile,
  MigrationSet,
  Problem,
  Reading,
  RowChange,
  Statement,
} from '../../src/model.ts';

export const PATH = 'db/migrations/0007_next.sql';
const sha = (fill: string): string => fill.repeat(40);
export const MERGE_BASE = sha('a');
export const BASE = sha('b');
export const HEAD = sha('c');

export const noCatalog = (): Catalog => ({
  tables: {},
  indexes: {},
  views: {},
  types: {},
  functions: {},
  sequences: {},
  schemas: [],
  incomplete: false,
});

/** An effect on `users.name`; a column's table is taken from its name. */
export function effect(parts: Partial<Effect>): Effect {
  const object = parts.object ?? 'users.name';
  return {
    path: PATH,
    line: 1,
    column: 1,
    kind: 'alters',
    object,
    objectKind: object.includes('.') ? 'column' : 'table',
    table: object.split('.')[0] ?? null,
    phase: 'neutral',
    load: 'instant',
    locks: [],
    operation: 'by-hand',
    statement: 'ALTER TABLE users …',
    fresh: false,
    dependents: [],
    instead: [],
    why: '',
    ...parts,
  };
}

export function statement(parts: Partial<Statement>): Statement {
  const { line = 1, column = 1, text = 'ALTER TABLE users …' } = parts;
  return {
    path: PATH,
    node: 'AlterTableStmt',
    endLine: line,
    transaction: null,
    forbidsTransaction: null,
    lockTimeout: true,
    hidesInvalidIndex: false,
    rows: [],
    uncommittedEnumValues: [],
    disablesTriggers: null,
    allows: [],
    ...parts,
    line,
    column,
    text,
    effects: (parts.effects ?? []).map((one) => ({ ...one, line, column, statement: text })),
  };
}

export const row = (parts: Partial<RowChange>): RowChange => ({
  verb: 'update',
  table: 'users',
  columns: [],
  whole: true,
  bounded: false,
  ...parts,
});

export interface Given {
  statements?: Statement[];
  problems?: Problem[];
  /** Rows of tables, as the manifest would tell. */
  rows?: Record<string, number>;
  framework?: FrameworkName;
  kind?: 'pull_request' | 'lint';
  set?: Partial<MigrationSet>;
  files?: Reading['files'];
}

const versionOf = (path: string): string | null => /\/[VR]?(\d[\d._]*?)[_-]/.exec(path)?.[1] ?? null;

export const file = (path: string, blob = path, repeatable = false): MigrationFile & { blob: string } => ({
  path,
  blob,
  repeatable,
  version: repeatable ? null : versionOf(path),
});

export const migration = (path: string, blob = path, repeatable = false): Migration => ({
  ...file(path, blob, repeatable),
  read: { path, statements: [], problems: [], strayAllows: [] },
});

function setOf(given: Given): MigrationSet {
  const tables = Object.entries(given.rows ?? {}).map(([name, rows]) => [name, { rows, longestCycle: null }]);
  const read = {
    path: PATH,
    statements: given.statements ?? [],
    problems: given.problems ?? [],
    strayAllows: [],
  };
  return {
    database: {
      name: 'app',
      engine: 'postgresql',
      version: 16,
      assumed: false,
      migrations: ['db/migrations'],
      framework: 'auto',
      runs: 'separately',
      telemetry: {},
      tables: Object.fromEntries(tables),
      defaultSchema: 'public',
    },
    framework: given.framework ?? 'sql',
    base: [],
    mergeBase: {},
    proposed: [{ ...file(PATH), read }],
    head: [file(PATH)],
    catalog: noCatalog(),
    after: noCatalog(),
    problems: [],
    ...given.set,
  };
}

export function proposalOf(given: Given): Proposal {
  const none = { state: 'none' } as const;
  return propose({
    now: Date.UTC(2026, 10, 1),
    subject:
      given.kind === 'lint'
        ? { kind: 'lint' }
        : {
            kind: 'pull_request',
            base: BASE,
            head: HEAD,
            mergeBase: MERGE_BASE,
            number: 1,
            author: null,
            lastPusher: null,
          },
    manifests: { base: none, head: none, mergeBase: none },
    files: given.files ?? [],
    sets: [setOf(given)],
  });
}

/** For rules that ask nothing: asking fails the test. */
export const askNothing = (): never => {
  throw new Error('this rule looks at statements alone');
};
