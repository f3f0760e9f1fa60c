/** What migrations take away under a name that code uses, and what a commit would run of them. */
import type { Migration, MigrationSet, ObjectKind, ObjectName } from '../model.ts';
import { addsObject, effectsOf } from './schema.ts';

/** Names that code uses; removals of indexes and the like break no code by name. */
export const isNamedByCode = (object: ObjectName): boolean =>
  !/^(?:constraint|trigger|policy|index|sequence|schema|extension):/.test(object);

export interface Removal {
  object: ObjectName;
  kind: ObjectKind;
  migration: Migration;
  /** Migrations that make it again after this removal, or a view of its name. */
  makers: Migration[];
}

/** Every removal and rename of a named object, in order. */
export function removalsIn(migrations: readonly Migration[]): Removal[] {
  const all = effectsOf(migrations);
  return all.flatMap(({ migration, effect }, index) => {
    const { object, objectKind: kind } = effect;
    const removes = effect.kind === 'removes' || effect.kind === 'renames';
    if (!removes || !isNamedByCode(object) || effect.fresh) return [];
    const makers = all
      .slice(index + 1)
      .filter((later) => [object, `view:${object}`].some((name) => addsObject(later.effect, name)));
    return [{ object, kind, migration, makers: [...new Set(makers.map((later) => later.migration))] }];
  });
}

/** Every migration that the head holds, with what it does: those of the base as they stand there, and its own. */
export function migrationsAtHead(set: MigrationSet): Migration[] {
  const held = new Map(set.head.map(({ path, blob }) => [path, blob]));
  return [...set.base, ...set.proposed].filter(({ path, blob }) => held.get(path) === blob);
}
