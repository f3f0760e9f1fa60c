/** Bodies of routines and triggers: statements one after another, told apart from the words that steer between them. */
import { readExpression } from './expression.ts';
import { foldName } from './fold.ts';
import { readQuery } from './query.ts';
import {
  after,
  find,
  giveUp,
  namesAt,
  partsOf,
  type Reading,
  type Scope,
  tokenAt,
  useAll,
  wordAt,
} from './reading.ts';
import { readStatement } from './statement.ts';

const isWord = (r: Reading, i: number, word: string): boolean =>
  wordAt(r, i) === word && tokenAt(r, i).kind === 'word';

/** Where the word that ends a steering expression stands: a CASE in between has its own THEN. */
function findSteer(r: Reading, from: number, to: number, word: string): number {
  let nested = 0;
  let i = from;
  for (; i < to; i = after(r, i)) {
    if (nested === 0 && isWord(r, i, word)) return i;
    if (isWord(r, i, 'CASE')) nested++;
    else if (isWord(r, i, 'END')) nested--;
  }
  return i;
}

class BodyReader {
  private readonly r: Reading;
  private readonly to: number;
  private readonly scope: Scope | null;

  constructor(r: Reading, to: number, scope: Scope | null) {
    this.r = r;
    this.to = to;
    this.scope = scope;
  }

  read(from: number): void {
    for (let i = from; i < this.to; ) i = Math.max(i + 1, this.step(i));
  }

  private end(from: number): number {
    return find(this.r, from, this.to, (i) => wordAt(this.r, i) === ';');
  }

  private expressionUntil(from: number, word: string): number {
    const end = findSteer(this.r, from, this.to, word);
    if (end >= this.to) giveUp(this.r, `a body has no ${word} where one was expected`);
    readExpression(this.r, from, Math.min(end, this.to), this.scope);
    return end + 1;
  }

  private step(i: number): number {
    const { r, to } = this;
    if (wordAt(r, i + 1) === ':' && tokenAt(r, i).kind !== 'op') {
      r.used[i] = true;
      return i + 2;
    }
    switch (tokenAt(r, i).kind === 'name' ? '' : wordAt(r, i)) {
      case ';':
      case 'LOOP':
      case 'REPEAT':
      case 'ELSE':
        return i + 1;
      case 'BEGIN':
        return isWord(r, i + 1, 'NOT') ? i + 3 : i + 1;
      case 'IF':
      case 'ELSEIF':
      case 'WHEN':
        return this.expressionUntil(i + 1, 'THEN');
      case 'WHILE':
        return this.expressionUntil(i + 1, 'DO');
      case 'CASE':
        return this.expressionUntil(i + 1, 'WHEN') - 1;
      case 'UNTIL':
        return this.expressionUntil(i + 1, 'END');
      case 'FOR':
        return this.loop(i);
      case 'DECLARE':
        return this.declaration(i);
      case 'END':
      case 'LEAVE':
      case 'ITERATE':
      case 'OPEN':
      case 'CLOSE':
      case 'FETCH': {
        const end = this.end(i);
        useAll(r, i, end);
        return end;
      }
      case 'RETURN': {
        const end = this.end(i);
        if (/^(?:SELECT|WITH)$/.test(wordAt(r, i + 1))) readQuery(r, i + 1, end, this.scope);
        else readExpression(r, i + 1, end, this.scope);
        return end;
      }
      default: {
        const end = this.end(i);
        readStatement(r, i, Math.min(end, to), this.scope);
        return end;
      }
    }
  }

  /** FOR i IN 1 .. 10 DO; FOR row IN (SELECT …) DO; FOR row IN cursor DO. */
  private loop(i: number): number {
    for (const name of namesAt(this.r, i + 1)) this.r.variables.add(name);
    this.r.used[i + 1] = true;
    return this.expressionUntil(i + 2, 'DO');
  }

  private declaration(from: number): number {
    const { r } = this;
    const end = this.end(from);
    const handler = find(r, from, end, (i) => isWord(r, i, 'HANDLER'));
    if (handler < end) return this.handler(handler);
    const cursor = find(r, from, end, (i) => isWord(r, i, 'CURSOR'));
    if (cursor < end) {
      const query = find(r, cursor, end, (i) => isWord(r, i, 'FOR'));
      useAll(r, from, query);
      if (query >= end) giveUp(r, 'a cursor without a query');
      else readStatement(r, query + 1, end, this.scope);
      return end;
    }
    const value = find(r, from, end, (i) => isWord(r, i, 'DEFAULT') || wordAt(r, i) === ':=');
    for (const [at] of partsOf(r, from + 1, value)) r.variables.add(foldName(tokenAt(r, at).text));
    useAll(r, from, value);
    readExpression(r, value + 1, end, this.scope);
    return end;
  }

  /** … HANDLER FOR conditions statement. */
  private handler(at: number): number {
    const { r } = this;
    let i = at + 2;
    for (;;) {
      if (isWord(r, i, 'SQLSTATE')) i += isWord(r, i + 1, 'VALUE') ? 3 : 2;
      else if (isWord(r, i, 'NOT')) i += 2;
      else i++;
      if (wordAt(r, i) !== ',') break;
      i++;
    }
    useAll(r, at, i);
    return i;
  }
}

/** Notes what a body touches; `scope`: the rows of a trigger. */
export function readBody(r: Reading, from: number, to: number, scope: Scope | null): void {
  new BodyReader(r, to, scope).read(from);
}
