/**
 * Statements that differ in their names and literals alone have one syntax tree but for those: a log of thousands of shapes has few
 * such trees. Each is parsed once with stand-ins, and filled from then on, which takes a fifth of the time.
 *
 * Sound because the grammar is given tokens, not their text: a name that is no keyword is as good as any other. Where it looks at
 * the text all the same, a stand-in is refused or gets lost on the way, and each statement of that kind is parsed by itself.
 */
import { isKeyword, type Node, parseStatements } from './parse.ts';

/** Longer ones are seldom alike, and what is laid by for them is large. */
const LONGEST = 4000;
const MOST_TEMPLATES = 1000;
const MOST_WORDS = 20_000;
/** The server cuts longer names. */
const LONGEST_NAME = 63;

const QUERY = /^\s*(?:select|insert|update|delete|with)\b/i;
/** Comments, escapes, strings between dollars, several statements, and letters that servers fold in their own ways. */
const OUT_OF_REACH = /--|\/\*|[\\;]|\$(?!\d)|u&|[^\t\n\r\x20-\x7e]/i;
const TOKEN =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\$\d+|[A-Za-z_][A-Za-z0-9_]*|\d[A-Za-z0-9_.]*|\.\d[A-Za-z0-9_.]*/g;
/** No sign, no zero: those are written otherwise in the tree. */
const PLAIN_NUMBER = /^[1-9]\d{0,7}$/;

const NAME = 'lanekeeper_';
const NUMBER = 1_900_000_000;

type Value = string | number;

interface Taken {
  /** The text with its names and literals taken out. */
  key: string;
  values: Value[];
  /** The text with stand-ins in their place. */
  standIns: () => string;
}

/** Names as their own copies, for a word may be a slice of a large text; null: a keyword. */
const words = new Map<string, string | null>();

function nameOf(word: string): string | null {
  const known = words.get(word);
  if (known !== undefined) return known;
  if (words.size >= MOST_WORDS) words.clear();
  const copy = copied(word);
  const name = word.length <= LONGEST_NAME && !isKeyword(word) ? copy : null;
  words.set(copy, name);
  return name;
}

const copied = (text: string): string => Buffer.from(text).toString();

const unquoted = (token: string, quote: string): string =>
  token.slice(1, -1).replaceAll(quote + quote, quote);

/** A number whose value might be taken for a stand-in, or that is not written in decimal digits. */
const isOddNumber = (token: string): boolean =>
  /^[.\d]/.test(token) && (!/^\d*\.?\d*$/.test(token) || Number(token) >= NUMBER);

/** Null: the token stays in the key as it is. */
function takenFrom(token: string): Value | null {
  const first = token.charCodeAt(0);
  if (first === 39) return unquoted(token, "'") || null;
  if (first === 34) {
    const name = unquoted(token, '"');
    return name !== '' && name.length <= LONGEST_NAME ? copied(name) : null;
  }
  if (first <= 57) return PLAIN_NUMBER.test(token) ? Number(token) : null;
  return nameOf(token.toLowerCase());
}

function standInFor(token: string, at: number): string {
  const first = token.charAt(0);
  const quote = first === "'" || first === '"' ? first : '';
  return quote === '' && first <= '9' ? String(NUMBER + at) : `${quote}${NAME}${at}_${quote}`;
}

const isWordEnd = (text: string, at: number): boolean => at > 0 && /\w/.test(text.charAt(at - 1));

