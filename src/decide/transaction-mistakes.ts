/** BEGIN, COMMIT and ROLLBACK that do something else than they seem to. */
import type { Finding, Statement } from '../model.ts';
import { inShort, tellTransaction } from './phrases.ts';
import { finding, type Proposal, type ProposedStatement, placed } from './rule.ts';

const id = 'transaction-scope';

type Mistake = NonNullable<Statement['transactionMistake']>;
type Telling = Pick<Finding, 'status' | 'message' | 'why' | 'next'>;

const doesSomething = ({ statement, effects }: ProposedStatement): boolean =>
  statement.rows.length > 0 || effects.some(({ phase }) => phase !== 'neutral');

/** The first statement behind it in the same file that does something to the schema or to rows. */
function whatFollows({ statements }: Proposal, at: ProposedStatement): ProposedStatement | undefined {
  return statements
    .slice(statements.indexOf(at) + 1)
    .find((other) => other.migration === at.migration && doesSomething(other));
}

const tellings: Record<Mistake, (at: ProposedStatement, proposal: Proposal) => Telling> = {
  'begun-twice': ({ statement, set }) => ({
    status: 'warn',
    message: `${inShort(statement.text)} would begin nothing: ${tellTransaction(set, statement)} already.`,
    why: 'The server only warns of it; the first COMMIT ends all of it, and what comes after that runs by itself.',
    next: 'Leave it out, together with its COMMIT.',
  }),
  'nothing-open': ({ statement }) => ({
    status: 'warn',
    message: `${inShort(statement.text)} would end nothing: no BEGIN before it is still open.`,
    why: 'The server only warns of it; what was meant to stand or fall together does not.',
    next: 'Put BEGIN before the statements that belong together, or leave it out.',
  }),
  'commits-others': (at, proposal) => {
    const next = whatFollows(proposal, at);
    const behind = next ? `, and line ${next.statement.line} would run outside of it` : '';
    return {
      status: next ? 'block' : 'warn',
      message: `${inShort(at.statement.text)} would end the transaction that ${at.set.framework} runs this file in${behind}.`,
      why: 'A failure after it leaves the migration half done and not recorded, so that the next run meets what is there already.',
      next: `Leave it out${next ? `, and move line ${next.statement.line} and what follows to a migration of its own` : ''}.`,
    };
  },
  'undoes-others': ({ statement, set }) => ({
    status: 'block',
    message: `${inShort(statement.text)} would take back what this file did before it: ${tellTransaction(set, statement)}.`,
    why: 'The migration would be recorded as done, and nothing of it would be there.',
    next: 'Leave it out; a migration that must not run is one to delete before it is merged.',
  }),
  'never-ended': ({ statement }) => ({
    status: 'block',
    message: `What ${inShort(statement.text)} begins would never be committed: no COMMIT follows in this file.`,
    why: 'The server takes back an open transaction when its connection ends; until then its locks stay.',
    next: 'Put COMMIT; after the last statement that belongs to it.',
  }),
};

/** What a statement that begins or ends a transaction gets wrong. */
export function judgeMistake(proposal: Proposal, at: ProposedStatement): Finding[] {
  const { transactionMistake: mistake } = at.statement;
  if (mistake === undefined) return [];
  return [
    finding(id, {
      ...placed(at.statement),
      ...tellings[mistake](at, proposal),
      seen: inShort(at.statement.text),
    }),
  ];
}
