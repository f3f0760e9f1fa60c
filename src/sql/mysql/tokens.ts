/**
 * The words of a MySQL or MariaDB statement, as the server's lexer tells them apart. Nothing is dropped but comments: what
 * stands in an executable comment (`/*! … *\/`, `/*M! … *\/`) counts like the rest.
 */

/**
 * `word`: an identifier or a keyword. `name`: surely an identifier (back-ticks, or after a dot). `double`: in double quotes, a
 * string or, under ANSI_QUOTES, an identifier. `value`: a literal, a placeholder, a variable: never a column.
 */
export type TokenKind = 'word' | 'name' | 'double' | 'value' | 'op';

export interface Token {
  kind: TokenKind;
  /** Without quotes. */
  text: string;
  /** Of a word, in capitals; of an operator, itself; otherwise ''. */
  upper: string;
  start: number;
  end: number;
}

export interface Tokens {
  tokens: Token[];
  /** For each opening parenthesis the index of its end; -1 elsewhere. */
  closes: number[];
  /** Why the text cannot be told apart; null: it can. */
  problem: string | null;
  /** It holds executable comments: whether their content runs depends on the server. */
  executableComments: boolean;
  /** A backslash stands before a quote: under NO_BACKSLASH_ESCAPES its strings end elsewhere. */
  escapedQuotes: boolean;
}

export interface LexerModes {
  /** What stands in executable comments is left out. */
  withoutExecutable?: boolean;
  /** sql_mode has NO_BACKSLASH_ESCAPES. */
  noBackslashEscapes?: boolean;
}

const SPACE = /[\s\0]+/y;
const WORD = /[\p{L}\p{N}_$\u0080-\u{10ffff}]+/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_$])/uy;
const RADIX = /(?:0x[0-9a-fA-F]+|0b[01]+)(?![\p{L}\p{N}_$])/uy;
const VARIABLE = /@@?(?:[\p{L}\p{N}_$.]+|`(?:[^`]|``)*`|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|\?)?/uy;
const LINE_COMMENT = /(?:#|--(?=[\s\0]|$))[^\n]*/y;
const EXECUTABLE = /\/\*M?!\d*/y;
const OPERATOR = /\.\.\.|<=>|->>|->|:=|\|\||&&|<<|>>|<=|>=|<>|!=|[^\s]/uy;

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** The end of what is quoted from `at` on, past the quote; -1: it has none. */
function quotedEnd(text: string, at: number, escapes: boolean): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length; i++) {
    if (escapes && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (text[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return -1;
}

class Lexer {
  readonly result: Tokens = {
    tokens: [],
    closes: [],
    problem: null,
    executableComments: false,
    escapedQuotes: false,
  };
  private readonly open: number[] = [];
  private readonly text: string;
  private readonly modes: LexerModes;
  private at = 0;
  private executable = false;

  constructor(text: string, modes: LexerModes) {
    this.text = text;
    this.modes = modes;
  }

  run(): Tokens {
    while (this.at < this.text.length && this.result.problem === null) this.step();
    if (this.result.problem === null && this.open.length > 0)
      this.result.problem = 'a parenthesis is not closed';
    return this.result;
  }

  private step(): void {
    if (this.skip()) return;
    const c = this.text[this.at] ?? '';
    const escapes = !this.modes.noBackslashEscapes;
    if (c === '`') this.quoted('name', false);
    else if (c === "'") this.quoted('value', escapes);
    else if (c === '"') this.quoted('double', escapes);
    else if (c === '@') this.push('value', matchAt(VARIABLE, this.text, this.at) ?? '@');
    else if (c === '?') this.push('value', '?');
    else this.plain();
  }

  private plain(): void {
    const { text, at } = this;
    const dotted = this.afterDot();
    const number = dotted ? null : (matchAt(RADIX, text, at) ?? matchAt(NUMBER, text, at));
    const word = number === null ? matchAt(WORD, text, at) : null;
    if (number !== null) this.push('value', number);
    else if (word === null) this.operator(matchAt(OPERATOR, text, at) ?? (text[at] as string));
    else if (dotted) this.push('name', word);
    else this.word(word);
  }

  /** `_utf8'…'`, `N'…'`, `x'…'` are literals: the word before the quote is no name. */
  private word(word: string): void {
    const quote = this.text[this.at + word.length];
    if ((quote === "'" || (quote === '"' && word.startsWith('_'))) && /^(?:[nNxXbB]|_\w+)$/.test(word))
      this.at += word.length;
    else this.push('word', word);
  }

  private operator(text: string): void {
    const { tokens, closes } = this.result;
    if (text === '(') this.open.push(tokens.length);
    if (text === ')') {
      const start = this.open.pop();
      if (start === undefined) this.result.problem = 'a parenthesis is closed that was not opened';
      else closes[start] = tokens.length;
    }
    this.push('op', text);
  }

  private afterDot(): boolean {
    const last = this.result.tokens.at(-1);
    const before = this.result.tokens.at(-2);
    return last?.upper === '.' && before !== undefined && before.kind !== 'op';
  }

  private push(kind: TokenKind, text: string, end = this.at + text.length): void {
    const upper = kind === 'word' ? text.toUpperCase() : kind === 'op' ? text : '';
    this.result.tokens.push({ kind, text, upper, start: this.at, end });
    this.result.closes.push(-1);
    this.at = Math.max(end, this.at + 1);
  }

  private quoted(kind: TokenKind, escapes: boolean): void {
    const end = quotedEnd(this.text, this.at, escapes);
    if (end < 0) {
      this.result.problem = 'a quote is not closed: its end is missing, or it was cut off';
      return;
    }
    const inner = this.text.slice(this.at + 1, end - 1);
    if (kind !== 'name' && /\\['"]/.test(inner)) this.result.escapedQuotes = true;
    const quote = this.text[this.at] as string;
    this.push(kind, inner.replaceAll(quote + quote, quote), end);
  }

  /** White space and comments. */
  private skip(): boolean {
    const { text, at } = this;
    const skipped = matchAt(SPACE, text, at) ?? matchAt(LINE_COMMENT, text, at);
    if (skipped !== null) this.at += skipped.length;
    else if (this.executable && text.startsWith('*/', at)) {
      this.executable = false;
      this.at += 2;
    } else if (text.startsWith('/*', at)) this.comment();
    else return false;
    return true;
  }

  private comment(): void {
    const opening = matchAt(EXECUTABLE, this.text, this.at);
    if (opening !== null) this.result.executableComments = true;
    if (opening !== null && !this.modes.withoutExecutable) {
      this.executable = true;
      this.at += opening.length;
      return;
    }
    const end = this.text.indexOf('*/', this.at + 2);
    if (end < 0) this.result.problem = 'a comment is not closed: its end is missing, or it was cut off';
    else this.at = end + 2;
  }
}

/** Total and linear: what cannot be told apart is a `problem`. */
export function tokensOf(text: string, modes: LexerModes = {}): Tokens {
  return new Lexer(text, modes).run();
}
