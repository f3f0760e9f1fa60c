/**
 * PostgreSQL's own parser, as WebAssembly (libpg_query, grammar of PostgreSQL 18).
 *
 * Its traps are kept in here: positions in bytes or code points, an empty text that throws, errors that hold the rest of the file.
 * A NUL, at which the parser would silently stop, is refused.
 */
import { isTooDeep } from './depth.ts';
import { skipBlank } from './lex.ts';
import { isAscii } from './lines.ts';

export type Node = { [type: string]: unknown };

export interface ParsedStatement {
  node: Node;
  /** UTF-16 offsets; from the first token to before the semicolon (trailing space and comments included). */
  start: number;
  end: number;
}

export interface ParseFailure {
  /** The server's own words. */
  message: string;
  /** UTF-16 offset of what it could not read. */
  offset: number;
}

export type Parsed = { statements: ParsedStatement[] } | { failure: ParseFailure };

type Parser = typeof import('libpg-query');

let parser: Parser | null = null;

/**
 * Loads the parser, once. It is one huge function: to optimise it in the background holds the exit for 300 ms, and
 * V8's baseline code is fast enough. Both flags are needed, and only before the module is compiled.
 */
export async function loadParser(): Promise<void> {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  const loading = await import('libpg-query');
  await loading.loadModule();
  parser = loading;
}

const NOT_LOADED: ParseFailure = { message: 'the SQL parser was not loaded', offset: 0 };
const NUL: ParseFailure = { message: 'it holds a NUL byte', offset: 0 };
const TOO_LONG: ParseFailure = { message: 'it is longer than 4,000,000 characters', offset: 0 };
const TOO_DEEP: ParseFailure = { message: 'it is nested too deeply', offset: 0 };

/** A syntax tree takes some fifteen times its text; this much fits into the module's memory many times over. */
export const MAX_LENGTH = 4_000_000;

function refuse(text: string): ParseFailure | null {
  if (!parser) return NOT_LOADED;
  if (text.includes('\0')) return { ...NUL, offset: text.indexOf('\0') };
  if (text.length > MAX_LENGTH) return TOO_LONG;
  return isTooDeep(text) ? TOO_DEEP : null;
}

/** The statements of a text. Never throws. */
export function parseStatements(text: string): Parsed {
  if (text === '') return { statements: [] };
  const failure = refuse(text);
  if (!parser || failure) return { failure: failure ?? NOT_LOADED };
  try {
    return { statements: located(text, parser.parseSync(text) as RawResult) };
  } catch (error) {
    return { failure: failureOf(error, text) };
  }
}

interface RawResult {
  stmts?: { stmt?: Node; stmt_location?: number; stmt_len?: number }[];
}

function located(text: string, result: RawResult): ParsedStatement[] {
  const toOffset = byteOffsets(text);
  const statements: ParsedStatement[] = [];
  for (const raw of result.stmts ?? []) {
    if (!raw.stmt) continue;
    const from = raw.stmt_location ?? 0;
    const start = skipBlank(text, toOffset(from));
    const end = raw.stmt_len ? toOffset(from + raw.stmt_len) : text.length;
    statements.push({ node: raw.stmt, start, end });
  }
  return statements;
}

/** From UTF-8 bytes to UTF-16 offsets; must be asked in ascending order. */
function byteOffsets(text: string): (bytes: number) => number {
  if (isAscii(text)) return (bytes) => bytes;
  let at = 0;
  let passed = 0;
  return (bytes) => {
    while (passed < bytes && at < text.length) {
      const code = text.codePointAt(at) ?? 0;
      passed += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      at += code < 0x10000 ? 1 : 2;
    }
    return at;
  };
}

/** The error holds the token that it stopped at: for a string that is never closed, the rest of the file. */
const MESSAGE_LENGTH = 160;

function failureOf(error: unknown, text: string): ParseFailure {
  const details = error instanceof Error && 'sqlDetails' in error ? (error.sqlDetails as SqlDetails) : null;
  if (!details)
    return { message: 'the parser gave up on it: it is nested too deeply or too long', offset: 0 };
  const points = details.cursorPosition ?? 0;
  return { message: shorten(details.message ?? 'syntax error'), offset: offsetOfPoint(text, points) };
}

interface SqlDetails {
  message?: string;
  cursorPosition?: number;
}

function shorten(message: string): string {
  const line = message.replace(/\s+/g, ' ');
  return line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH)}…` : line;
}

function offsetOfPoint(text: string, points: number): number {
  if (isAscii(text)) return Math.min(points, text.length);
  let at = 0;
  for (let seen = 0; seen < points && at < text.length; seen++) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

/** A function written in PL/pgSQL as the server's compiler sees it; a message where it cannot be read. Never throws. */
export function parsePlpgsql(statement: string): { functions: unknown[] } | { message: string } {
  const failure = refuse(statement);
  if (!parser || failure) return { message: (failure ?? NOT_LOADED).message };
  try {
    const result = parser.parsePlPgSQLSync(statement) as unknown as { plpgsql_funcs?: unknown[] };
    return { functions: result.plpgsql_funcs ?? [] };
  } catch (error) {
    return { message: error instanceof Error ? shorten(error.message) : 'it cannot be read' };
  }
}

interface Expression {
  A_Const?: { sval?: { sval?: string } };
  TypeCast?: { arg?: Expression; typeName?: { names?: { String?: { sval?: string } }[] } };
  A_Expr?: { name?: { String?: { sval?: string } }[]; lexpr?: Expression; rexpr?: Expression };
}

/** The string that an expression always gives: a literal, or literals joined by `||`. Null: it is computed. */
export function foldConstant(expression: string): string | null {
  const parsed = parseStatements(`SELECT ${expression}`);
  const only = 'statements' in parsed && parsed.statements.length === 1 ? parsed.statements[0] : undefined;
  const select = only?.node.SelectStmt as { targetList?: Node[]; fromClause?: unknown } | undefined;
  const [target, ...others] = select?.targetList ?? [];
  if (!target || others.length > 0 || select?.fromClause) return null;
  return fold((target.ResTarget as { val?: Expression } | undefined)?.val);
}

function fold(expression: Expression | undefined): string | null {
  if (expression?.A_Const) return expression.A_Const.sval ? (expression.A_Const.sval.sval ?? '') : null;
  const cast = expression?.TypeCast;
  if (cast) return cast.typeName?.names?.at(-1)?.String?.sval === 'text' ? fold(cast.arg) : null;
  const { name, lexpr, rexpr } = expression?.A_Expr ?? {};
  if (name?.length !== 1 || name[0]?.String?.sval !== '||') return null;
  const left = fold(lexpr);
  const right = fold(rexpr);
  return left === null || right === null ? null : left + right;
}

/** Whether the grammar knows that word, reserved or not. `word`: ASCII letters, digits and underscores. */
export function isKeyword(word: string): boolean {
  if (!parser) return true;
  const [token, ...others] = parser.scanSync(word).tokens;
  return !token || others.length > 0 || token.keywordKind !== 0;
}
