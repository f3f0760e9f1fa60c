/** An object through the schemas of its database: which name meant it in which, and since when it is the one that it is. */
import type { ObjectName, Time } from '../../model.ts';
import type { CatalogObject } from '../words.ts';

/** One schema, oldest first in a list: what of the object asked for, and of what is the same as it, stands in it. */
export interface CatalogPart {
  from: Time | null;
  objects: CatalogObject[];
}

export interface Followed {
  /** Since when it is known to be the one that it is; null: as long as anybody knows. */
  since: Time | null;
  /** By the place of the schema: names that mean it there. */
  names: ReadonlySet<ObjectName>[];
}

/** A view, and a table of another schema, are told by their kind or without it: they share one space of names. */
export function spellingsOf(object: ObjectName): ObjectName[] {
  const bare = object.replace(/^(?:table|view):/, '');
  return /^[a-z]+:/.test(bare) ? [bare] : [bare, `table:${bare}`, `view:${bare}`];
}

const isNamed = (part: CatalogPart, asked: ReadonlySet<ObjectName>): CatalogObject | undefined =>
  part.objects.find(({ object }) => asked.has(object));

/**
 * Follows an object by its identity, through renaming; a column that was dropped and made again under its name is another one.
 * Where a schema does not know the name, the name still counts: a statement that was not understood by it may have meant this
 * object. Null: no schema knows it.
 */
export function followObject(object: ObjectName, parts: readonly CatalogPart[]): Followed | null {
  const asked = new Set(spellingsOf(object));
  const newest = parts.findLastIndex((part) => isNamed(part, asked));
  const found = parts[newest] && isNamed(parts[newest], asked);
  if (!found) return null;
  const { identity } = found;
  const isIt = (known: CatalogObject): boolean =>
    identity === null || known.identity === null ? asked.has(known.object) : known.identity === identity;
  const names = parts.map((part) => {
    const same = part.objects.filter(isIt).flatMap((known) => spellingsOf(known.object));
    return new Set(isNamed(part, asked) ? same : [...same, ...asked]);
  });
  let oldest = newest;
  while (oldest > 0 && parts[oldest - 1]?.objects.some(isIt)) oldest--;
  return { since: parts[oldest]?.from ?? null, names };
}

/** `users` of `users.name`, `billing.invoices` of `billing.invoices.total`; null: it is part of nothing. */
export function wholeOf(object: ObjectName): ObjectName | null {
  const match = /^(.+)\.(?:"(?:[^"]|"")*"|[^."]+)$/su.exec(object);
  return match?.[1] ?? null;
}
