/** Rows changed at scale in one statement, or without the guards that the schema has. */
import type { Finding, RowChange } from '../../model.ts';
import { writeBatches } from '../batches.ts';
import { writesToFresh } from '../locks.ts';
import { inShort, orOk, tellSize } from '../phrases.ts';
import { finding, type ProposedStatement, placed, type Rule, sizeOf } from '../rule.ts';

const id = 'batched-data';

const EFFECT: Partial<Record<RowChange['verb'], string>> = {
  update: 'write every row of',
  merge: 'write every row of',
  delete: 'delete every row of',
  truncate: 'empty',
};

function judgeRow(at: ProposedStatement, row: RowChange): Finding[] {
  const effect = EFFECT[row.verb];
  const ofIt = at.effects.filter(({ table }) => table === row.table);
  if (!effect || writesToFresh(at, row.table)) return [];
  const { large } = sizeOf(at.set, row.table);
  const unbounded = !row.bounded && large;
  if (!row.whole && row.verb !== 'truncate' && !unbounded) return [];
  const whole = row.whole || row.verb === 'truncate';
  return [
    finding(id, {
      ...placed(at.statement),
      status: large && whole ? 'block' : 'warn',
      change: ofIt.find(({ change }) => change !== null)?.change ?? null,
      phase: ofIt[0]?.phase ?? null,
      message: whole
        ? `${inShort(at.statement.text)} would ${effect} ${row.table} in one statement.`
        : `${inShort(at.statement.text)} may change any number of rows of ${row.table} in one statement.`,
      why:
        row.verb === 'truncate'
          ? `TRUNCATE holds ACCESS EXCLUSIVE on ${row.table}, and what it removes does not come back with a rollback of the code.`
          : `Every row that it has touched stays locked until its transaction ends; the dead rows, the log and the replicas' delay grow with ${row.table}.`,
      seen: tellSize(at.set, row.table),
      next: writeBatches(at.set, at.statement, row),
    }),
  ];
}

/** What is switched off, and where. */
function tellGuards(disables: string, table: string | null): string {
  if (table === null) return 'triggers and foreign keys of every table';
  return `${disables.startsWith('DISABLE RULE') ? 'a rule' : 'triggers'} of ${table}`;
}

function judgeGuards(at: ProposedStatement): Finding[] {
  const { statement, effects, set } = at;
  const table = effects.find((effect) => effect.table !== null)?.table ?? null;
  if (statement.disablesTriggers === null || (table !== null && effects.every(({ fresh }) => fresh)))
    return [];
  return [
    finding(id, {
      ...placed(statement),
      status: sizeOf(set, table).large ? 'block' : 'warn',
      message: `${inShort(statement.text)} would switch off ${tellGuards(statement.disablesTriggers, table)}: ${statement.disablesTriggers}.`,
      why: 'Rows written meanwhile are not checked, audited or kept equal to their copies, and nothing finds them later.',
      seen: tellSize(set, table),
      next: 'Leave the triggers on and write in batches; where one trigger is in the way, let its function return early for this job.',
    }),
  ];
}

export const batchedData: Rule = {
  id,
  subjects: ['pull_request', 'lint'],
  judge(proposal) {
    const findings = proposal.statements.flatMap((at) => [
      ...at.statement.rows.flatMap((row) => judgeRow(at, row)),
      ...judgeGuards(at),
    ]);
    return orOk(id, proposal, findings, 'No statement changes rows of a table in use at scale or unguarded.');
  },
};
