/** YAML text -> documents and syntax mistakes, given up as soon as a text turns out to be no manifest. */
import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { inGroups } from '../../numbers.ts';

/** Bounds that no manifest written by people comes near; past them a parser needs seconds, or all memory. */
const MOST_LEXEMES = 60_000;
const DEEPEST = 100;
const MOST_MISTAKES = 10;

export interface SyntaxMistake {
  offset: number;
  message: string;
}

export type Composed = { documents: Document.Parsed[]; mistakes: SyntaxMistake[] } | { refused: string };

/** `onLine` hears where each line begins. */
export function composeYaml(text: string, onLine: (offset: number) => void): Composed {
  const tokens = parse(text, onLine);
  if (typeof tokens === 'string') return { refused: tokens };
  const composer = new Composer({
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    resolveKnownTags: false,
  });
  const mistakes: SyntaxMistake[] = [];
  const documents = untilEnough(() => {
    hearMistakes(composer, mistakes);
    return [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  });
  const left = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
  mistakes.push(...left.map((error) => ({ offset: error.pos[0], message: error.message })));
  return { documents, mistakes: mistakes.slice(0, MOST_MISTAKES) };
}

/** The parser is fed piece by piece, so that a text that nests or repeats without end is left before it costs anything. */
function parse(text: string, onLine: (offset: number) => void): CST.Token[] | string {
  const parser = new Parser(onLine);
  onLine(0);
  const tokens: CST.Token[] = [];
  let [lexemes, wrong] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') wrong += 1;
    }
    if (wrong >= MOST_MISTAKES) return tokens;
    lexemes += 1;
    if (lexemes > MOST_LEXEMES) {
      return `the file holds more than ${inGroups(MOST_LEXEMES)} words and signs: split it with 'include', one file per change`;
    }
    if (parser.stack.length > DEEPEST)
      return `the file nests more than ${DEEPEST} levels deep; a manifest needs about ten`;
  }
  return [...tokens, ...parser.end()];
}

class Enough extends Error {}

function untilEnough(compose: () => Document.Parsed[]): Document.Parsed[] {
  try {
    return compose();
  } catch (error) {
    if (error instanceof Enough) return [];
    throw error;
  }
}

/**
 * The composer keeps every mistake, and each costs more than reading a page. It has no limit of its own, so its
 * listener is replaced by one that leaves at the tenth.
 */
function hearMistakes(composer: Composer, mistakes: SyntaxMistake[]): void {
  Reflect.set(composer, 'onError', (source: unknown, _code: string, message: string) => {
    mistakes.push({ offset: offsetOf(source), message });
    if (mistakes.length >= MOST_MISTAKES) throw new Enough();
  });
}

function offsetOf(source: unknown): number {
  if (typeof source === 'number') return source;
  if (Array.isArray(source)) return Number(source[0]);
  if (typeof source !== 'object' || source === null || !('offset' in source)) return 0;
  return Number(source.offset);
}
