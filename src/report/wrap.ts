/**
 * Prose broken at spaces into lines of at most `width` characters, the later ones behind `indent`. A word that is longer
 * keeps a line of its own; without a width nothing is broken.
 */
export function wrap(text: string, first: string, indent: string, width: number | undefined): string[] {
  if (width === undefined) return [first + text];
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
