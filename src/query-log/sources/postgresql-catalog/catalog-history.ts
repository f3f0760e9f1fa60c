/** Which schema held when: a schema is known to hold at the times at which it was looked at, and between two equal looks. */
import type { Time } from '../../../model.ts';
import type { KnownCatalog, Span } from '../../words.ts';

/** The schemas that may hold at a time, the older one first: what a statement touches is what it touches by any of them. */
export interface PossibleCatalogs {
  catalogs: KnownCatalog[];
  /**
   * False: the schema changed between two looks, and nobody saw when, nor whether it was a third one in between. What
   * a statement names that none of `catalogs` has may be anything.
   */
  certain: boolean;
}

interface Era {
  catalog: KnownCatalog;
  /** It was not the schema at this time; null: nobody looked before. */
  notBefore: Time | null;
  from: Time;
}

/** The time between two looks in which a schema took the place of another. */
export function changeSpan({ from, notBefore }: KnownCatalog): Span | null {
  return from === null || notBefore === undefined || notBefore === null
    ? null
    : { from: notBefore, to: from };
}

export class CatalogHistory {
  private readonly eras: Era[] = [];

  /** Catalogs in any order; those without a time hold since ever. */
  constructor(catalogs: readonly KnownCatalog[] = []) {
    const ordered = [...catalogs].sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
    for (const catalog of ordered) this.add(catalog);
  }

  /** The schema that was seen last; `notBefore`: when the one before was last seen. A catalog that is older is put in its place. */
  add(catalog: KnownCatalog): void {
    const from = catalog.from ?? -Infinity;
    const before = this.eras.at(-1);
    // Without a word of when it was looked at last, the one before may have ended as soon as it was first seen.
    const notBefore = catalog.notBefore ?? before?.from ?? null;
    this.eras.push({ catalog, notBefore, from });
    this.eras.sort((a, b) => a.from - b.from);
  }

  get newest(): KnownCatalog | null {
    return this.eras.at(-1)?.catalog ?? null;
  }

  /** Before the first look the first schema is all there is, and it is not certain. No catalog at all: an empty list. */
  at(time: Time): PossibleCatalogs {
    return this.during({ from: time, to: time });
  }

  /** Those that may have held at any time of a span: what a counter grew by ran somewhere in it. */
  during({ from, to }: Span): PossibleCatalogs {
    const possible = this.eras.filter((era, at) => {
      const begun = era.notBefore === null || era.notBefore < to;
      return (begun || at === 0) && from < (this.eras[at + 1]?.from ?? Infinity);
    });
    const [only, ...others] = possible;
    const certain = only !== undefined && others.length === 0 && only.from <= from;
    return { catalogs: possible.map(({ catalog }) => catalog), certain };
  }
}
