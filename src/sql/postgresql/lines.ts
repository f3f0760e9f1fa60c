/** Offsets in a text as lines and columns. */

export interface LineAndColumn {
  line: number;
  column: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII
const ASCII = /^[\x00-\x7f]*$/;

export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

const BYTE_ORDER_MARK = 0xfeff;

export interface Lines {
  lineAt(offset: number): number;
  /**
   * A function from offsets to places, to be asked in ascending order: asked so, it walks a hostile line of a megabyte
   * once. A column counts characters (code points); a byte order mark is none.
   */
  walk(): (offset: number) => LineAndColumn;
}

/** Where the lines of a text begin. Offsets are UTF-16 units; lines and columns start at 1. */
export function indexLines(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const ascii = isAscii(text);
  const first = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;

  function lineAt(offset: number): number {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  function walk(): (offset: number) => LineAndColumn {
    let known = { line: 1, offset: first, column: 1 };
    return (offset) => {
      const line = lineAt(offset);
      const start = starts[line - 1] ?? 0;
      if (ascii) return { line, column: offset - start + 1 };
      const resumes = known.line === line && known.offset <= offset;
      let { offset: at, column } = resumes ? known : { offset: Math.max(start, first), column: 1 };
      for (; at < offset; column++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      known = { line, offset: at, column };
      return { line, column };
    };
  }

  return { lineAt, walk };
}
