/** YAML nodes -> plain values with places: aliases and merge keys followed within a budget, odd keys refused. */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { inGroups } from '../../numbers.ts';
import type { Located, Position } from './located.ts';
import type { YamlMistake, YamlReading } from './read-yaml.ts';

/** How many values aliases may repeat: generous for a hand-written file, little for an alias bomb. */
const MOST_REPEATED = 10_000;

/** Left at once when a file turns out to be an alias bomb or bites its own tail. */
class Endless extends Error {
  readonly at: Position;
  constructor(message: string, at: Position) {
    super(message);
    this.at = at;
  }
}

interface Walk {
  targets: ReadonlyMap<Alias, Node>;
  position: (offset: number) => Position;
  mistakes: YamlMistake[];
  /** Aliases that are being followed, from the outermost on. */
  following: Node[];
  repeated: number;
}

interface Entries {
  keys: Map<string, Position>;
  children: Map<PropertyKey, Located>;
}

export function locateNode(
  node: Node | null,
  targets: ReadonlyMap<Alias, Node>,
  position: (offset: number) => Position,
): YamlReading {
  const walk: Walk = { targets, position, mistakes: [], following: [], repeated: 0 };
  try {
    return { tree: locateValue(node, walk, { line: 1, column: 1 }), mistakes: walk.mistakes };
  } catch (error) {
    if (!(error instanceof Endless)) throw error;
    return { tree: null, mistakes: [{ ...error.at, message: error.message }] };
  }
}

function locateValue(node: unknown, walk: Walk, from: Position): Located {
  const at = positionOfNode(node, walk) ?? from;
  if (walk.following.length > 0) countRepeated(walk, at);
  if (isAlias(node))
    return follow(node, walk, at, (target) => locateValue(target, walk, at)) ?? scalar(at, null, '');
  if (isMap(node)) return locateMap(node, walk, at);
  if (isSeq(node)) return locateList(node, walk, at);
  if (isScalar(node)) return scalar(at, node.value, node.source ?? '');
  return scalar(at, null, '');
}

const scalar = (at: Position, value: unknown, source: string): Located => ({
  at,
  value,
  source,
  keys: new Map(),
  children: new Map(),
});

function positionOfNode(node: unknown, walk: Walk): Position | null {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : null;
  return range ? walk.position(range[0]) : null;
}

function countRepeated(walk: Walk, at: Position): void {
  walk.repeated += 1;
  if (walk.repeated <= MOST_REPEATED) return;
  throw new Endless(
    `the aliases (*name) repeat more than ${inGroups(MOST_REPEATED)} values; such a file is refused: write the values out`,
    at,
  );
}

function follow<T>(alias: Alias, walk: Walk, at: Position, then: (target: Node) => T): T | null {
  const target = walk.targets.get(alias);
  if (!target) {
    walk.mistakes.push({
      ...at,
      message: `found the alias '*${alias.source}'; expected an anchor '&${alias.source}' before it`,
    });
    return null;
  }
  if (walk.following.includes(target)) throw new Endless(`the alias '*${alias.source}' contains itself`, at);
  walk.following.push(target);
  const result = then(target);
  walk.following.pop();
  return result;
}

function locateList(list: YAMLSeq, walk: Walk, at: Position): Located {
  const children = new Map<PropertyKey, Located>();
  list.items.forEach((item, index) => {
    children.set(index, locateValue(item, walk, at));
  });
  return {
    at,
    value: [...children.values()].map((child) => child.value),
    source: null,
    keys: new Map(),
    children,
  };
}

function locateMap(map: YAMLMap, walk: Walk, at: Position): Located {
  const entries: Entries = { keys: new Map(), children: new Map() };
  const merged: Pair[] = [];
  for (const pair of map.items) {
    if (isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN') merged.push(pair);
    else addEntry(pair, entries, walk, at);
  }
  for (const pair of merged) merge(pair.value, entries, walk, at);
  const value: Record<string, unknown> = {};
  for (const [key, child] of entries.children) value[String(key)] = child.value;
  return { at, value, source: null, ...entries };
}

function addEntry(pair: Pair, entries: Entries, walk: Walk, from: Position): void {
  const at = positionOfNode(pair.key, walk) ?? from;
  const key = keyOf(pair.key);
  if (key === null) {
    walk.mistakes.push({
      ...at,
      message: 'found a key that is not plain text; expected a word followed by a colon',
    });
    return;
  }
  const first = entries.keys.get(key);
  if (first) {
    walk.mistakes.push({
      ...at,
      message: `the key '${key}' is here twice; the first is on line ${first.line}: keep one`,
    });
    return;
  }
  entries.keys.set(key, at);
  entries.children.set(key, locateValue(pair.value, walk, at));
}

/** Null where it is no text; `__proto__` is none either, for it would set the prototype of a plain object. */
function keyOf(key: unknown): string | null {
  if (!isScalar(key) || key.value === null || typeof key.value === 'object') return null;
  const text = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  return text === '__proto__' ? null : text;
}

/** `<<: *base` and `<<: [*a, *b]`: written keys win over merged ones, earlier maps over later ones. */
function merge(value: unknown, entries: Entries, walk: Walk, at: Position): void {
  for (const source of isSeq(value) ? value.items : [value]) {
    const from = isAlias(source)
      ? locateValue(source, walk, at)
      : isMap(source)
        ? locateMap(source, walk, at)
        : null;
    if (!from || typeof from.value !== 'object' || Array.isArray(from.value)) {
      walk.mistakes.push({
        ...at,
        message: "found '<<' with something that is not a map; expected an alias of a map",
      });
      continue;
    }
    for (const [key, child] of from.children) {
      if (entries.keys.has(String(key))) continue;
      entries.keys.set(String(key), from.keys.get(String(key)) ?? child.at);
      entries.children.set(key, child);
    }
  }
}
