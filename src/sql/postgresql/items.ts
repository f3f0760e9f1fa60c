/** A file's text as the statements and commands that it holds, in order, whether they could be parsed or not. */
import { type Node, parseStatements } from './parse.ts';
import { cutPsql } from './psql.ts';
import { endOfText, type Piece, splitStatements } from './split.ts';

export interface Item {
  /** UTF-16 offsets, from its first token to after its last, without the semicolon. */
  start: number;
  end: number;
  /** Null: it could not be parsed, or is a command of psql. */
  node: Node | null;
  /** The type of the node; `psql` for a command of it, `unparsed` for what the parser refused. */
  type: string;
  /** Why it cannot be read, and where. */
  problem: { message: string; offset: number } | null;
}

export interface Items {
  items: Item[];
  /** The text with everything that is not SQL blanked. */
  sql: string;
}

/** After so many refusals the rest of a file is one piece that could not be read. */
const MAX_REFUSALS = 100;

/** Takes a text apart. Never throws; everything but space, comments and harmless psql commands is in some item. */
export function itemsOf(text: string): Items {
  const { sql, commands } = cutPsql(clean(text));
  const items = wholeFile(sql) ?? pieceByPiece(sql);
  for (const { start, end, objection } of commands) {
    const words = text.slice(start, Math.min(end, start + 60));
    const problem = { message: `${words}: ${objection}`, offset: start };
    items.push({ start, end, node: null, type: 'psql', problem });
  }
  if (commands.length > 0) items.sort((one, other) => one.start - other.start);
  return { items, sql };
}

/** What the parser could not tell the place of, or would count otherwise than we do; the length stays. */
function clean(text: string): string {
  const unmarked = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  return unmarked.isWellFormed() ? unmarked : unmarked.toWellFormed();
}

function wholeFile(sql: string): Item[] | null {
  const parsed = parseStatements(sql);
  return 'statements' in parsed ? parsed.statements.map((one) => readable(sql, one)) : null;
}

function readable(sql: string, { node, start, end }: Piece & { node: Node }): Item {
  const type = Object.keys(node)[0] ?? 'unparsed';
  return { start, end: endOfText(sql, start, end), node, type, problem: null };
}

/** The parser gives a whole file or nothing: here what it refuses is parted from the rest. */
function pieceByPiece(sql: string): Item[] {
  const items: Item[] = [];
  let refusals = 0;
  for (const piece of splitStatements(sql)) {
    if (refusals >= MAX_REFUSALS) {
      items.push(unread(sql, { start: piece.start, end: sql.length }, TOO_MANY, 0));
      break;
    }
    const text = sql.slice(piece.start, piece.end);
    const parsed = parseStatements(text);
    if ('failure' in parsed) {
      refusals++;
      items.push(unread(sql, piece, parsed.failure.message, parsed.failure.offset));
    } else {
      for (const one of parsed.statements) {
        const from = { start: piece.start + one.start, end: piece.start + one.end };
        items.push(readable(sql, { ...from, node: one.node }));
      }
    }
  }
  return items;
}

const TOO_MANY = `more than ${MAX_REFUSALS} statements before it could not be read`;

function unread(sql: string, piece: Piece, message: string, offset: number): Item {
  const end = endOfText(sql, piece.start, piece.end);
  const at = piece.start + offset;
  return {
    start: piece.start,
    end: Math.max(end, piece.start + 1),
    node: null,
    type: 'unparsed',
    problem: { message: explain(sql, at, message), offset: at },
  };
}

const VARIABLE = /:(?:['"][^'"\n]{1,60}['"]|[A-Za-z_]\w{0,60}|\{\?\w{1,60}\})/y;
const PLACEHOLDER = /\$\{[^}\n]{1,60}\}/y;

/** What commonly stands where the parser stops, and is no SQL at all. */
function explain(sql: string, offset: number, message: string): string {
  VARIABLE.lastIndex = offset;
  const variable = sql[offset - 1] === ':' ? null : VARIABLE.exec(sql)?.[0];
  if (variable) return `the value of the psql variable ${variable} is not known`;
  PLACEHOLDER.lastIndex = offset;
  const placeholder = PLACEHOLDER.exec(sql)?.[0];
  return placeholder ? `the value of the placeholder ${placeholder} is not known` : message;
}
