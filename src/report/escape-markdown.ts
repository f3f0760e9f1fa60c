/**
 * Text from a pull request in Markdown: it is read, and never comes alive.
 *
 * GitHub gives life to text in two passes: the Markdown itself, and afterwards mentions, issue and commit references and
 * addresses found in the finished text. A backslash stops the first pass only; a code span stops both. So words stay
 * words, and whatever is more than a word goes into a code span.
 */
import { unicodePattern } from '../unicode-pattern.ts';
import { cleanLine } from './clean.ts';

/** One or more letters; joined by single hyphens where they are small letters; a plain number, a date, a time of day. */
const WORDS = unicodePattern(
  String.raw`^(?:[\p{L}\p{M}]+|[\p{Ll}]+(?:-[\p{Ll}]+)+|[\p{L}]+['’][\p{L}]+)$`,
  'u',
);
const NUMBERS = [
  /^\d{1,3}(?:,\d{3})*(?:\.\d{1,6})?$/,
  /^\d{1,6}$/,
  /^\d{4}-\d{2}-\d{2}$/,
  /^\d{2}:\d{2}$/,
  /^[–—%…]$/,
];

/** Looks like a commit or like the name of an advisory, or begins an address that was cut short. */
const REFERENCES = /^(?:[0-9a-f]{7,40}|(?:gh|ghsa|cve)-.*|https?|mailto|www)$/i;

const OPENING = '("\'“‘';
const CLOSING = ')"\'”’,.;:!?…';
const STOPS = ',.;:!?';

/** Punctuation before, a core, punctuation after; the core is a code span's content where it is no plain word. */
interface Token {
  before: string;
  core: string;
  after: string;
  plain: boolean;
}

/** Takes characters off both ends; by hand, for a pattern would take a long row of marks again and again. */
function trimMarks(text: string, opening: string, closing: string): Token {
  let start = 0;
  let end = text.length;
  while (start < end && opening.includes(text.charAt(start))) start += 1;
  while (end > start && closing.includes(text.charAt(end - 1))) end -= 1;
  return { before: text.slice(0, start), core: text.slice(start, end), after: text.slice(end), plain: true };
}

const isKnownForm = (core: string): boolean =>
  WORDS(core).test(core) || NUMBERS.some((pattern) => pattern.test(core));

function isWord(core: string): boolean {
  return core === '' || (isKnownForm(core) && !REFERENCES.test(core));
}

function tokenOf(text: string, index: number): Token {
  const word = trimMarks(text, OPENING, CLOSING);
  if (isWord(word.core) && !(index === 0 && /^\d+[.)]/.test(text))) return word;
  // A bracket belongs to the code that it closes (`lower(name)`), or to the prose around it.
  const around =
    text.startsWith('(') && !text.slice(1).includes('(') ? trimMarks(text, '(', `${STOPS})`) : null;
  return { ...(around ?? trimMarks(text, '', STOPS)), plain: false };
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}

function spanOf(piece: string): string {
  const fence = '`'.repeat(longestRun(piece) + 1);
  const pad = piece.startsWith('`') || piece.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${piece}${pad}${fence}`;
}

/**
 * A code span, also within a table: a bar would end the cell whatever stands around it, so it is written as an entity
 * between two spans. Empty for text that is empty.
 */
export function code(text: string): string {
  return cleanLine(text)
    .split('|')
    .map((piece) => (piece.trim() === '' ? '' : spanOf(piece)))
    .join('&vert;');
}

/** Neighbours that both need a span share one, unless punctuation stands between them. */
function shareSpans(tokens: readonly Token[]): Token[] {
  const shared: Token[] = [];
  for (const token of tokens) {
    const last = shared.at(-1);
    if (!last || last.plain || token.plain || last.after !== '' || token.before !== '') shared.push(token);
    else shared[shared.length - 1] = { ...token, before: last.before, core: `${last.core} ${token.core}` };
  }
  return shared;
}

/** A line of prose: plain words as they are, everything else in code spans. It opens nothing and ends nothing. */
export function prose(text: string): string {
  const words = cleanLine(text).split(' ');
  const tokens = words.filter((word) => word !== '').map(tokenOf);
  return shareSpans(tokens)
    .map(({ before, core, after, plain }) => before + (plain ? core : code(core)) + after)
    .join(' ');
}

/** A fenced block that nothing within can end; the lines were cleaned before. */
export function fenced(lines: readonly string[], language = ''): string {
  const fence = '`'.repeat(lines.reduce((longest, line) => Math.max(longest, longestRun(line)), 2) + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

function percent(character: string): string {
  const hexadecimal = (): string => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return /^[()']$/.test(character) ? hexadecimal() : encodeURIComponent(character);
}

/** Longer than any that a browser takes. */
const LONGEST_ADDRESS = 2000;

/** A link where the address is plain http(s), else the label alone. The label is Markdown already. */
export function link(label: string, address: string | null): string {
  if (
    address === null ||
    label === '' ||
    address.length > LONGEST_ADDRESS ||
    !/^https?:\/\/[\w.-]+/i.test(address)
  )
    return label;
  const target = address.toWellFormed().replace(/[^\w\-.~:/?#@!$&*+,;=%]/gu, percent);
  return `[${label}](<${target}>)`;
}
