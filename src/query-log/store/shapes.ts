/** Shapes and what they touch, put into the store once for each time that their names mean the same. */
import type { Shape, Touch } from '../words.ts';
import { takeName } from './ids.ts';
import type { Statements } from './statements.ts';
import { type Upsert, upsert } from './upsert.ts';

export const ACCESSES = ['read', 'write'] as const;
export const VIAS = ['explicit', 'implicit', 'unresolved'] as const;

export interface ResolvedBy {
  /** Ids of the catalogs that held from its first run to its last; null: none was known. */
  first: number | null;
  last: number | null;
}

const MANY = 20_000;
const MANY_NAMES = 100_000;

const TOUCHES: Upsert = { into: 'touches (name, shape, access, via)', conflict: 'DO NOTHING' };

type TouchRow = [name: number, shape: number, access: number, via: number];

/** In order of the key, so that the tree is walked and not searched. */
const byName = (one: TouchRow, other: TouchRow): number => one[0] - other[0] || one[1] - other[1];

/** Knows the shapes that it has seen, so that a batch of known ones costs no writes for them. */
export class KnownShapes {
  readonly #sql: Statements;
  readonly #known = new Map<string, { id: number; touches: string }>();
  /** By the object itself: a resolver hands out the very same one for runs of one shape. */
  #latest = new WeakMap<Shape, { database: number; by: ResolvedBy; id: number }>();
  /** By database. */
  readonly #names = new Map<number, Map<string, number>>();
  #touches: TouchRow[] = [];

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** To be called when a transaction was undone, or rows were deleted. */
  forget(): void {
    this.#known.clear();
    this.#latest = new WeakMap();
    this.#names.clear();
    this.#touches = [];
  }

  /** Puts in what the shapes touch that were taken; to be called before their transaction ends. */
  settle(): void {
    upsert(this.#sql, TOUCHES, this.#touches.sort(byName), (row) => row);
    this.#touches = [];
  }

  /** Its id. What it is said to touch is added, when settled, to what it was said to touch before: nothing is taken away. */
  take(database: number, shape: Shape, by: ResolvedBy): number {
    const latest = this.#latest.get(shape);
    const isSame =
      latest?.database === database && latest.by.first === by.first && latest.by.last === by.last;
    if (latest && isSame) return latest.id;
    const id = this.#find(database, shape, by);
    this.#latest.set(shape, { database, by, id });
    return id;
  }

  #find(database: number, shape: Shape, by: ResolvedBy): number {
    const key = `${database} ${by.first} ${by.last} ${shape.fingerprint}`;
    const touches = describe(shape);
    const known = this.#known.get(key);
    if (known?.touches === touches) return known.id;
    const id = this.#put(database, shape, by);
    if (this.#known.size >= MANY) this.#known.clear();
    this.#known.set(key, { id, touches });
    return id;
  }

  #put(database: number, shape: Shape, by: ResolvedBy): number {
    const sql = this.#sql;
    const row = sql.row<{ id: number }>(
      `INSERT INTO shapes (database, fingerprint, catalog_first, catalog_last, text, kind, everything, unparsed, problem)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (database, fingerprint, ifnull(catalog_first, 0), ifnull(catalog_last, 0)) DO UPDATE SET
         everything = max(everything, excluded.everything), unparsed = max(unparsed, excluded.unparsed),
         problem = ifnull(problem, excluded.problem)
       RETURNING id`,
      database,
      shape.fingerprint,
      by.first,
      by.last,
      shape.text,
      shape.kind,
      Number(shape.everything),
      Number(shape.unparsed),
      shape.problem,
    );
    if (!row) throw new Error('a shape that was put in has an id');
    for (const touch of shape.touches) this.#touch(database, row.id, touch);
    return row.id;
  }

  #touch(database: number, shape: number, { object, access, via }: Touch): void {
    this.#touches.push([this.#nameOf(database, object), shape, ACCESSES.indexOf(access), VIAS.indexOf(via)]);
  }

  #nameOf(database: number, object: string): number {
    const names = this.#names.get(database) ?? new Map<string, number>();
    const known = names.get(object);
    if (known !== undefined) return known;
    if (names.size >= MANY_NAMES) names.clear();
    const id = takeName(this.#sql, database, object);
    this.#names.set(database, names.set(object, id));
    return id;
  }
}

function describe({ touches, everything, unparsed }: Shape): string {
  const all = touches.map(({ object, access, via }) => `${access[0]}${via[0]}${object}`);
  return `${everything}${unparsed}${all.join('\n')}`;
}
