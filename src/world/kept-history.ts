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
const UNSAID: Unsaid = { locks: [], statement: '', instead: [], why: '', dependents: [] };

/** What many effects have alike is written once. */
type Sort = Pick<Effect, 'kind' | 'objectKind' | 'phase' | 'load' | 'fresh' | 'operation'>;

/** What few effects have. */
type Rare = Omit<Effect, keyof Unsaid | keyof Sort | keyof Place | 'object' | 'table'>;

/** The table of an effect: none, the object itself, what stands before the object's last dot, or a name of its own. */
const NO_TABLE = 0;
const ITSELF = 1;
const BEFORE_DOT = 2;
type PackedTable = typeof NO_TABLE | typeof ITSELF | typeof BEFORE_DOT | string;

/** Sort, object, table, and only where it must be said: what is rare, and where another place than the statement's. */
type PackedEffect = [number, string, PackedTable, (Rare & Partial<Place>)?];
/** Line and column, then the effects. */
type PackedStatement = [number, number, ...PackedEffect[]];

export interface Packed {
  sorts: Sort[];
  reads: (Pick<ReadMigration, 'path' | 'problems'> & { statements: PackedStatement[] })[];
  catalog: PackedCatalog;
}

/** They leave nothing behind that a later decision could ask for, and a history is full of them. */
const LEAVES_NOTHING = new Set(['change-session', 'comment-on']);
const leavesSomething = ({ operation }: Effect): boolean => !LEAVES_NOTHING.has(operation);

const beforeDot = (object: string): string => object.slice(0, Math.max(0, object.lastIndexOf('.')));

function packTable({ object, table }: Effect): PackedTable {
  if (table === null) return NO_TABLE;
  if (table === object) return ITSELF;
  return table === beforeDot(object) ? BEFORE_DOT : table;
}

function unpackTable(table: PackedTable, object: string): string | null {
  if (table === NO_TABLE) return null;
  if (table === ITSELF) return object;
  return table === BEFORE_DOT ? beforeDot(object) : table;
}

/** Each sort once, by its place in a list. */
class Sorts {
  readonly all: Sort[] = [];
  private readonly known = new Map<string, number>();

  indexOf(sort: Sort): number {
    const key = JSON.stringify(sort);
    const index = this.known.get(key) ?? this.all.push(sort) - 1;
    this.known.set(key, index);
    return index;
  }
}

function packEffect(effect: Effect, statement: Statement, sorts: Sorts): PackedEffect {
  const { kind, objectKind, phase, load, fresh, operation, object, table: _, ...most } = effect;
  const { locks, statement: __, instead, why, dependents, path, line, column, ...rare } = most;
  const elsewhere = {
    ...(path === statement.path ? {} : { path }),
    ...(line === statement.line ? {} : { line }),
    ...(column === statement.column ? {} : { column }),
  };
  const said = { ...rare, ...elsewhere };
  const sort = sorts.indexOf({ kind, objectKind, phase, load, fresh, operation });
  const table = packTable(effect);
  return Object.keys(said).length === 0 ? [sort, object, table] : [sort, object, table, said];
}

function packStatement(statement: Statement, sorts: Sorts): PackedStatement {
  const effects = statement.effects.filter(leavesSomething);
  return [statement.line, statement.column, ...effects.map((effect) => packEffect(effect, statement, sorts))];
}

/** As it is written to the cache. */
export function pack({ reads, catalog }: Kept): Packed {
  const sorts = new Sorts();
  const packed = reads.map(({ path, problems, statements }) => ({
    path,
    problems,
    statements: statements
      .filter(({ effects }) => effects.some(leavesSomething))
      .map((statement) => packStatement(statement, sorts)),
  }));
  return { sorts: sorts.all, reads: packed, catalog: packCatalog(catalog) };
}

function unpackEffect(packed: PackedEffect, place: Place, sorts: readonly Sort[]): Effect {
  const [sort, object, table, said] = packed;
  const common = { ...UNSAID, ...(sorts[sort] as Sort), object, table: unpackTable(table, object) };
  return said === undefined ? { ...common, ...place } : { ...common, ...place, ...said };
}

function unpackStatement(path: string, packed: PackedStatement, sorts: readonly Sort[]): Statement {
  const [line, column, ...effects] = packed;
  const place = { path, line, column };
  return {
    ...place,
    text: '',
    endLine: line,
    node: '',
    effects: effects.map((effect) => unpackEffect(effect, place, sorts)),
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
export function unpack({ sorts, reads, catalog }: Packed): Kept {
  const whole = reads.map(({ path, problems, statements }) => ({
    path,
    problems,
    statements: statements.map((statement) => unpackStatement(path, statement, sorts)),
    strayAllows: [],
  }));
  return { reads: whole, catalog: unpackCatalog(catalog) };
}
