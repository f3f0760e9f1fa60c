/** Colour for a terminal, written out: the pure rooms import nothing of the machine. */
import type { Status, VerdictWord } from '../model.ts';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'magenta';

const CODES: Record<Style, [on: number, off: number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  magenta: [35, 39],
};

/** Paints words that were cleaned before; with colour off it gives the text back. */
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
  return (style, text) => {
    const [on, off] = CODES[style];
    return color && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}

const STYLES: Record<Status | VerdictWord, Style> = {
  error: 'magenta',
  block: 'red',
  wait: 'yellow',
  warn: 'yellow',
  ok: 'green',
  pass: 'green',
};

export function styleOf(word: Status | VerdictWord): Style {
  return STYLES[word] ?? 'bold';
}