/** Null: it is none that can be taken apart. */
function takeOut(text: string): Taken | null {
  if (text.length > LONGEST || !QUERY.test(text) || OUT_OF_REACH.test(text)) return null;
  const values: Value[] = [];
  let sound = true;
  const key = text.replace(TOKEN, (token, at: number) => {
    // A letter before a string makes it another kind of string.
    if (token.startsWith("'") && isWordEnd(text, at)) sound = false;
    const value = takenFrom(token);
    if (value === null) {
      if (isOddNumber(token)) sound = false;
      return token;
    }
    values.push(value);
    return typeof value === 'number' ? '\u0002' : standInFor(token, 0).replace(/[^'"]+/, '\u0001');
  });
  const standIns = (): string => {
    let at = 0;
    return text.replace(TOKEN, (token) => (takenFrom(token) === null ? token : standInFor(token, at++)));
  };
  return sound ? { key, values, standIns } : null;
}

const STAND_IN = new RegExp(`^${NAME}(\\d+)_$`);

/** Makes a part of a tree from what a statement has of its own. */
type Fill = (values: readonly Value[]) => unknown;

/** What fills a stand-in; null: it is none. The grammar takes a sign before a number into it. */
function standInAt(value: unknown, found: Set<number>): Fill | null {
  const sign = typeof value === 'number' && value < 0 ? -1 : 1;
  const place =
    typeof value === 'number' ? value * sign - NUMBER : Number(STAND_IN.exec(String(value))?.[1] ?? -1);
  if (place < 0) return null;
  found.add(place);
  return sign < 0 ? (values) => -Number(values[place]) : (values) => values[place];
}

/** Positions are those of another text: they are left out. */
const isPosition = (key: string): boolean => /^(?:\w+_)?location$|^(?:rexpr_)?list_(?:start|end)$/.test(key);

interface Part {
  /** What statements share; with a `fill`, but for what that puts into it. */
  shared: unknown;
  fill: Fill | null;
}

/** One for many calls: all that a tree of a few hundred parts takes. */
function filling(shared: object, own: readonly [key: string, Fill][]): Fill {
  const [[key, only] = ['', null]] = own;
  const isList = Array.isArray(shared);
  if (own.length === 1 && only && !isList) return (values) => ({ ...shared, [key]: only(values) });
  return (values) => {
    const copy = (isList ? [...shared] : { ...shared }) as Record<string, unknown>;
    for (const [at, part] of own) copy[at] = part(values);
    return copy;
  };
}

function partOf(tree: unknown, found: Set<number>): Part {
  if (typeof tree !== 'object' || tree === null) return { shared: tree, fill: standInAt(tree, found) };
  const parts = Object.entries(tree)
    .filter(([key]) => !isPosition(key))
    .map(([key, value]) => [key, partOf(value, found)] as const);
  const shared = Array.isArray(tree)
    ? parts.map(([, part]) => part.shared)
    : Object.fromEntries(parts.map(([key, part]) => [key, part.shared]));
  const own = parts.flatMap(([key, { fill }]): [string, Fill][] => (fill ? [[key, fill]] : []));
  return { shared, fill: own.length === 0 ? null : filling(shared, own) };
}

/** Null: it is no single statement, or lost a stand-in on the way. */
function templateOf({ values, standIns }: Taken): Fill | null {
  const parsed = parseStatements(standIns());
  const [only, ...others] = 'statements' in parsed ? parsed.statements : [];
  if (!only || others.length > 0) return null;
  const found = new Set<number>();
  const { shared, fill } = partOf(only.node, found);
  return found.size === values.length ? (fill ?? (() => shared)) : null;
}

/** `met`: seen once, which says nothing of whether it comes again. */
const templates = new Map<string, Fill | null | 'met'>();

function templateFor(taken: Taken): Fill | null {
  const known = templates.get(taken.key);
  if (known !== undefined && known !== 'met') return known;
  if (templates.size >= MOST_TEMPLATES) templates.clear();
  const made = known === 'met' ? templateOf(taken) : 'met';
  templates.set(taken.key, made);
  return made === 'met' ? null : made;
}

/**
 * The tree of a text that holds one query and nothing else, as the parser makes it but for positions, which it has none of. Null:
 * parse it. What has neither name nor literal is one object for all: nobody changes a tree.
 */
export function treeOf(text: string): Node | null {
  const taken = takeOut(text);
  const template = taken && templateFor(taken);
  return taken && template && (template(taken.values) as Node);
}
