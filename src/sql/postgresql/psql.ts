/**
 * What a file holds besides SQL when psql runs it: backslash commands, and the rows of COPY … FROM stdin.
 * All of it is cut out before the parser sees the text; lengths and lines stay.
 */
import { CopyWatch, endOfRows } from './copy-data.ts';
import { skipBlank, type Token, tokenAt } from './lex.ts';
import { endsFile, objectionTo, sendsStatement, takesWholeLine } from './psql-commands.ts';
import { Nesting } from './split.ts';

export interface MetaCommand {
  start: number;
  end: number;
  /** Why the file cannot be read with it. */
  objection: string;
}

export interface Cut {
  /** As long as the text, with what is not SQL turned to spaces. */
  sql: string;
  /** The commands whose effect is not seen, in order. */
  commands: MetaCommand[];
}

const NAME = /\\(?:[A-Za-z_]+[S+]*|[!?.])?/y;

interface Replacement {
  start: number;
  end: number;
  by: string;
}

/** The SQL of a text. Never throws. */
export function cutPsql(text: string): Cut {
  if (!text.includes('\\') && !/\bstdin\b/i.test(text)) return { sql: text, commands: [] };
  return new Cutter(text).cut();
}

class Cutter {
  private readonly text: string;
  private readonly commands: MetaCommand[] = [];
  private readonly cuts: Replacement[] = [];
  private nesting = new Nesting();
  private copy = new CopyWatch();
  /** Where a statement ended whose rows begin on the next line. */
  private awaitsRows: number | null = null;

  constructor(text: string) {
    this.text = text;
  }

  cut(): Cut {
    const { text, commands, cuts } = this;
    for (let at = 0; at < text.length; ) {
      const token = tokenAt(text, at);
      const line = this.awaitsRows === null ? -1 : lineEnd(text, token);
      at = line >= 0 ? this.takeRows(line) : this.take(token);
    }
    if (this.awaitsRows !== null) this.object(this.awaitsRows - 1, this.awaitsRows, UNENDED);
    return { sql: replace(text, cuts), commands };
  }

  private object(start: number, end: number, objection: string): void {
    this.commands.push({ start, end, objection });
  }

  private takeRows(line: number): number {
    const rows = endOfRows(this.text, line);
    this.cuts.push({ start: line, end: rows.end, by: '' });
    if (rows.closed) this.awaitsRows = null;
    return rows.end;
  }

  private take(token: Token): number {
    const { kind, start, end } = token;
    const text = this.text.slice(start, Math.min(end, start + 64));
    if (kind === 'word') {
      this.nesting.word(text);
      this.copy.word(text);
    } else if (kind !== 'space' && kind !== 'comment') {
      if (text === '\\') return this.takeCommand(start);
      const character = kind === 'symbol' ? text : '';
      this.nesting.symbol(character);
      if (character === ';' && this.nesting.closed) this.endStatement(end);
      else this.copy.symbol(character);
    }
    return end;
  }

  private endStatement(end: number): void {
    if (this.copy.rowsFollow) this.awaitsRows = end;
    this.nesting = new Nesting();
    this.copy = new CopyWatch();
  }

  private takeCommand(start: number): number {
    const command = readCommand(this.text, start);
    this.cuts.push({ start, end: command.end, by: command.sends ? ';' : '' });
    if (command.objection !== null) this.object(start, command.textEnd, command.objection);
    if (command.sends) this.endStatement(command.end);
    if (command.rows) this.awaitsRows = command.end;
    return command.end;
  }
}

const UNENDED = 'the rows that follow COPY … FROM stdin have no end: a line with \\. alone is missing';

/** Where the line ends that a blank token reaches over; -1 where it does not. */
function lineEnd(text: string, token: Token): number {
  if (token.kind !== 'space') return -1;
  const newline = text.indexOf('\n', token.start);
  return newline >= 0 && newline < token.end ? newline + 1 : -1;
}

interface Command {
  end: number;
  /** Where what is written ends; behind it only space and a separator. */
  textEnd: number;
  sends: boolean;
  rows: boolean;
  objection: string | null;
}

function readCommand(text: string, start: number): Command {
  NAME.lastIndex = start;
  const name = (NAME.exec(text)?.[0] ?? '\\').slice(1);
  const after = start + 1 + name.length;
  if (name === '' && /[;:\\]/.test(text.charAt(after))) {
    const sends = text.charAt(after) === ';';
    return { end: after + 1, textEnd: after + 1, sends, rows: false, objection: null };
  }
  const end = endOfArgument(text, after, takesWholeLine(name));
  const argument = text.slice(after, end);
  const isLast = skipBlank(text, end) >= text.length;
  return {
    end: text.startsWith('\\\\', end) ? end + 2 : end,
    textEnd: start + text.slice(start, end).trimEnd().length,
    sends: sendsStatement(name),
    rows: name === 'copy' && /\bfrom\s+p?stdin\b/i.test(argument),
    objection: endsFile(name) && isLast ? null : objectionTo(name, argument),
  };
}

function endOfArgument(text: string, start: number, wholeLine: boolean): number {
  const newline = text.indexOf('\n', start);
  const line = newline < 0 ? text.length : newline;
  if (wholeLine) return line;
  let quote = '';
  for (let at = start; at < line; at++) {
    const character = text.charAt(at);
    if (quote === character) quote = '';
    else if (quote === '' && /['"`]/.test(character)) quote = character;
    else if (quote === '' && character === '\\') return at;
  }
  return line;
}

function replace(text: string, cuts: Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const cut of cuts) {
    const blank = text.slice(cut.start, cut.end).replace(/[^\n\r]/g, ' ');
    parts.push(text.slice(at, cut.start), cut.by, blank.slice(cut.by.length));
    at = cut.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
