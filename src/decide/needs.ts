/** Objects that code may need, each with the migrations that make it. */
import type { MigrationSet, ObjectKind, ObjectName, Term } from '../model.ts';
import type { Content } from './presence.ts';
import { isNamedByCode } from './removals.ts';
import type { Proposal } from './rule.ts';
import { effectsOf, makersOf, nameAfter } from './schema.ts';

export interface Need {
  set: MigrationSet;
  object: ObjectName;
  kind: ObjectKind;
  makers: Content[];
}

/** What some migration makes or renames, with what rests on the last that did: one commit may need what a later one removed. */
function madeIn(set: MigrationSet): Need[] {
  const last = new Map<ObjectName, Need>();
  for (const { migration, effect } of [...effectsOf(set.base), ...effectsOf(set.proposed)]) {
    const { kind: verb, objectKind: kind } = effect;
    const object = verb === 'adds' ? effect.object : verb === 'renames' ? nameAfter(effect) : null;
    if (object !== null && isNamedByCode(object))
      last.set(object, { set, object, kind, makers: [migration] });
  }
  return [...last.values()].map((need) => {
    const isProposed = set.proposed.some((migration) => need.makers.includes(migration));
    const standing = isProposed ? [] : makersOf(set, need.object);
    return standing.length > 0 ? { ...need, makers: standing } : need;
  });
}

/** Tables, columns, views, types and functions of every database. */
export const needsOf = (proposal: Proposal): Need[] => proposal.sets.flatMap(madeIn);

/** As code is searched for it, the way the change that adds it says. */
export function termOfNeed(proposal: Proposal, { set, object, kind }: Need): Term {
  const change = proposal.changes.find(
    ({ change: one }) =>
      one.removes.length === 0 && one.adds.includes(object) && one.database === set.database.name,
  );
  return { object, references: change?.change.references ?? null, kind };
}
