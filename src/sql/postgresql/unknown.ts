/** Effects of what could not be seen: they name no object, and are never taken for safe. */
import type { EffectDraft, Judged } from './session.ts';

/** Stands where an effect's object would; no canonical name reads like this. */
export const UNSEEN = '?';

export function unknownEffect(operation: string, why: string, instead: string[] = []): EffectDraft {
  return {
    kind: 'unknown',
    object: UNSEEN,
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

/** A statement that does nothing that needs judging, or whose effects are given. */
export function judgedAs(effects: EffectDraft[]): Judged {
  return {
    effects,
    forbidsTransaction: null,
    rows: [],
    hidesInvalidIndex: false,
    uncommittedEnumValues: [],
    disablesTriggers: null,
  };
}
