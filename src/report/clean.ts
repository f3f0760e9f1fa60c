/** Text from a pull request made fit to be shown: nothing in it can steer a terminal or hide itself. */
import { unicodePattern } from '../unicode-pattern.ts';

/** Controls, format characters (bidi overrides, zero widths, tags), line separators, lone surrogates, invisible fillers. */
const UNSEEN = unicodePattern(
  String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`,
  'gu',
);

const withoutUnseen = (line: string): string => line.replace(UNSEEN(line), '\uFFFD');

/** One line: white space runs become one space; what cannot be seen becomes `�`, so that a reader sees that it was there. */
export function cleanLine(text: string): string {
  return withoutUnseen(text.replace(/\s+/g, ' ')).trim();
}

/** Lines, each cleaned with its indentation kept; blank lines at either end are left out. */
export function cleanLines(text: string): string[] {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => withoutUnseen(line.replaceAll('\t', '  ')).trimEnd());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** At most `length` UTF-16 units, the last an ellipsis where something was cut; a character is never cut in two. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}
