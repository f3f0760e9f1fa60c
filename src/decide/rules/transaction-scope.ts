/** What a transaction makes wrong: statements that fail in one, and locks that are held while something else works. */
import type { Finding } from '../../model.ts';
import { judgeGatheredLocks } from '../gathered-locks.ts';
import { leaveTransaction } from '../leave-transaction.ts';
import { emptyTables } from '../locks.ts';
import { inShort, list, orOk, tellTransaction } from '../phrases.ts';
import { finding, type ProposedStatement, placed, type Rule } from '../rule.ts';
import { judgeMistake } from '../transaction-mistakes.ts';
import { transactionsOf } from '../transactions.ts';

const id = 'transaction-scope';

/** The engine refuses it in a transaction. */
function judgeRefused(at: ProposedStatement): Finding[] {
  const { statement, set } = at;
  if (statement.forbidsTransaction === null || statement.transaction === null) return [];
  return [
    finding(id, {
      ...placed(statement),
      status: 'block',
      message: `${statement.forbidsTransaction} would fail: it cannot run inside a transaction, and ${tellTransaction(set, statement)}.`,
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
        ...judgeMistake(proposal, at),
      ]),
      ...transactionsOf(proposal.statements).flatMap((one) => judgeGatheredLocks(one, isEmpty)),
    ];
    return orOk(id, proposal, findings, 'No transaction fails, or holds a lock while it does other work.');
  },
};
