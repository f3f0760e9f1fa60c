/** What is left of a file when its mistakes are taken out, so that the rest can be checked as well. */
import type { z } from 'zod';
import type { Located } from './located.ts';
import { checkShape, type ShapeMistake } from './mistakes.ts';

const MOST_ROUNDS = 8;
/** With more mistakes than these, what is left is not worth the time. */
const MOST_MISTAKES = 200;

/** `value` null: too little is left. `mistakes` are those of the whole, `without` the keys that were taken out. */
export interface Salvaged<T> {
  value: T | null;
  mistakes: ShapeMistake[];
  without: (readonly PropertyKey[])[];
}

/**
 * Takes out the key that each mistake is about, and where that is not enough the key above, until the rest is valid.
 * Whoever reads the rest must not conclude anything from the absence of what is in `without`.
 */
export function salvage<T extends z.ZodType>(shape: T, tree: Located): Salvaged<z.output<T>> {
  const whole = checkShape(shape, tree);
  if (whole.value !== null) return { value: whole.value, mistakes: [], without: [] };
  const without: (readonly PropertyKey[])[] = [];
  if (whole.mistakes.length > MOST_MISTAKES) return { value: null, mistakes: whole.mistakes, without };
  // Not structuredClone: what aliases share must be copied, or taking it out here would take it out there.
  const rest: unknown = JSON.parse(JSON.stringify(tree.value));
  let left: ShapeMistake[] = whole.mistakes;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const taken: Salvaged<unknown>['without'] = [];
    for (const { at } of left) {
      if (taken.some((path) => isWithin(at, path))) continue;
      const removed = take(rest, at);
      if (!removed) return { value: null, mistakes: whole.mistakes, without };
      taken.push(removed);
      without.push(removed);
    }
    const again = checkShape(shape, tree, rest);
    if (again.value !== null) return { value: again.value, mistakes: whole.mistakes, without };
    left = again.mistakes;
  }
  return { value: null, mistakes: whole.mistakes, without };
}

/** Removes the deepest key of a path that there is; inside a list the whole list goes, so that no index moves. */
function take(value: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] | null {
  let node = value;
  let owner: { map: Record<PropertyKey, unknown>; depth: number } | null = null;
  for (const [depth, key] of path.entries()) {
    if (typeof node !== 'object' || node === null) break;
    if (Array.isArray(node)) break;
    if (!Object.hasOwn(node, key)) break;
    owner = { map: node as Record<PropertyKey, unknown>, depth };
    node = owner.map[key];
  }
  const key = owner && path[owner.depth];
  if (!owner || key === null || key === undefined) return null;
  delete owner.map[key];
  return path.slice(0, owner.depth + 1);
}

const isWithin = (path: readonly PropertyKey[], whole: readonly PropertyKey[]): boolean =>
  whole.length <= path.length && whole.every((key, index) => key === path[index]);

/** Whether something at or above a path was taken out, or something inside it. */
export function isDamaged(without: Salvaged<unknown>['without'], path: readonly PropertyKey[]): boolean {
  return without.some((taken) => isWithin(taken, path) || isWithin(path, taken));
}
