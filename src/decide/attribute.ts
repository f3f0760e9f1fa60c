/** Which change an effect belongs to: found from what it does, never from what anybody claims. */
import type { AttributedEffect, Change, Effect, MigrationSet } from '../model.ts';
import { isPartOf } from '../names.ts';
import { addsObject, columnsUnder } from './schema.ts';

const listed = (objects: readonly string[], object: string): boolean =>
  objects.some((entry) => isPartOf(object, entry));

/** A statement that writes rows belongs to the change whose new columns it fills, or that rewrites them. */
function fills(change: Change, effect: Effect): boolean {
  return listed([...change.adds, ...change.rewrites], effect.object);
}

function tightens(change: Change, effect: Effect, set: MigrationSet): boolean {
  return (
    listed(change.tightens, effect.object) ||
    columnsUnder(set, effect).some((column) => listed(change.tightens, column))
  );
}

/** Whether a change asks for (or is) what the effect does. */
export function belongsTo(change: Change, effect: Effect, set: MigrationSet): boolean {
  if (change.database !== set.database.name) return false;
  switch (effect.kind) {
    case 'adds':
    case 'indexes':
      return change.adds.some((object) => addsObject(effect, object)) || tightensIfTight(change, effect, set);
    case 'removes':
      return listed(change.removes, effect.object) || dropsDefence(change, effect, set);
    case 'rewrites':
      return effect.phase === 'contract' ? listed(change.removes, effect.object) : fills(change, effect);
    case 'constrains':
      return tightens(change, effect, set) || change.adds.some((object) => addsObject(effect, object));
    case 'relaxes':
      return listed([...change.removes, ...change.tightens], effect.object);
    case 'renames':
    case 'retypes':
      return listed([...change.removes, ...change.rewrites, ...change.tightens], effect.object);
    default:
      return tightensIfTight(change, effect, set);
  }
}

function tightensIfTight(change: Change, effect: Effect, set: MigrationSet): boolean {
  return effect.phase === 'tighten' && tightens(change, effect, set);
}

/** Dropping a constraint or index that stands on nothing but columns which the change removes. */
function dropsDefence(change: Change, effect: Effect, set: MigrationSet): boolean {
  const columns = columnsUnder(set, effect);
  return columns.length > 0 && columns.every((column) => listed(change.removes, column));
}

/** The effect with the first change that it belongs to. */
export function attribute(
  effect: Effect,
  set: MigrationSet,
  changes: readonly { change: Change }[],
): AttributedEffect {
  const owner = changes.find(({ change }) => belongsTo(change, effect, set));
  return { ...effect, change: owner?.change.id ?? null, database: set.database.name };
}
