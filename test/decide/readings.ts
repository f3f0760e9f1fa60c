/** Readings made by hand: a repository that splits users.name, at whatever point a test wants it. */
import type {
  Catalog,
  Change,
  ChangedFile,
  Database,
  Effect,
  Manifest,
  Migration,
  MigrationSet,
  Reading,
  Statement,
} from '../../src/model.ts';

export const NOW = Date.parse('2026-11-01T00:00:00Z');
export const DAY = 86_400_000;
export const BASE = 'b'.repeat(40);
export const HEAD = 'c'.repeat(40);
export const MERGE_BASE = 'a'.repeat(40);

export function change(parts: Partial<Change> = {}): Change {
  return {
    path: 'lanekeeper.yml',
    line: 1,
    column: 1,
    id: 'split-user-name',
    summary: 'Split users.name',
    owner: null,
    database: 'app',
    announced: null,
    adds: ['users.first_name'],
    removes: ['users.name'],
    tightens: [],
    rewrites: [],
    mode: 'parallel',
    expandSoak: 0,
    dualWrite: { code: ['src/write.ts'], flag: null },
    backfill: { rows: 50_000_000, batch: 10_000, rate: 50_000, job: null },
    readNew: { code: ['src/read.ts'], flag: 'users.read' },
    stopOld: { code: ['src/**'], flag: null },
    writers: null,
    contract: {
      soak: 7 * DAY,
      deprecation: null,
      quiet: { window: 14 * DAY, reads: 0, writes: 0, ignore: [], implicit: 'count' },
      divergence: { max: 0, window: 7 * DAY },
      backfill: 'required',
      approvals: 1,
    },
    references: null,
    ...parts,
  };
}

export const database: Database = {
  name: 'app',
  engine: 'postgresql',
  version: 16,
  assumed: false,
  migrations: ['db/migrations'],
  framework: 'sql',
  runs: 'separately',
  telemetry: { '*': 'log' },
  tables: {},
  defaultSchema: 'public',
};

export function manifest(changes: Change[], parts: Partial<Manifest> = {}): Manifest {
  const environment = (name: string) => ({
    name,
    deployments: [name],
    workflows: null,
    creators: null,
    ref: null,
  });
  return {
    path: 'lanekeeper.yml',
    mode: 'enforce',
    databases: [database],
    environments: [environment('staging'), environment('production')],
    code: { include: [], exclude: [] },
    consumers: [],
    telemetry: [
      {
        name: 'log',
        type: 'query-log',
        url: 'https://log.example',
        tokenEnv: null,
        sources: null,
        maxAge: 900_000,
        maxGap: 0,
      },
    ],
    flags: null,
    approval: { approvers: ['@octocat'], expires: 3 * DAY, selfApproval: false },
    rules: {},
    exemptions: [],
    rollbackKeep: null,
    changes,
    files: ['lanekeeper.yml'],
    ...parts,
  };
}

export function effect(parts: Partial<Effect>): Effect {
  return {
    path: 'db/migrations/0001.sql',
    line: 1,
    column: 1,
    kind: 'adds',
    object: 'users.first_name',
    objectKind: 'column',
    table: 'users',
    phase: 'expand',
    load: 'instant',
    locks: [],
    operation: 'test',
    statement: '',
    fresh: false,
    dependents: [],
    instead: [],
    why: '',
    ...parts,
  };
}

export function migration(path: string, effects: Effect[]): Migration {
  const statements: Statement[] = effects.map((one, index) => ({
    path,
    line: index + 1,
    column: 1,
    endLine: index + 1,
    text: '',
    node: 'AlterTableStmt',
    effects: [{ ...one, path, line: index + 1 }],
    transaction: null,
    forbidsTransaction: null,
    lockTimeout: true,
    hidesInvalidIndex: false,
    rows: [],
    uncommittedEnumValues: [],
    disablesTriggers: null,
    allows: [],
  }));
  const blob = path.padEnd(40, '0').slice(0, 40);
  return {
    path,
    version: path,
    repeatable: false,
    blob,
    read: { path, statements, problems: [], strayAllows: [] },
  };
}

export const emptyCatalog = (): Catalog => ({
  tables: {},
  indexes: {},
  views: {},
  types: {},
  functions: {},
  sequences: {},
  schemas: [],
  incomplete: false,
});

export function set(
  base: Migration[],
  proposed: Migration[],
  parts: Partial<MigrationSet> = {},
): MigrationSet {
  const files = (all: Migration[]) =>
    all.map(({ path, version, repeatable, blob }) => ({ path, version, repeatable, blob }));
  return {
    database,
    framework: 'sql',
    base,
    mergeBase: Object.fromEntries(base.map(({ path, blob }) => [path, blob])),
    proposed,
    head: files([...base, ...proposed]),
    catalog: emptyCatalog(),
    after: emptyCatalog(),
    problems: [],
    ...parts,
  };
}

export function reading(bound: Manifest, sets: MigrationSet[], files: ChangedFile[] = []): Reading {
  const valid = { state: 'valid', manifest: bound, warnings: [] } as const;
  const reading: Reading['manifests'] = {
    base: { ...valid, warnings: [] },
    head: { ...valid, warnings: [] },
    mergeBase: { ...valid, warnings: [] },
  };
  const subject: Reading['subject'] = {
    kind: 'pull_request',
    base: BASE,
    head: HEAD,
    mergeBase: MERGE_BASE,
    number: 12,
    author: 'hubot',
    lastPusher: 'hubot',
  };
  return { now: NOW, subject, manifests: reading, files, sets };
}

export function changedFile(path: string, before: string | null, after: string | null): ChangedFile {
  const status = before === null ? 'added' : after === null ? 'deleted' : 'modified';
  return {
    path,
    from: null,
    status,
    beforeBlob: before && '1'.repeat(40),
    afterBlob: after && '2'.repeat(40),
    before,
    after,
    unread: false,
  };
}

const EXPAND = migration('db/migrations/0002_expand.sql', [effect({})]);
const DROP = migration('db/migrations/0007_drop.sql', [
  effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
]);

/** The pull request that drops users.name. */
export function contractReading(parts: Partial<Change> = {}, bound: Partial<Manifest> = {}): Reading {
  return reading(manifest([change(parts)], bound), [set([EXPAND], [DROP])]);
}

/** The pull request whose code begins to use users.first_name. */
export function codeReading(parts: Partial<Change> = {}): Reading {
  const file = changedFile('src/users/x.ts', null, 'SELECT first_name FROM users');
  return reading(manifest([change(parts)]), [set([EXPAND], [])], [file]);
}

/** The pull request that fills users.first_name by a migration. */
export function backfillReading(): Reading {
  const fill = migration('db/migrations/0003_fill.sql', [
    effect({ kind: 'rewrites', phase: 'migrate', load: 'scan' }),
  ]);
  return reading(manifest([change()]), [set([EXPAND], [fill])]);
}

/** The pull request that makes users.email NOT NULL. */
export function tightenReading(): Reading {
  const tight = migration('db/migrations/0004_email.sql', [
    effect({ kind: 'constrains', object: 'users.email', phase: 'tighten', rows: 'scan' }),
  ]);
  const entry = change({
    id: 'require-email',
    adds: [],
    removes: [],
    tightens: ['users.email'],
    writers: ['src/write.ts'],
    mode: 'tightening',
    dualWrite: null,
    backfill: null,
    readNew: null,
    stopOld: null,
  });
  return reading(manifest([entry]), [set([EXPAND], [tight])]);
}
