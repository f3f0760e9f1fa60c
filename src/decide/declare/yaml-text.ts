/** Values as YAML that reads back as the same text, whatever is in them. */
import { unicodePattern } from '../../unicode-pattern.ts';

/** Words that YAML (1.1 or 1.2) does not take for text, and what would begin something else. */
const PLAIN = /^(?!(?:null|true|false|yes|no|on|off|y|n|~)$)[A-Za-z_][\w$]*(?:[.:][A-Za-z_][\w$]*)*$/i;

const STRANGE = unicodePattern(String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{FFFE}\u{FFFF}]`, 'gu');

/** A name or number-free word stands as it is; everything else in double quotes, escaped. */
export function scalar(text: string): string {
  if (PLAIN.test(text) || isPlainSentence(text)) return text;
  // What JSON leaves as it is but a terminal or YAML might not: controls, invisible and separating characters.
  const quoted = JSON.stringify(text);
  return quoted.replace(STRANGE(quoted), escapeChar);
}

const escapeChar = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** A sentence of ours: words, spaces, commas and dots, with nothing that YAML reads as a sign. */
function isPlainSentence(text: string): boolean {
  return /^[A-Z][a-z]+(?: [\w.,]+)+$/.test(text) && !text.endsWith(' ');
}

export const flowList = (items: readonly string[]): string => `[${items.map(scalar).join(', ')}]`;

export const flowMap = (entries: ReadonlyMap<string, string>): string =>
  `{ ${[...entries].map(([key, value]) => `${scalar(key)}: ${scalar(value)}`).join(', ')} }`;

const UNSEEN = unicodePattern(String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+`, 'gu');

/** Text for a comment: one line, nothing invisible. */
export const commented = (text: string): string => text.replace(UNSEEN(text), ' ').slice(0, 200);
