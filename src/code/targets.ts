import type { ObjectName, Term } from '../model.ts';
import { type ParsedObject, parseObject } from '../names.ts';
import { namedFor } from './named-path.ts';
import { numbersOf, spellings, tableSpellings } from './spellings.ts';
import { splitWords } from './words.ts';

/** How one object is recognised in a file. */
export interface Target {
  /** Count wherever they stand alone. */
  sure: readonly string[];
  /** Count only in a file that holds a carrier, or whose path is named for it. */
  bare: readonly string[];
  carriers: readonly string[];
  isNamed: (path: string) => boolean;
  /** A bare word counts anywhere where it is a whole string literal or a symbol. */
  literal: boolean;
}

const NOWHERE = (): boolean => false;
const sureOf = (sure: readonly string[]): Target => ({
  sure,
  bare: [],
  carriers: [],
  isNamed: NOWHERE,
  literal: false,
});

const pascal = (words: readonly string[]): string =>
  words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/**
 * A table counts by its own name. Object mappers name a class for one row of it: `OrderItem` says enough anywhere,
 * but a single word such as `Event` only in a file that is named for the table.
 */
function targetTable(name: string): Target {
  const classes = numbersOf(name).slice(1).map(pascal);
  const own = spellings(name);
  if (splitWords(name).length > 1) return sureOf([...own, ...classes]);
  return { ...sureOf(own), bare: classes, isNamed: namedFor(name) };
}

function targetPart(name: string, carrier: string, literal: boolean): Target {
  return {
    sure: [],
    bare: spellings(name),
    carriers: tableSpellings(carrier),
    isNamed: namedFor(carrier),
    literal,
  };
}

function targetObject(object: ParsedObject): Target {
  const name = object.path.at(-1) ?? '';
  const carrier = object.path.at(-2) ?? '';
  if (object.kind === 'table' || object.kind === 'view') return targetTable(name);
  if (object.kind === 'column') return targetPart(name, carrier, false);
  // A value is written as a string far from its type's name (`status = 'paid'`), so its literal counts anywhere.
  if (object.kind === 'value') return targetPart(name, carrier, true);
  const isPart = object.kind === 'constraint' || object.kind === 'trigger' || object.kind === 'policy';
  return isPart && splitWords(name).length < 2 ? targetPart(name, carrier, false) : sureOf(spellings(name));
}

/** Canonical names are folded already; no schema is the default here, so that none is dropped. */
function parseCanonical(object: ObjectName, kind: string | undefined): ParsedObject | null {
  const parsed = parseObject(object, 'postgresql', '');
  const isQualifiedTable = kind === 'table' && parsed?.kind === 'column';
  return isQualifiedTable && parsed ? { kind: 'table', path: parsed.path } : parsed;
}

/** A term's target; a name that cannot be read is looked for as it stands. */
export function targetOf(term: Term): Target {
  if ('word' in term) return sureOf(term.word === '' ? [] : [term.word]);
  const object = parseCanonical(term.object, term.kind);
  if (!object) return sureOf(term.object === '' ? [] : [term.object]);
  const target = targetObject(object);
  const paths = term.references?.paths ?? [];
  // Where the manifest says in which files to look, the guess about the file is not needed.
  return paths.length > 0
    ? { ...target, sure: [...target.sure, ...target.bare], bare: [], carriers: [] }
    : target;
}
