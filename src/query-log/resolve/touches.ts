/** What the columns of a statement are to whoever counts: touches, each object once for each access. */
import type { ObjectName } from '../../model.ts';
import type { StatementColumns } from '../../sql/columns.ts';
import type { Access, Touch, Via } from '../words.ts';

const STRENGTH: Record<Via, number> = { explicit: 2, implicit: 1, unresolved: 0 };

class Touches {
  private readonly found = { read: new Map<ObjectName, Touch>(), write: new Map<ObjectName, Touch>() };

  add(object: ObjectName, access: Access, via: Via): void {
    const found = this.found[access];
    const known = found.get(object);
    if (!known || STRENGTH[known.via] < STRENGTH[via]) found.set(object, { object, access, via });
  }

  /** Whether it reads or writes may not be known; that it touches is told once. */
  addUnresolved(object: ObjectName): void {
    if (!this.found.write.has(object)) this.add(object, 'read', 'unresolved');
  }

  list(): Touch[] {
    return [...this.found.read.values(), ...this.found.write.values()];
  }
}

const ownName = (relation: ObjectName): string =>
  relation
    .slice(relation.lastIndexOf('.') + 1)
    .replace(/^\w+:/, '')
    .replaceAll('"', '');

function addStatement(touches: Touches, one: StatementColumns): void {
  const text = one.statement.toLowerCase();
  for (const [way, access] of [
    ['reads', 'read'],
    ['writes', 'write'],
  ] as const) {
    const implicit = new Set(one.implicit[way]);
    for (const object of one[way])
      touches.add(object, access, implicit.has(object) ? 'implicit' : 'explicit');
    for (const relation of one.relations[way]) {
      const named = text.includes(ownName(relation).toLowerCase());
      touches.add(relation, access, named ? 'explicit' : 'implicit');
    }
  }
}

/** Of statements that may touch anything, what they list of it is left out: they count for every object. */
export function touchesOf(statements: readonly StatementColumns[], listAll: boolean): Touch[] {
  const touches = new Touches();
  for (const one of statements) addStatement(touches, one);
  for (const { everything, unresolved } of statements)
    if (!everything || listAll) for (const object of unresolved) touches.addUnresolved(object);
  return touches.list();
}
