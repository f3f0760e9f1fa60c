/** Reads the regular expressions of `references.patterns`: JavaScript's, less what cannot run in linear time. */

export type PatternNode =
  | { kind: 'character'; literal: string | null; test: (codePoint: number) => boolean }
  | { kind: 'sequence'; nodes: PatternNode[] }
  | { kind: 'choice'; nodes: PatternNode[] }
  | { kind: 'repeat'; node: PatternNode; min: number; max: number }
  | { kind: 'assert'; at: 'start' | 'end' | 'word-boundary' | 'no-word-boundary' };

/** Thrown within this shelf alone; `patternMistake` shows its message. */
export class PatternMistake extends Error {}

const LONGEST = 500;
const MOST_REPEATS = 100;
const ASSERTIONS: Record<string, PatternNode> = {
  '^': { kind: 'assert', at: 'start' },
  $: { kind: 'assert', at: 'end' },
  '\\b': { kind: 'assert', at: 'word-boundary' },
  '\\B': { kind: 'assert', at: 'no-word-boundary' },
};
const TOKEN =
  /\\p\{[^}]*\}|\\P\{[^}]*\}|\\u\{[0-9a-fA-F]+\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?<[A-Za-z_]\w*>|\(\?[:=!]|\(\?<[=!]|\(\?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/gu;

/** A one-character pattern's own test, asked of the language itself; ASCII is looked up. */
function tester(source: string): (codePoint: number) => boolean {
  let whole: RegExp;
  try {
    whole = new RegExp(`^(?:${source})$`, 'u');
  } catch {
    throw new PatternMistake(`'${source}' is no valid part of a regular expression`);
  }
  const ascii = Array.from({ length: 128 }, (_, code) => whole.test(String.fromCharCode(code)));
  return (codePoint) => ascii[codePoint] ?? whole.test(String.fromCodePoint(codePoint));
}

function character(token: string): PatternNode {
  if (token === '[' || token === '\\') throw new PatternMistake(`a '${token}' is never closed or followed`);
  const isPlain = token.length === 1 || (token.codePointAt(0) ?? 0) > 0xffff;
  const plain = isPlain && token !== '.' ? token : /^\\([^\p{L}\p{N}])$/u.exec(token)?.[1];
  if (plain !== undefined) {
    const wanted = plain.codePointAt(0);
    return { kind: 'character', literal: plain, test: (codePoint) => codePoint === wanted };
  }
  if (/^\\[1-9k]/.test(token)) throw new PatternMistake(`a back-reference ('${token}') is not supported`);
  return { kind: 'character', literal: null, test: tester(token) };
}

function readRepeat(token: string): [number, number] | null {
  if (/^[*+?]/.test(token))
    return [token.startsWith('+') ? 1 : 0, token.startsWith('?') ? 1 : Number.POSITIVE_INFINITY];
  const bounds = /^\{(\d+)(,?)(\d*)\}/.exec(token);
  if (!bounds) return null;
  const min = Number(bounds[1]);
  const max = bounds[2] === '' ? min : bounds[3] === '' ? Number.POSITIVE_INFINITY : Number(bounds[3]);
  if (max < min || min > MOST_REPEATS || (Number.isFinite(max) && max > MOST_REPEATS))
    throw new PatternMistake(`'${token}' repeats more than ${MOST_REPEATS} times, or backwards`);
  return [min, max];
}

/** Parses a pattern, or throws `PatternMistake`. Recursion is bounded by the pattern's length. */
export function parsePattern(source: string): PatternNode {
  if (source.length > LONGEST) throw new PatternMistake(`a pattern may have at most ${LONGEST} characters`);
  const tokens = source.match(TOKEN) ?? [];
  let at = 0;

  const parseChoice = (): PatternNode => {
    const nodes = [parseSequence()];
    while (tokens[at] === '|') {
      at += 1;
      nodes.push(parseSequence());
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'choice', nodes };
  };

  const parseSequence = (): PatternNode => {
    const nodes: PatternNode[] = [];
    for (let token = tokens[at]; token !== undefined && token !== '|' && token !== ')'; token = tokens[at]) {
      at += 1;
      const repeat = readRepeat(token);
      const last = repeat ? nodes.pop() : undefined;
      if (!repeat) nodes.push(parseAtom(token));
      else if (!last || last.kind === 'repeat' || last.kind === 'assert')
        throw new PatternMistake(`nothing stands before '${token}' that it could repeat`);
      else nodes.push({ kind: 'repeat', node: last, min: repeat[0], max: repeat[1] });
    }
    return { kind: 'sequence', nodes };
  };

  const parseAtom = (token: string): PatternNode => {
    if (/^\(\?(?:<?[=!])$/.test(token)) throw new PatternMistake('looking ahead or behind is not supported');
    if (token === '(?') throw new PatternMistake("'(?' begins a group of a kind that is not supported");
    if (!token.startsWith('(')) return ASSERTIONS[token] ?? character(token);
    const inner = parseChoice();
    if (tokens[at] !== ')') throw new PatternMistake("a '(' is never closed");
    at += 1;
    return { kind: 'sequence', nodes: [inner] };
  };

  const node = parseChoice();
  if (at < tokens.length) throw new PatternMistake("a ')' closes nothing");
  return node;
}
