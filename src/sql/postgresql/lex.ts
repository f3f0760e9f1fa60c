/**
 * PostgreSQL's lexical rules, as far as they decide where strings, comments and statements end.
 * Source: the server's src/backend/parser/scan.l; the parser itself says nothing of text that it refuses.
 */

export type TokenKind = 'space' | 'comment' | 'string' | 'quoted' | 'word' | 'symbol';

export interface Token {
  kind: TokenKind;
  start: number;
  /** Exclusive; always greater than `start`. */
  end: number;
}

const SPACE = /[ \t\n\r\f\v]+/y;
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const NUMBER = /[0-9][0-9A-Za-z_]*/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const COMMENT_EDGE = /\/\*|\*\//g;

function match(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** After the quote that closes what began before `start`; a doubled quote closes nothing. */
function endOfQuoted(text: string, start: number, quote: string): number {
  let at = start;
  for (;;) {
    const close = text.indexOf(quote, at);
    if (close < 0) return text.length;
    if (text[close + 1] !== quote) return close + 1;
    at = close + 2;
  }
}

/**
 * After the quote that goes on with a literal which was closed before `start`: one with a newline in between. -1: none
 * does. A comment in between parts them for the parser and for psql (older servers let it be).
 */
function continuation(text: string, start: number): number {
  let newline = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 39) return newline ? at + 1 : -1;
    if (code === 10 || code === 13) newline = true;
    else if (code !== 32 && (code < 9 || code > 13)) return -1;
  }
  return -1;
}

/** As `endOfQuoted`, of a literal in which backslashes escape. */
function endOfEscaped(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    if (code !== 39) continue;
    if (text.charCodeAt(at + 1) === 39) at++;
    else {
      const next = continuation(text, at + 1);
      if (next < 0) return at + 1;
      at = next - 1;
    }
  }
  return text.length;
}

/** Block comments nest. */
function endOfBlockComment(text: string, start: number): number {
  let depth = 0;
  COMMENT_EDGE.lastIndex = start;
  for (let edge = COMMENT_EDGE.exec(text); edge; edge = COMMENT_EDGE.exec(text)) {
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return COMMENT_EDGE.lastIndex;
  }
  return text.length;
}

function endOfLineComment(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

/** After the space and the comments that begin at `start`. */
export function skipBlank(text: string, start: number): number {
  let at = start;
  for (; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 32 || (code >= 9 && code <= 13)) at++;
    else if (code === 45 && text.charCodeAt(at + 1) === 45) at = endOfLineComment(text, at);
    else if (code === 47 && text.charCodeAt(at + 1) === 42) at = endOfBlockComment(text, at);
    else break;
  }
  return at;
}

function endOfDollarQuoted(text: string, start: number, opened: number): number {
  const close = text.indexOf(text.slice(start, opened), opened);
  return close < 0 ? text.length : close + (opened - start);
}

function wordAt(text: string, start: number, end: number): Token {
  const escapes = end - start === 1 && /[eE]/.test(text[start] ?? '') && text[end] === "'";
  return escapes ? { kind: 'string', start, end: endOfEscaped(text, end + 1) } : { kind: 'word', start, end };
}

/** The token that begins at `start`, which must lie within the text. What is not closed reaches to the end of the text. */
export function tokenAt(text: string, start: number): Token {
  const first = text[start] ?? '';
  const space = match(SPACE, text, start);
  if (space > 0) return { kind: 'space', start, end: space };
  if (first === '-' && text[start + 1] === '-') {
    return { kind: 'comment', start, end: endOfLineComment(text, start) };
  }
  if (first === '/' && text[start + 1] === '*') {
    return { kind: 'comment', start, end: endOfBlockComment(text, start) };
  }
  if (first === "'") return { kind: 'string', start, end: endOfQuoted(text, start + 1, "'") };
  if (first === '"') return { kind: 'quoted', start, end: endOfQuoted(text, start + 1, '"') };
  const word = match(WORD, text, start);
  if (word > 0) return wordAt(text, start, word);
  const dollar = first === '$' ? match(DOLLAR, text, start) : -1;
  if (dollar > 0) return { kind: 'string', start, end: endOfDollarQuoted(text, start, dollar) };
  const number = match(NUMBER, text, start);
  return { kind: number > 0 ? 'word' : 'symbol', start, end: number > 0 ? number : start + 1 };
}
