const LONGEST_SHOWN = 160;
/** How much of a long line is shown before the place itself. */
const LEAD = 60;

/** Line, column in characters, and what to show of the line, for ascending indexes into `text`. */
export function lineIndex(text: string): {
  at(index: number): { line: number; column: number; text: string };
} {
  let line = 1;
  let start = 0;
  const advance = (index: number): void => {
    for (let next = text.indexOf('\n', start); next >= 0 && next < index; next = text.indexOf('\n', start)) {
      line += 1;
      start = next + 1;
    }
  };
  return {
    at(index) {
      advance(index);
      return { line, column: countCharacters(text, start, index) + 1, text: showLine(text, start, index) };
    },
  };
}

/** Code points, with no copy of what may be a line of megabytes. */
function countCharacters(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    const isPairEnd =
      unit >= 0xdc00 && unit <= 0xdfff && at > start && isHighSurrogate(text.charCodeAt(at - 1));
    if (!isPairEnd) count += 1;
  }
  return count;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

function showLine(text: string, start: number, index: number): string {
  const stop = text.indexOf('\n', index);
  const end = stop < 0 ? text.length : stop;
  const from = end - start > LONGEST_SHOWN ? Math.max(start, index - LEAD) : start;
  return text
    .slice(from, Math.min(end, from + LONGEST_SHOWN))
    .toWellFormed()
    .trim();
}
