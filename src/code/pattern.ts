import { assembleStates, type State } from './pattern-states.ts';
import { PatternMistake, parsePattern } from './pattern-syntax.ts';
import { requiredWords, shortest } from './pattern-words.ts';

/** A compiled pattern: time is linear in the line's length, whatever the line holds. */
export interface Pattern {
  /** One of these fixed strings is in every match; never empty. */
  words: string[];
  /** Index of a match in one line; -1: none. */
  search(line: string): number;
}

const SHORTEST_WORD = 2;

const isWord = (line: string, index: number): boolean => /\w/.test(line[index] ?? '');

function holds(at: string, line: string, index: number): boolean {
  if (at === 'start') return index === 0;
  if (at === 'end') return index === line.length;
  if (at === 'never') return false;
  return (isWord(line, index - 1) !== isWord(line, index)) === (at === 'word-boundary');
}

/** All states are carried along side by side, each at most once a character, so nothing is ever tried twice. */
function searchLine(states: readonly State[], line: string): number {
  let now: { state: number; start: number }[] = [];
  const seen = new Int32Array(states.length).fill(-1);
  const follow = (first: number, start: number, index: number, into: typeof now): boolean => {
    const stack = [first];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const state = states[at];
      if (!state || seen[at] === index) continue;
      seen[at] = index;
      if (state.op === 'match') return true;
      if (state.op === 'character') into.push({ state: at, start });
      else if (state.op === 'split') stack.push(...state.others, at + 1);
      else if (holds(state.at, line, index)) stack.push(at + 1);
    }
    return false;
  };
  for (let index = 0; index <= line.length; ) {
    if (follow(0, index, index, now)) return index;
    const codePoint = line.codePointAt(index) ?? -1;
    const next = index + (codePoint > 0xffff ? 2 : 1);
    const then: typeof now = [];
    for (const { state: at, start } of now) {
      const state = states[at];
      if (
        state?.op === 'character' &&
        codePoint >= 0 &&
        state.test(codePoint) &&
        follow(at + 1, start, next, then)
      )
        return start;
    }
    now = then;
    index = next;
  }
  return -1;
}

/**
 * Compiles a regular expression (JavaScript's syntax, case-sensitive, matched line by line). Throws `PatternMistake`
 * for back-references, looking around, and for a pattern that holds no fixed word to find candidate files by.
 */
export function compilePattern(source: string): Pattern {
  const node = parsePattern(source);
  const words = requiredWords(node);
  if (!words || words.length === 0 || shortest(words) < SHORTEST_WORD)
    throw new PatternMistake(
      `every match must hold a fixed word of at least ${SHORTEST_WORD} characters, as 'name' in 'user\\.name'`,
    );
  const states = assembleStates(node);
  return { words, search: (line) => searchLine(states, line) };
}

/** Why a pattern of `references` cannot be used; null where it can. For the manifest's validation. */
export function patternMistake(source: string): string | null {
  try {
    compilePattern(source);
    return null;
  } catch (error) {
    if (error instanceof PatternMistake) return error.message;
    return 'it cannot be read as a regular expression';
  }
}
