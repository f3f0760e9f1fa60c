/** Lines of a migration, and blanking that keeps every position true. */

export interface Line {
  /** Without its end: neither `\n` nor the `\r` before it. */
  text: string;
  start: number;
  /** Where the next line starts. */
  end: number;
  /** From 1. */
  number: number;
}

/** Lines end at `\n` alone, as runners split them: a lone `\r` must not begin a line that no runner sees. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0, number = 1; start < text.length; number += 1) {
    const newline = text.indexOf('\n', start);
    const stop = newline < 0 ? text.length : newline;
    const end = newline < 0 ? text.length : newline + 1;
    const from = number === 1 && text.startsWith('\uFEFF') ? 1 : start;
    const to = text[stop - 1] === '\r' && stop > from ? stop - 1 : stop;
    lines.push({ text: text.slice(from, to), start, end, number });
    start = end;
  }
  return lines;
}

/** Spaces for everything but line ends: the same length, the same lines. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Keeps the lines for which `keeps` says so and blanks the others. */
export function keepLines(text: string, keeps: (line: Line) => boolean): string {
  return linesOf(text)
    .map((line) => {
      const whole = text.slice(line.start, line.end);
      return keeps(line) ? whole : blank(whole);
    })
    .join('');
}
