/**
 * What a replay leaves for the next one: what each migration of the base did, not how well it was written. Histories are
 * long and are read at every start, so that nothing is kept that most entries have alike.
 */
import type { Catalog, Effect, Place, ReadMigration, Statement } from '../model.ts';
import { type PackedCatalog, packCatalog, unpackCatalog } from './kept-catalog.ts';

export interface Kept {
  reads: ReadMigration[];
  catalog: Catalog;
}

type Unsaid = Pick<Effect, 'locks' | 'statement' | 'instead' | 'why' | 'dependents'>;
type Usual = Pick<Effect, 'phase' | 'load' | 'fresh'>;
type PackedEffect = Omit<Effect, keyof Unsaid | keyof Usual | keyof Place> & Partial<Effect>;

interface PackedStatement {
  line: number;
  column?: number;
  effects: PackedEffect[];
}
export interface Packed {
  reads: (Pick<ReadMigration, 'path' | 'problems'> & { statements: PackedStatement[] })[];
  catalog: PackedCatalog;
}

/** What says how well a statement was written is left out; what nearly all effects have alike, where one has it so. */
const EFFECT: Unsaid & Usual = {
  locks: [],
  statement: '',
  instead: [],
  why: '',
  dependents: [],
  phase: 'expand',
  load: 'instant',
  fresh: false,
};
const UNSAID = new Set<string>([
  'locks',
  'statement',
  'instead',
  'why',
  'dependents',
] satisfies (keyof Unsaid)[]);
const usual = new Map<string, unknown>(Object.entries(EFFECT));

function packEffect(effect: Effect, statement: Statement): PackedEffect {
  const { path, line, column } = statement;
  const place = new Map<string, unknown>(Object.entries({ path, line, column }));
  const kept = Object.entries(effect).filter(
    ([key, value]) => !UNSAID.has(key) && usual.get(key) !== value && place.get(key) !== value,
  );
  return Object.fromEntries(kept) as unknown as PackedEffect;
}

const packStatement = (statement: Statement): PackedStatement => ({
  line: statement.line,
  ...(statement.column === 1 ? {} : { column: statement.column }),
  effects: statement.effects.map((effect) => packEffect(effect, statement)),
});

/** As it is written to the cache. */
export function pack({ reads, catalog }: Kept): Packed {
  const packed = reads.map(({ path, problems, statements }) => ({
    path,
    problems,
    statements: statements.filter(({ effects }) => effects.length > 0).map(packStatement),
  }));
  return { reads: packed, catalog: packCatalog(catalog) };
}

function unpackStatement(path: string, { line, column = 1, effects }: PackedStatement): Statement {
  const place = { path, line, column };
  return {
    ...place,
    text: '',
    endLine: line,
    node: '',
    effects: effects.map((effect): Effect => ({ ...EFFECT, ...place, ...effect })),
    transaction: null,
    forbidsTransaction: null,
    lockTimeout: false,
    hidesInvalidIndex: false,
    rows: [],
    uncommittedEnumValues: [],
    disablesTriggers: null,
    allows: [],
  };
}

/** As rules read it. Nothing in it may be written to: entries share their empty lists. */
export function unpack({ reads, catalog }: Packed): Kept {
  const whole = reads.map(({ path, problems, statements }) => ({
    path,
    problems,
    statements: statements.map((statement) => unpackStatement(path, statement)),
    strayAllows: [],
  }));
  return { reads: whole, catalog: unpackCatalog(catalog) };
}
