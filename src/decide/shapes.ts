/** The old and the new shape of a change, as terms to look for in code. */
import type { Change, ObjectName, Term } from '../model.ts';

/** Objects that code names; it does not name indexes, constraints, triggers or policies. */
function namedByCode(objects: readonly ObjectName[]): ObjectName[] {
  const named = objects.filter(
    (object) => !/^(?:index|constraint|trigger|policy|sequence|schema|extension):/.test(object),
  );
  return named.length > 0 ? named : [...objects];
}

/** Keys that hold the objects' own words without being them. */
function keysOf(change: Change): string[] {
  const flags = [change.dualWrite?.flag, change.readNew?.flag, change.stopOld?.flag];
  const keys = [...flags, change.backfill?.job, change.id].filter((key) => typeof key === 'string');
  return keys.filter((key) => key.includes('-'));
}

function termsOf(change: Change, objects: readonly ObjectName[], references: Change['references']): Term[] {
  const except = keysOf(change);
  return namedByCode(objects).map((object) => ({
    object,
    references,
    ...(except.length > 0 ? { except } : {}),
  }));
}

/** What a change adds; its `references` replace the guess only where it removes nothing that they could mean. */
export function newShape(change: Change): Term[] {
  const references = change.removes.length === 0 ? change.references : null;
  return termsOf(change, change.adds, references);
}

/** What a change removes. */
export function oldShape(change: Change): Term[] {
  return termsOf(change, change.removes, change.references);
}

/** What one contract takes of it: a change may be contracted piece by piece. */
export function contractShape({ change, objects }: { change: Change; objects: ObjectName[] }): Term[] {
  const all = oldShape(change);
  const taken = all.filter((term) => objects.includes(nameOf(term)));
  return taken.length > 0 ? taken : all;
}

/** How a term is called in messages. */
export function nameOf(term: Term | undefined): string {
  if (!term) return 'it';
  return 'object' in term ? term.object : term.word;
}
