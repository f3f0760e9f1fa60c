/** YAML text -> plain values with their places. Total, and bounded in time and memory for any text. */
import { type Alias, Composer, type Document, Lexer, LineCounter, type Node, Parser, visit } from 'yaml';
import { locateNode } from './locate-node.ts';
import type { Located, Position } from './located.ts';

export interface YamlMistake extends Position {
  message: string;
}

/** `tree` is null where the text could not be read at all; duplicate keys and the like still leave one. */
export interface YamlReading {
  tree: Located | null;
  mistakes: YamlMistake[];
}

/** Bounds that no manifest written by people comes near; past them a parser needs seconds, or all memory. */
export const LARGEST_TEXT = 1024 * 1024;
const MOST_LEXEMES = 100_000;
const DEEPEST = 100;
const MOST_SYNTAX_MISTAKES = 10;

/** Reads one document of YAML 1.2 (core schema: dates and `off` are text) with merge keys. */
export function readYaml(text: string): YamlReading {
  const refuse = (message: string, at: Position = { line: 1, column: 1 }): YamlReading => ({
    tree: null,
    mistakes: [{ ...at, message }],
  });
  if (text.length > LARGEST_TEXT) {
    return refuse(
      `the file has ${text.length.toLocaleString('en')} characters; expected at most ${LARGEST_TEXT.toLocaleString('en')}: split it with 'include', one file per change`,
    );
  }
  const lines = new LineCounter();
  try {
    const parsed = parse(text, lines);
    return typeof parsed === 'string' ? refuse(parsed) : readDocuments(parsed, lines);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(`the file could not be read as YAML (${why.slice(0, 100)}); simplify it`);
  }
}

/**
 * The parser is fed piece by piece, so that a text that nests or repeats without end is left before it costs anything:
 * what comes after (composing) recurses, and takes a long time over each mistake.
 */
function parse(text: string, lines: LineCounter): Document.Parsed[] | string {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: Parameters<Composer['compose']>[0] extends Iterable<infer T> ? T[] : never = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    count += 1;
    if (count > MOST_LEXEMES) {
      return `the file holds more than ${MOST_LEXEMES.toLocaleString('en')} words and signs: split it with 'include', one file per change`;
    }
    if (parser.stack.length > DEEPEST) {
      const { line } = lines.linePos(parser.offset);
      return `the file nests more than ${DEEPEST} levels deep near line ${line}; a manifest needs about ten`;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  const composer = new Composer({
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    resolveKnownTags: false,
  });
  return [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
}

function readDocuments(documents: Document.Parsed[], lines: LineCounter): YamlReading {
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [document, second] = documents;
  if (!document) return { tree: null, mistakes: [{ line: 1, column: 1, message: 'the file is empty' }] };
  const mistakes = [...document.errors, ...document.warnings].map((error) => ({
    ...position(error.pos[0]),
    message: `not valid YAML: ${error.message.slice(0, 200)}`,
  }));
  if (second) {
    mistakes.push({
      ...position(second.range[0]),
      message: "found a second YAML document ('---'); expected one",
    });
  }
  if (mistakes.length > 0) return { tree: null, mistakes: mistakes.slice(0, MOST_SYNTAX_MISTAKES) };
  return locateNode(document.contents, targetsOf(document), position);
}

/** What each alias stands for: the nearest anchor of that name before it, as YAML has it. */
function targetsOf(document: Document.Parsed): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Alias(_key, alias) {
      const target = anchors.get(alias.source);
      if (target) targets.set(alias, target);
    },
    Value(_key, node) {
      if (node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
