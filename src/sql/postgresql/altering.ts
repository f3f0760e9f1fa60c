/** One ALTER TABLE while it is judged: its table, and what its commands do to one another. */
import type { AlterTableCmd } from 'libpg-query';
import type { Lock, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lockOn, type Target } from './draft.ts';
import { columnName, descendants, partName } from './identify.ts';
import type { LockMode, Words } from './operation.ts';
import type { Judged, Session } from './session.ts';

export interface Altering {
  session: Session;
  out: Judged;
  table: ObjectName;
  /** Tables that inherit the change: partitions and children. */
  heirs: ObjectName[];
  /** Constraints that another command of the same statement drops: they prove nothing here. */
  dropped: ReadonlySet<string>;
}

export type JudgeCommand = (command: AlterTableCmd, at: Altering) => void;

/** The same lock on every heir. */
export function heirLocks(at: Altering, mode: LockMode): Lock[] {
  return at.heirs.map((heir) => lockOn(at.session, heir, mode));
}

/** What ALTER TABLE takes before it sees that there is nothing to do. */
export function tableLock(at: Altering): Lock {
  return lockOn(at.session, at.table, 'ACCESS EXCLUSIVE');
}

/** A column of the table as an effect's target. */
export function columnTarget(at: Altering, column: string, words: Partial<Words> = {}): Target {
  return {
    object: columnName(at.table, column),
    objectKind: 'column',
    table: at.table,
    locks: heirLocks(at, 'ACCESS EXCLUSIVE'),
    words: { column: quoteIdentifier(column), ...words },
  };
}

/** A constraint of the table as an effect's target. */
export function constraintTarget(
  at: Altering,
  name: string,
  columns: string[],
  words: Partial<Words> = {},
): Target {
  return {
    object: partName('constraint', at.table, name),
    objectKind: 'constraint',
    table: at.table,
    columns: columns.map((column) => columnName(at.table, column)),
    words: { constraint: quoteIdentifier(name), columns: columns.map(quoteIdentifier).join(', '), ...words },
  };
}

/** The table itself as an effect's target. */
export function tableTarget(at: Altering): Target {
  return { object: at.table, objectKind: 'table', table: at.table };
}

export function openAltering(
  session: Session,
  out: Judged,
  table: ObjectName,
  recurse: boolean,
  dropped: Iterable<string> = [],
): Altering {
  return {
    session,
    out,
    table,
    heirs: recurse ? descendants(session.catalog, table) : [],
    dropped: new Set(dropped),
  };
}
