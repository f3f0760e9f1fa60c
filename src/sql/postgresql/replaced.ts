/** What a transaction drops and makes again: for everybody else it never went away. */
import type { Effect, ObjectName, Statement } from '../../model.ts';
import type { Judged, Session } from './session.ts';

/** Something whole went that may come back before the transaction ends; `parts` are the columns that must come back with it. */
export function noteDropped(session: Session, object: ObjectName, parts: readonly string[] = []): void {
  session.droppedOfTransaction ??= new Map();
  session.droppedOfTransaction.set(object, parts);
}

/** It is back: gives whether what went is made good by what comes, and tells so. */
export function comesBack(
  session: Session,
  out: Judged,
  object: ObjectName,
  makesGood: (parts: readonly string[]) => boolean = () => true,
): boolean {
  const parts = session.droppedOfTransaction?.get(object);
  session.droppedOfTransaction?.delete(object);
  if (parts === undefined || !makesGood(parts)) return false;
  out.replaced = [...(out.replaced ?? []), object];
  return true;
}

function settle(effect: Effect): void {
  effect.kind = 'alters';
  effect.phase = 'neutral';
  effect.why = '';
  effect.instead = [];
}

/** The removals, among the statements of one transaction, of what its last statement made again: they are none. */
export function settleReplaced(together: readonly Statement[], objects: readonly ObjectName[]): void {
  for (const object of objects) {
    const removal = together
      .flatMap(({ effects }) => effects)
      .findLast((effect) => effect.kind === 'removes' && effect.object === object);
    if (removal) settle(removal);
  }
}
