/** Which locks stop other sessions, and on which tables in use a statement takes them. */
import type { Effect, Lock, ObjectName } from '../model.ts';
import type { Proposal, ProposedStatement } from './rule.ts';

/** Under these PostgreSQL lets reads and writes go on. Any other word, also an unknown one, counts as in the way. */
const LETS_WORK_GO_ON = new Set([
  'NONE',
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
]);
/** Under these reads go on and writes wait. */
const LETS_READS_GO_ON = ['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE'];

/** Whether reads or writes of others wait while a lock of this mode is held. */
export function standsInTheWay(mode: string): boolean {
  return !LETS_WORK_GO_ON.has(mode);
}

/** What waits while a lock of this mode is held. */
export function whatWaits(mode: string): 'writes' | 'reads and writes' {
  return LETS_READS_GO_ON.includes(mode) ? 'writes' : 'reads and writes';
}

/** Orders modes that stand in the way, from the weakest; an unknown one is the strongest. */
export function strengthOf(mode: string): number {
  if (!standsInTheWay(mode)) return 0;
  const rank = LETS_READS_GO_ON.indexOf(mode);
  return rank < 0 ? LETS_READS_GO_ON.length + 1 : rank + 1;
}

const isItsOwn = (effect: Effect, { object }: Lock): boolean =>
  object === effect.table || object === effect.object || object.startsWith('index:');

/** Nobody writes to a view that is kept filled: only readers can be in its way. */
const stopsSomebody = ({ object, mode }: Lock): boolean =>
  object.startsWith('view:') ? standsInTheWay(mode) && whatWaits(mode) !== 'writes' : standsInTheWay(mode);

/** Locks of an effect that stand in the way of somebody: on tables that these migrations did not make themselves. */
export function locksInTheWay(effect: Effect): Lock[] {
  return effect.locks.filter(
    (lock) => stopsSomebody(lock) && lock.fresh !== true && !(effect.fresh && isItsOwn(effect, lock)),
  );
}

/** Whether these migrations made the table that rows are written to. */
export function writesToFresh({ effects }: ProposedStatement, table: ObjectName): boolean {
  const ofTable = effects.filter((effect) => effect.table === table);
  return ofTable.length > 0 && ofTable.every(({ fresh }) => fresh);
}

/** A new partition reads its neighbours and CREATE TABLE AS its source; the rest read the table that they are about. */
const readsItself = (effect: Effect): boolean =>
  ['constrains', 'indexes', 'retypes'].includes(effect.kind) || effect.objectKind === 'column';

/**
 * Gives a predicate: the effect's reading and writing is on a new table into which no earlier statement of these
 * migrations has put rows in numbers that nobody knows, so there is nothing to read or write.
 */
export function emptyTables(proposal: Proposal): (at: ProposedStatement, effect: Effect) => boolean {
  const order = new Map(proposal.statements.map((at, index) => [at, index]));
  const filled = new Map<string, number>();
  const key = (at: ProposedStatement, table: ObjectName): string => `${at.set.database.name}\n${table}`;
  for (const [at, index] of order) {
    const many = at.statement.rows.filter(
      ({ verb, whole }) => verb === 'copy' || (verb !== 'truncate' && whole),
    );
    for (const { table } of many) filled.set(key(at, table), filled.get(key(at, table)) ?? index);
  }
  return (at, effect) => {
    if (!effect.fresh || effect.table === null || !readsItself(effect)) return false;
    return (
      (filled.get(key(at, effect.table)) ?? Number.POSITIVE_INFINITY) >=
      (order.get(at) ?? Number.POSITIVE_INFINITY)
    );
  };
}
