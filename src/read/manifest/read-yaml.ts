/** YAML text -> plain values with their places. Total, and bounded in time and memory for any text. */
import { type Alias, type Document, LineCounter, type Node, visit } from 'yaml';
import { inGroups } from '../../numbers.ts';
import { type Composed, composeYaml } from './compose-yaml.ts';
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

export const LARGEST_TEXT = 1024 * 1024;

const refuse = (message: string): YamlReading => ({
  tree: null,
  mistakes: [{ line: 1, column: 1, message }],
});

/** Reads one document of YAML 1.2 (core schema: dates and `off` are text) with merge keys. */
export function readYaml(text: string): YamlReading {
  if (text.length > LARGEST_TEXT) {
    return refuse(
      `the file has ${inGroups(text.length)} characters; expected at most ${inGroups(LARGEST_TEXT)}: split it with 'include', one file per change`,
    );
  }
  const lines = new LineCounter();
  try {
    return readComposed(composeYaml(text, lines.addNewLine), lines);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(`the file could not be read as YAML (${why.slice(0, 100)}); simplify it`);
  }
}

function readComposed(composed: Composed, lines: LineCounter): YamlReading {
  if ('refused' in composed) return refuse(composed.refused);
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [document, second] = composed.documents;
  const mistakes = composed.mistakes.map(({ offset, message }) => ({
    ...position(offset),
    message: `not valid YAML: ${message.slice(0, 200)}`,
  }));
  if (second) {
    const message = "found a second YAML document ('---'); expected one";
    mistakes.push({ ...position(second.range[0]), message });
  }
  if (mistakes.length > 0) return { tree: null, mistakes };
  if (!document) return refuse('the file is empty');
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
