import { unicodePattern } from '../unicode-pattern.ts';

const WORD = unicodePattern(
  String.raw`[\p{Lu}]+(?![\p{Ll}])[\p{N}\p{M}]*|[\p{Lu}]?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}][\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{N}\p{M}]*|[\p{L}]|[\p{N}]+`,
  'gu',
);

/**
 * The words of a name in any style (`firstName`, `first_name`, `FIRST-NAME` and `HTTPBody` alike) in lower case, in order;
 * empty where the name holds no letter or digit.
 */
export function splitWords(name: string): string[] {
  return (name.match(WORD(name)) ?? []).map((word) => word.toLowerCase());
}

const OTHER_WORD_CHARACTER = unicodePattern(String.raw`[\p{L}\p{N}\p{M}]`, 'u');

function isWordCode(code: number): boolean {
  if (code < 128)
    return (
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
    );
  const character = String.fromCodePoint(code);
  return OTHER_WORD_CHARACTER(character).test(character);
}

/** Whether `text` from `start` to `end` stands alone: no letter, digit, mark or underscore touches it. */
export function isWholeWord(text: string, start: number, end: number): boolean {
  const after = text.codePointAt(end);
  if (after !== undefined && isWordCode(after)) return false;
  if (start === 0) return true;
  const unit = text.charCodeAt(start - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff && start > 1;
  return !isWordCode(isLowSurrogate ? (text.codePointAt(start - 2) ?? unit) : unit);
}
