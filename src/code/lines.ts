const LONGEST_SHOWN = 160;
/** How much of a long line is shown before the place itself. */
const LEAD = 60;

/** Where indexes of `text` lie. Indexes must ascend, so that a text is walked once however many there are. */
export interface LineIndex {
  lineOf(index: number): number;
  /** Of an index on the line that `lineOf` named last: its column in characters, and what to show of the line. */
  describe(index: number): { column: number; text: string };
}

export function lineIndex(text: string): LineIndex {
  let line = 1;
  let start = 0;
  let end = endOfLine(text, 0);
  return {
    lineOf(index) {
      while (end < index) {
        line += 1;
        start = end + 1;
        end = endOfLine(text, start);
      }
      return line;
    },
    describe: (index) => ({
      column: countCharacters(text, start, index) + 1,
      text: showLine(text, start, end, index),
    }),
  };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Code points, with no copy of what may be a line of megabytes. */
function countCharacters(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; count += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

function showLine(text: string, start: number, end: number, index: number): string {
  const from = end - start > LONGEST_SHOWN ? Math.max(start, index - LEAD) : start;
  const shown = text.slice(from, Math.min(end, from + LONGEST_SHOWN));
  return shown.toWellFormed().trim();
}
