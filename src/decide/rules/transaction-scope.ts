/** What a transaction makes wrong: statements that fail in one, and locks that are held while something else works. */
import type { Finding, ObjectName } from '../../model.ts';
import { leaveTransaction } from '../leave-transaction.ts';
import { emptyTables, strengthOf, whatWaits, writesToFresh } from '../locks.ts';
import { inShort, list, orOk, tellSize, tellTransaction } from '../phrases.ts';
import { finding, type ProposedStatement, placed, type Rule, sizeOf } from '../rule.ts';
import {
  type HeldLock,
  isAtScale,
  type TransactionStep,
  transactionsOf,
  walkTransaction,
} from '../transactions.ts';

const id = 'transaction-scope';

type IsEmpty = ReturnType<typeof emptyTables>;

const named = (locks: readonly HeldLock[]): string =>
  list(locks.map(({ mode, object }) => `${mode} on ${object}`));

/** The engine refuses it in a transaction. */
function judgeRefused(at: ProposedStatement): Finding[] {
  const { statement, set } = at;
  if (statement.forbidsTransaction === null || statement.transaction === null) return [];
  return [
    finding(id, {
      ...placed(statement),
      status: 'block',
      message: `${statement.forbidsTransaction} would fail: it cannot run inside a transaction, and ${tellTransaction(set, statement)} is one.`,
      why: `The server refuses ${statement.forbidsTransaction} in a transaction block; the migration stops there.`,
      seen: inShort(statement.text),
      next: leaveTransaction(set.framework, statement.transaction.by),
    }),
  ];
}

function judgeEnumValues({ statement }: ProposedStatement): Finding[] {
  if (statement.uncommittedEnumValues.length === 0) return [];
  const values = list(statement.uncommittedEnumValues);
  return [
    finding(id, {
      ...placed(statement),
      status: 'block',
      message: `${inShort(statement.text)} would fail: it uses ${values}, which this transaction added and has not committed.`,
      why: 'A new enum value can be used only after the transaction that added it has ended.',
      next: `Leave ALTER TYPE … ADD VALUE alone in its migration, and use ${values} in a later one.`,
    }),
  ];
}

/** A failed CREATE INDEX CONCURRENTLY leaves an invalid index behind, and IF NOT EXISTS then calls it done. */
function judgeHiddenIndex({ statement, effects }: ProposedStatement): Finding[] {
  if (!statement.hidesInvalidIndex || effects.every(({ fresh }) => fresh)) return [];
  const index = effects.find(({ objectKind }) => objectKind === 'index')?.object.replace(/^index:/, '');
  const plain = inShort(statement.text, 400).replace(/\bIF\s+NOT\s+EXISTS\s+/i, '');
  return [
    finding(id, {
      ...placed(statement),
      status: 'warn',
      message: `A second run of ${inShort(statement.text)} would report success over an index that a failed first run left invalid.`,
      why: 'IF NOT EXISTS looks at the name alone; an invalid index is written to and never read, and a unique one does not hold.',
      next: `DROP INDEX CONCURRENTLY IF EXISTS ${index ?? '<the index>'};\n${plain};`,
    }),
  ];
}

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

/** Rows first and schema after: rows stay locked while the schema change waits for its turn. */
function judgeRowsFirst(walked: TransactionStep[]): Finding[] {
  const rows = walked.findIndex(({ at }) =>
    at.statement.rows.some((row) => isAtScale(row) && row.verb !== 'insert' && !writesToFresh(at, row.table)),
  );
  const first = walked[rows]?.at.statement;
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

function judgeTransaction(transaction: ProposedStatement[], isEmpty: IsEmpty): Finding[] {
  const walked = walkTransaction(transaction);
  const held = walked.flatMap((step) => judgeWork(step, isEmpty));
  return [...held, ...judgeSeveral(walked), ...judgeRowsFirst(walked)];
}

export const transactionScope: Rule = {
  id,
  subjects: ['pull_request', 'lint'],
  judge(proposal) {
    const isEmpty = emptyTables(proposal);
    const findings = [
      ...proposal.statements.flatMap((at) => [
        ...judgeRefused(at),
        ...judgeEnumValues(at),
        ...judgeHiddenIndex(at),
      ]),
      ...transactionsOf(proposal.statements).flatMap((one) => judgeTransaction(one, isEmpty)),
    ];
    return orOk(id, proposal, findings, 'No transaction fails, or holds a lock while it does other work.');
  },
};
