/** Whole lines as text out of blocks of bytes. */
import { isAscii, isUtf8 } from 'node:buffer';

const NEWLINE = 10;

/** No line of a log that anybody needs is longer; what is, is cut there, and its text can then not be parsed as SQL. */
export const longestLine = 16 * 1024 * 1024;

/** An SQL comment that never ends: a statement that was cut must not pass for a whole one. */
export const cutMark = ' /* cut here: too long';

function decodeLine(line: Buffer): string {
  return isUtf8(line) ? line.toString('utf8') : line.toString('latin1');
}

/**
 * Bytes as text: UTF-8, or Latin-1 for those lines that are not UTF-8 (a server writes each message in the encoding of its
 * database). Never throws, drops nothing.
 */
export function decode(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length;
    text += decodeLine(bytes.subarray(start, end));
    start = end;
  }
  return text;
}

/** Keeps what is not yet a whole line until its end comes. */
export class WholeLines {
  /** Bytes that were handed out as text, or left out of a line that was too long. */
  taken = 0;
  private rest: Buffer[] = [];
  private restBytes = 0;
  private skipping = false;

  /** The text of all lines that this block ends; '' where it ends none. */
  push(block: Buffer): string {
    const end = block.lastIndexOf(NEWLINE) + 1;
    if (end === 0) return this.keep(block);
    const begun = this.takeRest();
    const whole = block.subarray(0, end);
    this.taken += begun.length + end;
    const text = begun.length > 0 ? decode(Buffer.concat([begun, whole])) : decode(whole);
    if (end < block.length) this.keep(block.subarray(end));
    return this.afterCut(text);
  }

  /** What stands after the last newline. */
  end(): string {
    const begun = this.takeRest();
    this.taken += begun.length;
    return this.afterCut(decode(begun));
  }

  get unfinished(): number {
    return this.restBytes;
  }

  private keep(block: Buffer): string {
    if (this.skipping) {
      this.taken += block.length;
      return '';
    }
    // A copy: the block's memory is used again for the next one.
    this.rest.push(Buffer.from(block));
    this.restBytes += block.length;
    if (this.restBytes <= longestLine) return '';
    const begun = this.takeRest();
    this.taken += begun.length;
    this.skipping = true;
    return `${decode(begun)}${cutMark}\n`;
  }

  private takeRest(): Buffer {
    const begun = this.rest.length === 1 && this.rest[0] ? this.rest[0] : Buffer.concat(this.rest);
    this.rest = [];
    this.restBytes = 0;
    return begun;
  }

  private afterCut(text: string): string {
    if (!this.skipping) return text;
    this.skipping = false;
    return text.slice(text.indexOf('\n') + 1 || text.length);
  }
}
