/**
 * A statement's text without what changes from run to run: literals, comments, space, the length of lists. One pass over
 * the bytes; no token is made, for a log has millions of statements and few shapes.
 *
 * Sound: of two texts with one shape, each is made of the same tokens in the same order, but for the values of literals, for
 * repeated items of a list, and for the case of unquoted letters. Where a literal names an object it stays. What cannot be
 * told apart for certain is its own shape: the text itself.
 */
import {
  endOfComment,
  endOfDollar,
  endOfEscaped,
  endOfLine,
  endOfNumber,
  endOfString,
} from './shape-ends.ts';
import { DEEPEST, Lists } from './shape-lists.ts';
import { namesObject } from './shape-names.ts';

/** Stands for a literal or a parameter: no text that is folded can hold it. */
export const PLACE = 1;
/** Before a text that is its own shape. */
export const VERBATIM = 2;

const SPACE = 1;
const LETTER = 2;
const CAPITAL = 3;
const DIGIT = 4;
const DOLLAR = 5;
const POINT = 6;
const QUOTE = 7;
const COMMA = 8;
const OPEN = 9;
const CLOSE = 10;
const DOUBLE = 11;
const MINUS = 12;
const SLASH = 13;
const END = 14;
const REFUSED = 15;

const CLASSES: readonly (readonly [kind: number, from: number, to: number])[] = [
  [REFUSED, 0, 31],
  [SPACE, 9, 13],
  [SPACE, 32, 32],
  [CAPITAL, 65, 90],
  [LETTER, 97, 122],
  [LETTER, 95, 95],
  [LETTER, 128, 255],
  [REFUSED, 127, 127],
  [DIGIT, 48, 57],
  [QUOTE, 39, 39],
  [DOUBLE, 34, 34],
  [DOLLAR, 36, 36],
  [MINUS, 45, 45],
  [SLASH, 47, 47],
  [POINT, 46, 46],
  [OPEN, 40, 40],
  [OPEN, 91, 91],
  [CLOSE, 41, 41],
  [CLOSE, 93, 93],
  [COMMA, 44, 44],
  [END, 59, 59],
];

const classes = new Uint8Array(256);
for (const [kind, from, to] of CLASSES) classes.fill(kind, from, to + 1);

/** What may stand in a word, capitals as what they fold to; 0 for what ends it. */
const folded = new Uint8Array(256);
for (let code = 0; code < 256; code++) {
  const kind = classes[code];
  if (kind === LETTER || kind === DIGIT || kind === DOLLAR) folded[code] = code;
  if (kind === CAPITAL) folded[code] = code + 32;
}

/** No space is needed beside these, nor where nothing is yet. */
const alone = new Uint8Array(256);
for (const character of '(),;[]') alone[character.charCodeAt(0)] = 1;

const FAILED = -1;

/** After a string that a letter stands before (`E'…'`); `FAILED`: it cannot be folded; 0: that letter is a name. */
function endOfPrefixed(text: Uint8Array, letter: number, quote: number): number {
  if (letter === 101) return endOfEscaped(text, quote + 1);
  return letter === 98 || letter === 120 || letter === 110 ? endOfString(text, quote + 1) : 0;
}

/** A number, a parameter or a string between dollars. A letter right after: servers do not agree on what that is. */
function endOfPlace(text: Uint8Array, at: number, dollar: boolean): number {
  if (!dollar) at = endOfNumber(text, at);
  else if (classes[text[at + 1] ?? 0] !== DIGIT) return endOfDollar(text, at);
  else for (at++; classes[text[at] ?? 0] === DIGIT; ) at++;
  return folded[text[at] ?? 0] === 0 ? at : FAILED;
}

/** Folds one text after another; what it says is of the last one. */
export class Folder {
  /** The text's bytes; a zero after them. */
  private text: Buffer = Buffer.alloc(1 << 14);
  private length = 0;
  private readonly lists = new Lists();
  /** The shape, in bytes. */
  shape: Buffer = Buffer.alloc(1 << 15);
  end = 0;
  hash = 0;
  literals = 0;

  /** False: it cannot be folded, and is its own shape. */
  fold(text: string): boolean {
    this.take(text);
    const done = this.run();
    if (!done) this.keep();
    this.trim();
    this.hash = this.digest();
    return done;
  }

  /** Takes the last text as its own shape after all. */
  unfold(): void {
    this.keep();
    this.trim();
    this.hash = this.digest();
  }

  private take(text: string): void {
    const most = text.length * 3 + 1;
    if (this.text.length < most) {
      this.text = Buffer.alloc(most * 2);
      this.shape = Buffer.alloc(most * 4 + DEEPEST);
    }
    this.length = this.text.write(text, 0, 'utf8');
    this.text[this.length] = 0;
  }

