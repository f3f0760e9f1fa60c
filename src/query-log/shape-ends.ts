/**
 * Where literals and comments of PostgreSQL end, in bytes of UTF-8: the rules are those of `sql/postgresql/lex.ts`. After the text
 * stands a zero, which is in no text that is folded.
 */

const FAILED = -1;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** After a newline and blanks, a further quote goes on with the literal that was closed before `at`: after it; else -1. */
function continuation(text: Uint8Array, at: number): number {
  let newline = false;
  for (; ; at++) {
    const code = text[at] ?? 0;
    if (code === 39) return newline ? at + 1 : -1;
    if (code === 10 || code === 13) newline = true;
    else if (!isSpace(code)) return -1;
  }
}

/** After the literal that begins at `at`, its quote passed; -1: it is not closed. */
export function endOfString(text: Uint8Array, at: number): number {
  for (;;) {
    const code = text[at++] ?? 0;
    if (code === 0) return FAILED;
    if (code !== 39) continue;
    if (text[at] === 39) {
      at++;
      continue;
    }
    if (!isSpace(text[at] ?? 0)) return at;
    const next = continuation(text, at);
    if (next < 0) return at;
    at = next;
  }
}

/** The same where backslashes escape. -1 as well for `\u`: whether it can be read depends on what follows. */
export function endOfEscaped(text: Uint8Array, at: number): number {
  for (;;) {
    const code = text[at++] ?? 0;
    if (code === 0) return FAILED;
    if (code === 92) {
      if (((text[at] ?? 0) | 32) === 117 || text[at] === 0) return FAILED;
      at++;
    }
    if (code !== 39) continue;
    if (text[at] === 39) {
      at++;
      continue;
    }
    const next = continuation(text, at);
    if (next < 0) return at;
    at = next;
  }
}

function isTagAt(text: Uint8Array, at: number, first: boolean): boolean {
  const code = text[at] ?? 0;
  const letter = ((code | 32) >= 97 && (code | 32) <= 122) || code === 95 || code >= 128;
  return letter || (!first && code >= 48 && code <= 57);
}

function isTagAgain(text: Uint8Array, at: number, start: number, length: number): boolean {
  for (let step = 0; step < length; step++) if (text[at + step] !== text[start + step]) return false;
  return true;
}

/** After `$tag$ … $tag$` that begins at `at`; -1: it is no such thing, or is not closed. */
export function endOfDollar(text: Uint8Array, at: number): number {
  let tag = at + 1;
  while (isTagAt(text, tag, tag === at + 1)) tag++;
  if (text[tag] !== 36) return FAILED;
  const length = tag + 1 - at;
  for (let close = tag + 1; text[close] !== 0; close++)
    if (text[close] === 36 && isTagAgain(text, close, at, length)) return close + length;
  return FAILED;
}

const isDigit = (code: number): boolean => (code >= 48 && code <= 57) || code === 95;

function endOfDigits(text: Uint8Array, at: number): number {
  while (isDigit(text[at] ?? 0)) at++;
  return at;
}

/** Of `0x1F`: a letter too many is left over, and refused by whoever looks at what follows. */
function endOfBased(text: Uint8Array, at: number): number {
  for (; ; at++) {
    const code = text[at] ?? 0;
    const hex = (code | 32) >= 97 && (code | 32) <= 102;
    if (!isDigit(code) && !hex) return at;
  }
}

/** After the number that begins at `at` with a digit, or a dot before one. */
export function endOfNumber(text: Uint8Array, at: number): number {
  const second = (text[at + 1] ?? 0) | 32;
  if (text[at] === 48 && (second === 120 || second === 111 || second === 98)) return endOfBased(text, at + 2);
  at = endOfDigits(text, at);
  if (text[at] === 46 && text[at + 1] !== 46) at = endOfDigits(text, at + 1);
  if (((text[at] ?? 0) | 32) !== 101) return at;
  const sign = text[at + 1];
  const exponent = sign === 43 || sign === 45 ? at + 2 : at + 1;
  return isDigit(text[exponent] ?? 0) ? endOfDigits(text, exponent) : at;
}

/** After a block comment that begins at `at`, which nest; -1: it is not closed. */
export function endOfComment(text: Uint8Array, at: number): number {
  let depth = 0;
  for (;;) {
    const code = text[at++] ?? 0;
    if (code === 0) return FAILED;
    const next = text[at];
    if (code === 47 && next === 42) depth++;
    else if (code === 42 && next === 47) depth--;
    else continue;
    at++;
    if (depth === 0) return at;
  }
}

/** At the end of the line, or of the text. */
export function endOfLine(text: Uint8Array, at: number): number {
  for (; ; at++) {
    const code = text[at] ?? 0;
    if (code === 10 || code === 13 || code === 0) return at;
  }
}
