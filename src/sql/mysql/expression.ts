/** An expression is read word by word: whatever may name a column is looked up, whatever stands around it. */
import { callFunction } from './bodies.ts';
import { touchPath, touchStar } from './lookup.ts';
import { readQuery } from './query.ts';
import {
  after,
  giveUp,
  mayName,
  pathAt,
  type Reading,
  type Scope,
  tokenAt,
  useAll,
  wordAt,
} from './reading.ts';
import { NO_FUNCTIONS } from './reserved-words.ts';

const SEQUENCES = new Set(['NEXTVAL', 'LASTVAL', 'SETVAL']);

const beginsQuery = (r: Reading, i: number): boolean =>
  /^(?:SELECT|WITH|TABLE)$/.test(wordAt(r, i)) && tokenAt(r, i).kind === 'word';

function readParentheses(r: Reading, open: number, scope: Scope | null): number {
  const close = r.closes[open] as number;
  if (beginsQuery(r, open + 1)) readQuery(r, open + 1, close, scope);
  else readExpression(r, open + 1, close, scope);
  return close + 1;
}

function readCall(r: Reading, path: ReturnType<typeof pathAt>, scope: Scope | null): number {
  const { parts, next } = path;
  const word = wordAt(r, parts[0] as number);
  for (const part of parts) r.used[part] = true;
  if (parts.length > 1 || !NO_FUNCTIONS.has(word)) callFunction(r, parts);
  if (parts.length === 1 && SEQUENCES.has(word)) useAll(r, next, after(r, next));
  return readParentheses(r, next, scope);
}

function readName(r: Reading, i: number, to: number, scope: Scope | null): number {
  const path = pathAt(r, i, to);
  const opens = wordAt(r, path.next) === '(' && path.next < to;
  if (opens && tokenAt(r, i).kind !== 'double') return readCall(r, path, scope);
  if (path.star && scope) touchStar(r, path, scope);
  else if (mayName(r, i) || path.parts.length > 1) touchPath(r, path, scope, 'reads');
  return path.next;
}

/** Notes what is read between two tokens. */
export function readExpression(r: Reading, from: number, to: number, scope: Scope | null): void {
  for (let i = from; i < to; ) {
    const { kind, upper } = tokenAt(r, i);
    if (upper === '(') i = readParentheses(r, i, scope);
    else if (kind === 'op' || kind === 'value') i++;
    else if (upper === 'AS') {
      // An alias, or the type of a CAST.
      r.used[i + 1] = true;
      i += 2;
    } else if (upper === 'SELECT') {
      giveUp(r, 'a query stands where none was expected');
      return;
    } else i = readName(r, i, to, scope);
  }
}
