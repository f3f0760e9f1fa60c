/** Temporary tables, views and sequences: they hide what else has their name, and end with their session at the latest. */
import type { RangeVar } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { forgetTable, forgetView } from './forget.ts';
import { TEMPORARY } from './identify.ts';
import type { Session } from './session.ts';

/** TEMP, or `pg_temp.` written before the name. */
export function isTemporary(range: RangeVar | undefined): boolean {
  return range?.relpersistence === 't' || range?.schemaname === TEMPORARY;
}

/** Takes note of one that was made. `onCommit`: as the parser names what becomes of it then. */
export function noteTemporary(
  session: Session,
  range: RangeVar | undefined,
  name: ObjectName,
  onCommit?: string,
): void {
  if (isTemporary(range)) session.temporaries?.set(name, onCommit === 'ONCOMMIT_DROP');
}

/** Its name means again what else has it. */
export function endTemporary(session: Session, name: ObjectName): void {
  if (name.startsWith('view:')) forgetView(session, name);
  else forgetTable(session, name);
  delete session.catalog.sequences[name];
  session.fresh.delete(name);
  session.temporaries?.delete(name);
}

/** The transaction has ended, or the whole session, or as much of it as DISCARD says. */
export function endTemporaries(session: Session, ended: 'transaction' | 'session'): void {
  for (const [name, dropsAtCommit] of session.temporaries ?? [])
    if (ended === 'session' || dropsAtCommit) endTemporary(session, name);
}
