/** Resolves runs of one database by the schema that held when each ran; between two looks at the server, by both. */
import type { Time } from '../model.ts';
import type { LookingResolver, Resolver } from './resolve.ts';
import type { Store } from './store.ts';
import type { KnownCatalog, Run, Shape } from './words.ts';

const SECOND = 1000;
const MOST_MOMENTS = 5000;
/** Later than any run. */
const LAST: Time = 8.64e15;

/** By one schema; null: none is known. */
export type MakeResolver = (catalog: KnownCatalog | null) => LookingResolver;

export class LiveSchemas implements Resolver {
  private readonly store: Store;
  private readonly database: string;
  private readonly make: MakeResolver;
  private readonly resolvers = new Map<string, LookingResolver>();
  private readonly united = new Map<string, Shape>();
  /** By second, for what ran before the newest schema was seen. */
  private readonly earlier = new Map<number, LookingResolver>();
  private newest: KnownCatalog | null = null;
  private current: LookingResolver;

  constructor(store: Store, database: string, make: MakeResolver) {
    this.make = make;
    this.store = store;
    this.database = database;
    this.current = this.resolverOf(null);
    this.renew();
  }

  /** A schema was put into the store. */
  renew(): void {
    this.newest = this.store.catalogAt(this.database, LAST);
    this.current = this.resolverOf(this.newest);
    this.earlier.clear();
    this.united.clear();
  }

  take(run: Run): Shape {
    const { newest } = this;
    if (newest?.from == null || run.at >= newest.from) return this.current.take(run);
    const before = this.before(run.at);
    const isOpen = newest.notBefore != null && run.at > newest.notBefore;
    return isOpen ? this.unite(before.look(run), this.current.take(run)) : before.take(run);
  }

  private before(at: Time): LookingResolver {
    const second = Math.floor(at / SECOND);
    const known = this.earlier.get(second) ?? this.resolverOf(this.store.catalogAt(this.database, at));
    if (this.earlier.size >= MOST_MOMENTS) this.earlier.clear();
    this.earlier.set(second, known);
    return known;
  }

  private resolverOf(catalog: KnownCatalog | null): LookingResolver {
    const key = catalog?.ddl ?? '';
    const known = this.resolvers.get(key) ?? this.make(catalog);
    this.resolvers.set(key, known);
    return known;
  }

  /** Nobody saw when the schema changed: what either says is touched, is. */
  private unite(a: Shape, b: Shape): Shape {
    if (a.fingerprint === b.fingerprint && JSON.stringify(a.touches) === JSON.stringify(b.touches)) return a;
    const key = `${a.fingerprint} ${b.fingerprint}`;
    const known = this.united.get(key);
    if (known) return known;
    const both = uniteShapes(a, b);
    this.united.set(key, both);
    return both;
  }
}

function uniteShapes(a: Shape, b: Shape): Shape {
  const touches = new Map([...a.touches, ...b.touches].map((touch) => [JSON.stringify(touch), touch]));
  return {
    ...a,
    // Of its own: what it touches is what neither alone does.
    fingerprint: (BigInt.asUintN(64, BigInt(`0x${a.fingerprint}`) * 31n) ^ BigInt(`0x${b.fingerprint}`) ^ 1n)
      .toString(16)
      .padStart(16, '0'),
    touches: [...touches.values()],
    everything: a.everything || b.everything,
    problem: a.problem ?? b.problem,
    unparsed: a.unparsed && b.unparsed,
  };
}
