/** Effects of what could not be seen: they are never taken for safe. */
import type { EffectDraft } from './session.ts';

/** Stands where an effect's object would: no canonical name reads like this, nor like a word in capitals. */
export const UNSEEN = '?';

export function unknownEffect(
  operation: string,
  object: string,
  why: string,
  instead: string[] = [],
): EffectDraft {
  return {
    kind: 'unknown',
    object,
    objectKind: 'other',
    table: null,
    phase: 'unknown',
    load: 'instant',
    locks: [],
    operation,
    fresh: false,
    dependents: [],
    instead,
    why,
  };
}
