/** The rows that follow COPY … FROM stdin, up to a line that holds `\.` alone. */

/** Sees the tokens of one statement and tells whether it reads rows from its own file. */
export class CopyWatch {
  private isCopy: boolean | null = null;
  private depth = 0;
  private from = false;
  private stdin = false;

  get rowsFollow(): boolean {
    return this.isCopy === true && this.stdin;
  }

  symbol(character: string): void {
    this.isCopy ??= false;
    if (character === '(') this.depth++;
    if (character === ')') this.depth--;
    this.from = false;
  }

  word(word: string): void {
    this.isCopy ??= /^copy$/i.test(word);
    if (this.depth > 0) return;
    if (this.from && /^stdin$/i.test(word)) this.stdin = true;
    this.from = /^from$/i.test(word);
  }
}

/** `start` is the beginning of a line. Where nothing ends the rows, they reach to the end of the text. */
export function endOfRows(text: string, start: number): { end: number; closed: boolean } {
  const end = /^\\\.[ \t]*\r?$/gm;
  end.lastIndex = start;
  return end.test(text) ? { end: end.lastIndex, closed: true } : { end: text.length, closed: false };
}
