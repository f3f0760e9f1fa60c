/** Where statements end, found without the parser: for text that it refuses as a whole. */
import { skipBlank, tokenAt } from './lex.ts';

export interface Piece {
  start: number;
  /** Exclusive, without the semicolon. */
  end: number;
}

const ROUTINE = /^create (?:or replace )?(?:function|procedure) /;

/**
 * Counts what a semicolon may be nested in: parentheses, and the BEGIN ATOMIC body of an SQL routine, in which
 * CASE also ends with END.
 */
export class Nesting {
  private parentheses = 0;
  private blocks = 0;
  private words = 0;
  private head = '';

  get closed(): boolean {
    return this.parentheses === 0 && this.blocks === 0;
  }

  symbol(character: string): void {
    if (character === '(') this.parentheses++;
    if (character === ')') this.parentheses = Math.max(0, this.parentheses - 1);
  }

  word(word: string): void {
    if (this.words++ < 5) this.head += `${word.toLowerCase()} `;
    if (this.parentheses > 0 || !ROUTINE.test(this.head)) return;
    const folded = word.toLowerCase();
    if (folded === 'begin' || (folded === 'case' && this.blocks > 0)) this.blocks++;
    if (folded === 'end') this.blocks = Math.max(0, this.blocks - 1);
  }
}

/** The statements of a text in order, each from its first token on; empty ones are left out. */
export function splitStatements(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = skipBlank(text, 0);
  let nesting = new Nesting();
  for (let at = start; at < text.length; ) {
    const token = tokenAt(text, at);
    at = token.end;
    if (token.kind === 'word') nesting.word(text.slice(token.start, token.end));
    if (token.kind !== 'symbol') continue;
    const character = text.charAt(token.start);
    nesting.symbol(character);
    if (character !== ';' || !nesting.closed) continue;
    if (token.start > start) pieces.push({ start, end: token.start });
    start = skipBlank(text, at);
    at = start;
    nesting = new Nesting();
  }
  if (start < text.length) pieces.push({ start, end: text.length });
  return pieces;
}

/** Where the last token of a statement ends: space and comments behind it are not its text. */
export function endOfText(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /[ \t\n\r\f\v]/.test(text.charAt(last - 1))) last--;
  if (!mayEndInComment(text.slice(start, last))) return last;
  const statement = text.slice(start, last);
  let significant = 0;
  for (let at = 0; at < statement.length; ) {
    const token = tokenAt(statement, at);
    at = token.end;
    if (token.kind !== 'space' && token.kind !== 'comment') significant = token.end;
  }
  return start + significant;
}

function mayEndInComment(statement: string): boolean {
  if (statement.endsWith('*/')) return true;
  const line = Math.max(statement.lastIndexOf('\n'), statement.lastIndexOf('\r'));
  return statement.indexOf('--', line + 1) >= 0;
}
