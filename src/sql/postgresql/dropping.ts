/** One DROP while it is judged. */
import type { DropStmt } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { cascade } from './cascade.ts';
import { addEffect, type Target } from './draft.ts';
import { findRelation, provesAbsence, type Relation } from './identify.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';

export interface Dropping {
  statement: DropStmt;
  session: Session;
  out: Judged;
  cascades: boolean;
}

/** The relation of that dotted name. */
export function relationIn(session: Session, path: string[], kind: Relation['kind']): ObjectName {
  const schemaname = path.at(-2);
  return findRelation(
    session,
    { relname: path.at(-1) ?? '', ...(schemaname !== undefined && { schemaname }) },
    kind,
  ).name;
}

/** IF EXISTS, and it is known not to be there. */
function isGone({ statement, session }: Dropping, known: unknown, object: ObjectName): boolean {
  return statement.missing_ok === true && known === undefined && provesAbsence(session, object);
}

/** Tells the effect, and takes along what CASCADE takes. */
export function drop(at: Dropping, known: unknown, row: OperationId, target: Target): void {
  const { session, out, cascades } = at;
  const dependents = target.dependents ?? [];
  if (isGone(at, known, target.object)) {
    const { object, objectKind, table } = target;
    addEffect(session, out, 'already-gone', { object, objectKind, table });
    return;
  }
  addEffect(session, out, row, { ...target, cascade: cascades });
  if (cascades) cascade(session, out, dependents, null);
}
