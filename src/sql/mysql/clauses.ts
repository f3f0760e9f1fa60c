/** The clauses of a SELECT: where each begins and ends. */
import { after, type Reading, tokenAt, useAll, wordAt } from './reading.ts';

export interface Clause {
  /** The first word; '' for the select list. */
  name: string;
  from: number;
  to: number;
}

/** How many words begin a clause there; 0: none does. */
function clauseAt(r: Reading, i: number): number {
  if (tokenAt(r, i).kind !== 'word') return 0;
  const next = wordAt(r, i + 1);
  switch (wordAt(r, i)) {
    case 'FROM':
    case 'INTO':
    case 'WHERE':
    case 'HAVING':
    case 'LIMIT':
    case 'PROCEDURE':
      return 1;
    case 'GROUP':
    case 'ORDER':
      // `USE INDEX FOR ORDER BY (…)` is no clause.
      return next === 'BY' && wordAt(r, i - 1) !== 'FOR' ? 2 : 0;
    case 'WINDOW':
      return wordAt(r, i + 2) === 'AS' ? 1 : 0;
    case 'FOR':
      return next === 'UPDATE' || next === 'SHARE' ? 2 : 0;
    case 'LOCK':
      return next === 'IN' ? 2 : 0;
    case 'OFFSET':
      return tokenAt(r, i + 1).kind === 'value' ? 1 : 0;
    case 'FETCH':
      return next === 'FIRST' || next === 'NEXT' ? 2 : 0;
    default:
      return 0;
  }
}

/** Those between two tokens, what stands before the first one included. */
export function clausesOf(r: Reading, from: number, to: number): Clause[] {
  const clauses: Clause[] = [];
  let clause: Clause = { name: '', from, to };
  for (let i = from; i < to; ) {
    const words = clauseAt(r, i);
    if (words === 0) {
      i = after(r, i);
      continue;
    }
    clauses.push({ ...clause, to: i });
    clause = { name: wordAt(r, i), from: i + words, to };
    useAll(r, i, i + words);
    // What is locked, `OF t NOWAIT`, names tables alone.
    i += words;
  }
  clauses.push(clause);
  for (const { name, from: start, to: end } of clauses)
    if (name === 'FOR' || name === 'FETCH') useAll(r, start, end);
  return clauses;
}
