/**
 * Patterns over classes of Unicode. V8 builds such a class from its tables anew where a literal is read, where it is made and
 * where it is first used: half a millisecond to two each time, in every process. Most texts are ASCII and need none of it.
 */

/** What is left of a class among the first 128 characters, as the inside of a bracket. Source: Unicode's general categories. */
const IN_ASCII = {
  L: 'A-Za-z',
  Lu: 'A-Z',
  Ll: 'a-z',
  Lt: '',
  Lm: '',
  Lo: '',
  M: '',
  N: '0-9',
  Cc: '\\0-\\x1f\\x7f',
  Cf: '',
  Cs: '',
  Zl: '',
  Zp: '',
  Default_Ignorable_Code_Point: '',
};

const isKnown = (name: string): name is keyof typeof IN_ASCII => Object.hasOwn(IN_ASCII, name);

function inAscii(source: string): string {
  return source.replace(/\\p\{(\w+)\}/g, (written, name: string) => {
    if (isKnown(name)) return IN_ASCII[name];
    throw new Error(`${written} is no class that is known here`);
  });
}

/**
 * Gives the pattern that finds in a text what `source` finds there; `flags` hold `u`. Every `\p{…}` stands in brackets. The
 * pattern is the same object for the next text: with `g` or `y` set `lastIndex` first, or use what sets it.
 */
export function unicodePattern(source: string, flags: string): (text: string) => RegExp {
  let [ascii, any]: [RegExp | null, RegExp | null] = [null, null];
  return (text) => {
    if (/[^\0-\x7f]/.test(text)) {
      any ??= new RegExp(source, flags);
      return any;
    }
    ascii ??= new RegExp(inAscii(source), flags);
    return ascii;
  };
}
