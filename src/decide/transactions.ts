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

const isBlock = ({ statement }: ProposedStatement): boolean => statement.node === 'DoStmt';

/** What a block holds, statement by statement, as far as it was read: a block is a transaction of its own. */
function insideOf(at: ProposedStatement): ProposedStatement[] {
  if (!isBlock(at)) return [at];
  const inner = Map.groupBy(at.effects, ({ line, column }) => `${line}:${column}`);
  return [...inner.values()].flatMap((effects) => {
    const [first] = effects;
    if (!first) return [];
    const rows = at.statement.rows.filter((row) =>
      effects.some(({ kind, table }) => kind === 'rewrites' && table === row.table),
    );
    const { line, column, statement: text } = first;
    return [{ ...at, effects, statement: { ...at.statement, line, column, text, rows } }];
  });
}

/** Statements of the proposal by the transaction that they run in; those that run alone are left out. */
export function transactionsOf(statements: readonly ProposedStatement[]): ProposedStatement[][] {
  const together = statements.filter((at) => at.statement.transaction !== null || isBlock(at));
  const groups = Map.groupBy(together, ({ migration }) => migration);
  return [...groups.values()].flatMap((group) => {
    const transactions = Map.groupBy(group, (at) => at.statement.transaction?.id ?? at);
    return [...transactions.values()].map((one) => one.flatMap(insideOf));
  });
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