  private keep(): void {
    this.shape[0] = VERBATIM;
    this.text.copy(this.shape, 1, 0, this.length);
    this.end = this.length + 1;
  }

  private trim(): void {
    while (this.end > 1 && [59, 32, 10, 13, 9].includes(this.shape[this.end - 1] ?? 0)) this.end--;
  }

  private digest(): number {
    const { shape, end } = this;
    let hash = 0x811c9dc5;
    for (let at = 0; at < end; at++) hash = Math.imul(hash ^ (shape[at] ?? 0), 0x01000193);
    return hash ^ (hash >>> 15);
  }

  private putAll(from: number, to: number, at: number): number {
    const { text, shape } = this;
    for (; from < to; from++) shape[at++] = text[from] ?? 0;
    return at;
  }

  /** After the text between double quotes; `FAILED`: it is not closed, or holds what it cannot. */
  private endOfQuoted(at: number): number {
    for (at++; ; at++) {
      const code = this.text[at] ?? 0;
      if (code < 32) return FAILED;
      if (code !== 34) continue;
      if (this.text[at + 1] !== 34) return at + 1;
      at++;
    }
  }

  /** Writes the shape. One loop for all kinds of tokens: a call for each would take most of the time. */
  private run(): boolean {
    const { text, shape, length, lists } = this;
    lists.reset();
    this.literals = 0;
    let end = 0;
    let at = 0;
    let gap = false;
    let last = 59;
    while (at < length) {
      const code = text[at] ?? 0;
      const kind = classes[code] ?? REFUSED;
      if (kind === SPACE) {
        gap = true;
        at++;
        continue;
      }
      if (kind === LETTER || kind === CAPITAL) {
        if ((gap || last === PLACE) && alone[last] === 0) shape[end++] = 32;
        gap = false;
        const start = at;
        for (let low = folded[code] ?? 0; low !== 0; low = folded[text[++at] ?? 0] ?? 0) {
          shape[end++] = low;
          last = low;
        }
        if (at - start !== 1) continue;
        const next = text[at];
        // U&'…' and U&"…" are read by what UESCAPE says.
        if (next === 38 && last === 117) return false;
        const after = next === 39 ? endOfPrefixed(text, last, at) : 0;
        if (after < 0) return false;
        if (after === 0) continue;
        shape[end - 1] = PLACE;
        last = PLACE;
        this.literals++;
        at = after;
        continue;
      }
      if (kind === QUOTE) {
        const after = endOfString(text, at + 1);
        if (after < 0) return false;
        if ((gap || last === PLACE || folded[last] !== 0) && alone[last] === 0) shape[end++] = 32;
        gap = false;
        if (namesObject(text, after, shape, end)) {
          end = this.putAll(at, after, end);
          last = 39;
        } else {
          shape[end++] = PLACE;
          last = PLACE;
        }
        this.literals++;
        at = after;
        continue;
      }
      if (kind === DIGIT || kind === DOLLAR || (kind === POINT && classes[text[at + 1] ?? 0] === DIGIT)) {
        const after = endOfPlace(text, at, kind === DOLLAR);
        if (after < 0) return false;
        if (kind !== DOLLAR || classes[text[at + 1] ?? 0] !== DIGIT) this.literals++;
        if ((gap || last === PLACE || folded[last] !== 0) && alone[last] === 0) shape[end++] = 32;
        gap = false;
        shape[end++] = PLACE;
        last = PLACE;
        at = after;
        continue;
      }
      if (kind >= COMMA && kind <= CLOSE) {
        if (kind === OPEN) {
          if (!lists.open(shape, end, code === 91)) return false;
          shape[end++] = code;
        } else {
          end = lists.endItem(shape, end);
          shape[end++] = code;
          if (kind === COMMA) lists.beginItem(end);
          else end = lists.close(shape, end);
        }
        gap = false;
        last = code;
        at++;
        continue;
      }
      if (kind === DOUBLE) {
        const after = this.endOfQuoted(at);
        if (after < 0) return false;
        if ((gap || last === PLACE) && alone[last] === 0) shape[end++] = 32;
        gap = false;
        end = this.putAll(at, after, end);
        last = 34;
        at = after;
        continue;
      }
      if (kind === MINUS && text[at + 1] === 45) {
        at = endOfLine(text, at);
        gap = true;
        continue;
      }
      if (kind === SLASH && text[at + 1] === 42) {
        at = endOfComment(text, at);
        if (at < 0) return false;
        gap = true;
        continue;
      }
      if (kind === REFUSED) return false;
      if (gap && kind !== END && alone[last] === 0) shape[end++] = 32;
      gap = false;
      shape[end++] = code;
      last = code;
      at++;
    }
    this.end = end;
    return true;
  }
}
