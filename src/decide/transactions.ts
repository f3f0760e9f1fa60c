/** What one transaction does, statement by statement: locks that it gathers, and work that it does while it holds them. */
import type { Lock, ObjectName, RowChange } from '../model.ts';
import { locksInTheWay, strengthOf } from './locks.ts';
import type { ProposedStatement } from './rule.ts';

/** A lock that a transaction holds to its end, with the statement that took it. */
export interface HeldLock extends Lock {
  by: ProposedStatement;
}

export interface TransactionStep {
  at: ProposedStatement;
  /** Held by earlier statements of the transaction, the strongest of each table. */
  held: HeldLock[];
  /** Taken by this statement. */
  taken: HeldLock[];
}

/** Statements of the proposal by the transaction that they run in; those that run alone are left out. */
export function transactionsOf(statements: readonly ProposedStatement[]): ProposedStatement[][] {
  const together = statements.filter(({ statement }) => statement.transaction !== null);
  const groups = Map.groupBy(together, ({ migration }) => migration);
  return [...groups.values()].flatMap((group) => [
    ...Map.groupBy(group, ({ statement }) => statement.transaction?.id).values(),
  ]);
}

/** Walks one transaction in order. Only locks that stand in the way, on tables in use, are followed. */
export function walkTransaction(transaction: readonly ProposedStatement[]): TransactionStep[] {
  const held = new Map<ObjectName, HeldLock>();
  return transaction.map((at) => {
    const before = [...held.values()];
    const taken = at.effects.flatMap((effect) => locksInTheWay(effect).map((lock) => ({ ...lock, by: at })));
    for (const lock of taken) {
      const known = held.get(lock.object);
      if (!known || strengthOf(lock.mode) > strengthOf(known.mode)) held.set(lock.object, lock);
    }
    return { at, held: before, taken };
  });
}

/** Rows written in numbers that nobody bounded: a backfill or a clean-up, not a few rows by key. */
export function isAtScale(row: RowChange): boolean {
  if (row.verb === 'truncate') return false;
  return row.whole || row.verb === 'copy' || (row.verb !== 'insert' && !row.bounded);
}
