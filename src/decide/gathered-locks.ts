/** What comes of locks that a transaction gathers: work behind them, waits for more of them, rows that stay locked. */
import type { Finding, ObjectName } from '../model.ts';
import { type emptyTables, strengthOf, whatWaits, writesToFresh } from './locks.ts';
import { inShort, list, tellSize } from './phrases.ts';
import { finding, type ProposedStatement, placed, sizeOf } from './rule.ts';
import { type HeldLock, isAtScale, type TransactionStep, walkTransaction } from './transactions.ts';

const id = 'transaction-scope';

type IsEmpty = ReturnType<typeof emptyTables>;

const named = (locks: readonly HeldLock[]): string =>
  list(locks.map(({ mode, object }) => `${mode} on ${object}`));

/** What of a statement reads or writes many rows: nothing where all of it is bounded, or on new and empty tables. */
function workOf(at: ProposedStatement, isEmpty: IsEmpty): (ObjectName | null)[] {
  const rows = at.statement.rows.filter(
    (row) => isAtScale(row) && (row.verb !== 'update' || !writesToFresh(at, row.table)),
  );
  const written = new Set<ObjectName | null>(at.statement.rows.map(({ table }) => table));
  const ddl = at.effects.filter(
    (effect) =>
      effect.load !== 'instant' &&
      effect.objectKind !== 'sequence' &&
      !(effect.kind === 'rewrites' && written.has(effect.table)) &&
      !isEmpty(at, effect),
  );
  return [...rows.map(({ table }) => table), ...ddl.map(({ table }) => table)];
}

/** Work under locks that earlier statements left behind. What the statement locks as strongly itself is online-ddl's. */
function judgeWork({ at, held, taken }: TransactionStep, isEmpty: IsEmpty): Finding[] {
  const own = (lock: HeldLock): boolean =>
    taken.some(({ object, mode }) => object === lock.object && strengthOf(mode) >= strengthOf(lock.mode));
  const behind = held.filter((lock) => !own(lock));
  const strongest = behind.toSorted((a, b) => strengthOf(b.mode) - strengthOf(a.mode))[0];
  const work = workOf(at, isEmpty);
  if (!strongest || work.length === 0) return [];
  const change = at.effects.find((effect) => effect.change !== null)?.change ?? null;
  return [
    finding(id, {
      ...placed(at.statement),
      status: work.some((table) => sizeOf(at.set, table).large) ? 'block' : 'warn',
      change,
      message: `${inShort(at.statement.text)} would run while ${named(behind)} is held (line ${strongest.by.statement.line}): ${whatWaits(strongest.mode)} of ${strongest.object} wait until it ends.`,
      why: 'A lock is held until its transaction ends, so quick schema changes stay in the way for as long as the slow statement after them takes.',
      seen: [...new Set(work)].map((table) => tellSize(at.set, table)).join('; '),
      next: `Let the transaction end before it: move line ${at.statement.line} to a migration of its own${at.statement.rows.length > 0 ? ', in batches' : ''}.`,
    }),
  ];
}

const isAllowed = ({ statement }: ProposedStatement): boolean =>
  statement.allows.some(({ rules }) => rules.includes(id));

/** Told once per transaction; a statement with an exemption of its own is told by itself, so that it covers no other. */
function upToFirst(steps: TransactionStep[]): TransactionStep[] {
  const first = steps.findIndex(({ at }) => !isAllowed(at));
  return first < 0 ? steps : steps.slice(0, first + 1);
}

const broughtBy = ({ held, taken }: TransactionStep): HeldLock | undefined =>
  held.length === 0 ? undefined : taken.find(({ object }) => held.every((lock) => lock.object !== object));

/** Statements that each bring the lock of another table. */
function judgeSeveral(walked: TransactionStep[]): Finding[] {
  return upToFirst(walked.filter((step) => broughtBy(step))).map(({ at, held, taken }) => {
    const other = broughtBy({ at, held, taken });
    return finding(id, {
      ...placed(at.statement),
      status: 'warn',
      message: `${inShort(at.statement.text)} would wait for ${named(other ? [other] : [])} while ${named(held)} is held.`,
      why: `While it waits for ${other?.object}, whoever uses ${list(held.map(({ object }) => object))} waits too; a session that takes both the other way round may deadlock with it.`,
      next: `Move line ${at.statement.line} to a migration of its own, so that each transaction locks one table in use.`,
    });
  });
}

/** Rows first and schema after: rows stay locked while the schema change waits for its turn. Rows behind a lock are told above. */
function judgeRowsFirst(walked: TransactionStep[]): Finding[] {
  const rows = walked.findIndex(({ at }) =>
    at.statement.rows.some((row) => isAtScale(row) && row.verb !== 'insert' && !writesToFresh(at, row.table)),
  );
  const first = walked[rows]?.held.length === 0 ? walked[rows].at.statement : undefined;
  const ddl = walked.filter(({ taken }, index) => index > rows && taken.length > 0);
  if (!first) return [];
  return upToFirst(ddl).map(({ at, taken }) =>
    finding(id, {
      ...placed(at.statement),
      status: 'warn',
      message: `${inShort(at.statement.text)} would wait for ${named(taken.slice(0, 1))} while the rows written at line ${first.line} stay locked.`,
      why: 'Schema and row changes in one transaction hold up each other: rows stay locked until it ends, and a failure takes both back.',
      next: `Move line ${at.statement.line} to a migration of its own.`,
    }),
  );
}

/** Everything that one transaction's locks come to. */
export function judgeGatheredLocks(transaction: ProposedStatement[], isEmpty: IsEmpty): Finding[] {
  const walked = walkTransaction(transaction);
  const held = walked.flatMap((step) => judgeWork(step, isEmpty));
  return [...held, ...judgeSeveral(walked), ...judgeRowsFirst(walked)];
}
