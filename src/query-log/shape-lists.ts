/** Lists of any length fold to one item of each kind: `IN (1, 2, 3)`, `VALUES (1), (2)`, `ARRAY[1, 2]`. */

const codes = (word: string): number[] => [...word].map((letter) => letter.charCodeAt(0));
const IN = codes('in');
const VALUES = codes('values');
const ARRAY = codes('array');
const QUERIES = ['select', 'with', 'values', 'table'].map(codes);

const COMMA = 44;
const DOT = 46;
const SPACE = 32;

/** Deeper than any statement that a person or a library writes. */
export const DEEPEST = 200;

const inWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || code === 95 || code === 36 || code >= 128 || (code >= 48 && code <= 57);

/** Whether what is written so far ends with that keyword, and not with a name that a dot or a quote makes of it. */
function endsWith(out: Uint8Array, end: number, word: readonly number[]): boolean {
  const start = end - word.length;
  if (start < 0) return false;
  for (let at = 0; at < word.length; at++) if (out[start + at] !== word[at]) return false;
  if (start === 0) return true;
  const before = out[start - 1] ?? 0;
  if (before === SPACE) return out[start - 2] !== DOT;
  return before !== DOT && !inWord(before);
}

function startsWith(out: Uint8Array, start: number, word: readonly number[]): boolean {
  for (let at = 0; at < word.length; at++) if (out[start + at] !== word[at]) return false;
  return true;
}

function isSame(out: Uint8Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (out[one + at] !== out[other + at]) return false;
  return true;
}

/** Follows the parentheses of one text; positions are those of what is written. */
export class Lists {
  depth = 0;
  /** By depth: whether its items fold, where the item that is being written began, and the one before it. */
  private readonly folds = new Uint8Array(DEEPEST + 2);
  private readonly opened = new Int32Array(DEEPEST + 2);
  private readonly start = new Int32Array(DEEPEST + 2);
  private readonly lastStart = new Int32Array(DEEPEST + 2);
  private readonly lastEnd = new Int32Array(DEEPEST + 2);
  /** By depth: whether it is a row of VALUES; the last row of the depth above. */
  private readonly isRow = new Uint8Array(DEEPEST + 2);
  private readonly rowStart = new Int32Array(DEEPEST + 2);
  private readonly rowEnd = new Int32Array(DEEPEST + 2);

  reset(): void {
    this.depth = 0;
    this.folds[0] = 0;
    this.rowEnd[0] = -1;
  }

  /** Before the opening character is written at `end`. False: too deep. */
  open(out: Uint8Array, end: number, bracket: boolean): boolean {
    const outer = this.depth;
    if (outer >= DEEPEST) return false;
    const goesOn = end > 0 && out[end - 1] === COMMA && this.rowEnd[outer] === end - 1;
    const first = !bracket && !goesOn && endsWith(out, end, VALUES);
    if (first) this.rowEnd[outer] = -1;
    const depth = ++this.depth;
    this.isRow[depth] = first || (goesOn && !bracket) ? 1 : 0;
    this.folds[depth] = endsWith(out, end, bracket ? ARRAY : IN) ? 1 : 0;
    this.opened[depth] = end;
    this.start[depth] = end + 1;
    this.lastEnd[depth] = -1;
    this.rowEnd[depth] = -1;
    return true;
  }

  /** Where the item ends that was written up to `end`: before itself, if it is the same as the last one. */
  endItem(out: Uint8Array, end: number): number {
    const { depth } = this;
    if (this.folds[depth] === 0) return end;
    const start = this.start[depth] ?? 0;
    const lastEnd = this.lastEnd[depth] ?? -1;
    const lastStart = this.lastStart[depth] ?? 0;
    if (lastEnd < 0 && QUERIES.some((word) => startsWith(out, start, word))) {
      this.folds[depth] = 0;
      return end;
    }
    if (lastEnd >= 0 && end - start === lastEnd - lastStart && isSame(out, start, lastStart, end - start)) {
      this.rowEnd[depth] = -1;
      return lastEnd;
    }
    this.lastStart[depth] = start;
    this.lastEnd[depth] = end;
    return end;
  }

  /** The next item begins at `at`. */
  beginItem(at: number): void {
    this.start[this.depth] = at;
  }

  /** After the closing character was written up to `end`; where writing goes on. */
  close(out: Uint8Array, end: number): number {
    if (this.depth === 0) return end;
    const inner = this.depth--;
    if (this.isRow[inner] === 0) return end;
    return this.endRow(out, this.depth, this.opened[inner] ?? 0, end);
  }

  private endRow(out: Uint8Array, depth: number, start: number, end: number): number {
    const lastEnd = this.rowEnd[depth] ?? -1;
    const lastStart = this.rowStart[depth] ?? 0;
    if (lastEnd >= 0 && end - start === lastEnd - lastStart && isSame(out, start, lastStart, end - start))
      return lastEnd;
    this.rowStart[depth] = start;
    this.rowEnd[depth] = end;
    return end;
  }
}
