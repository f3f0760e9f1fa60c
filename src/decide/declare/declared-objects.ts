/** Effects -> the lists of a change. */
import type { Effect, ObjectName } from '../../model.ts';
import { canonicalName, isPartOf, parseObject, quoteIdentifier } from '../../names.ts';

export interface DeclaredObjects {
  adds: ObjectName[];
  removes: ObjectName[];
  tightens: ObjectName[];
  rewrites: ObjectName[];
  /** Old name -> new name. */
  renames: Map<ObjectName, ObjectName>;
  /** What the lists cannot say, for a person to look at. */
  remarks: string[];
}

/** Made with their table, and nothing that code mentions by itself. */
const WITH_TABLE: readonly string[] = ['constraint', 'index', 'trigger', 'policy', 'other'];

/** What is made and gone again in the same files (`fresh`) is nobody's loss. */
export function declaredObjects(effects: readonly Effect[]): DeclaredObjects {
  const lists = {
    adds: new Set<string>(),
    removes: new Set<string>(),
    tightens: new Set<string>(),
    rewrites: new Set<string>(),
  };
  const renames = new Map<ObjectName, ObjectName>();
  const remarks = new Set<string>();
  for (const effect of effects) sortIn(effect, lists, renames, remarks);
  const adds = uncovered([...lists.adds]);
  const removes = uncovered([...lists.removes]).filter((object) => !isCovered(object, [...renames.keys()]));
  for (const [before, after] of renames) {
    if (!removes.includes(after)) continue;
    renames.delete(before);
    remarks.add(cannotSay(before, after));
  }
  // A name that goes, dropped or renamed away, and comes again: both would be declared of one object.
  const clashing = adds.filter((object) => removes.includes(object) || renames.has(object));
  for (const object of clashing)
    remarks.add(
      `${object} is dropped and added again: the new one needs a name of its own while both are used`,
    );
  const fresh = [...adds, ...renames.values()];
  return {
    adds: adds.map((object) => (clashing.includes(object) ? besides(object) : object)).filter(isDeclarable),
    removes: removes.filter(isDeclarable),
    tightens: uncovered([...lists.tightens]).filter(
      (object) => !isCovered(object, fresh) && isDeclarable(object),
    ),
    rewrites: uncovered([...lists.rewrites]).filter(
      (object) => !isCovered(object, fresh) && isDeclarable(object),
    ),
    renames,
    remarks: [...remarks],
  };
}

type Lists = Record<'adds' | 'removes' | 'tightens' | 'rewrites', Set<string>>;

function sortIn(effect: Effect, lists: Lists, renames: Map<string, string>, remarks: Set<string>): void {
  const object = writtenName(effect);
  if (effect.kind === 'unknown') {
    remarks.add(`line ${effect.line} could not be read: add what it does`);
    return;
  }
  if (effect.kind === 'adds') {
    if (effect.phase !== 'neutral' && !WITH_TABLE.includes(effect.objectKind)) lists.adds.add(object);
    else if (effect.phase === 'tighten' && !effect.fresh) lists.tightens.add(object);
    return;
  }
  if (effect.fresh || effect.phase === 'neutral') return;
  if (effect.kind === 'renames') addRename(effect, object, renames, remarks);
  else if (effect.kind === 'retypes' && effect.phase === 'in-place') {
    lists.removes.add(object);
    lists.adds.add(besides(object));
    remarks.add(`a new type needs a new object beside ${object}; choose its name`);
  } else if (effect.phase === 'tighten') lists.tightens.add(object);
  else if (effect.kind === 'rewrites') addRewrite(effect, object, lists, remarks);
  else if (effect.phase === 'contract') lists.removes.add(object);
}

/** Rows that are deleted are no shape that anybody declares; the statement is judged as it stands. */
function addRewrite(effect: Effect, object: string, lists: Lists, remarks: Set<string>): void {
  if (effect.phase === 'contract') remarks.add(`rows of ${object} are deleted, which no entry declares`);
  else lists.rewrites.add(object);
}

function addRename(effect: Effect, object: string, renames: Map<string, string>, remarks: Set<string>): void {
  const after = renamed(object, effect.after);
  const taken = [...renames].flat();
  const sayable = after !== null && isDeclarable(object) && object !== after;
  if (!sayable || taken.includes(after) || taken.includes(object))
    remarks.add(cannotSay(object, effect.after));
  else renames.set(object, after);
}

const cannotSay = (before: string, after?: string): string =>
  `${before} is renamed${after === undefined ? '' : ` to ${after}`}: add both names under renames`;

/** `after` may be the whole new name, or its last part alone, quoted or not. Null: it cannot be said under `renames`. */
function renamed(object: string, after = ''): string | null {
  const before = object.slice(0, object.lastIndexOf(lastPart(object)));
  const fits = (name: string): boolean => {
    const [from, to] = [parseObject(object, 'postgresql'), parseObject(name, 'postgresql')];
    return from?.kind === to?.kind && from?.path.length === to?.path.length && isDeclarable(name);
  };
  const quoted = /[.:"]/.test(after) ? [] : [before + quoteIdentifier(after)];
  return [after, before + after, ...quoted].find(fits) ?? null;
}

function lastPart(object: string): string {
  return /(?:"(?:[^"]|"")*"|[^.:"]+)$/.exec(object)?.[0] ?? object;
}

/** A name beside an old one: `users.age` -> `users.age_new`. */
function besides(object: string): string {
  return object.endsWith('"') ? `${object.slice(0, -1)}_new"` : `${object}_new`;
}

/** A table of another schema needs its prefix, for it would read as a column. */
function writtenName({ object, objectKind }: Effect): string {
  if (objectKind !== 'table' || object.startsWith('table:')) return object;
  return parseObject(object, 'postgresql')?.kind === 'column' ? `table:${object}` : object;
}

/** Reads back as itself, and not as something of the default schema. */
function isDeclarable(object: string): boolean {
  const parsed = parseObject(object, 'postgresql');
  if (!parsed || object === '__proto__' || object.length > 300 || /[\n\r]/.test(object)) return false;
  if (
    parsed.kind === 'column' &&
    parsed.path.length === 2 &&
    ['public', 'main'].includes(parsed.path[0] ?? '')
  )
    return false;
  const canonical = canonicalName(object, 'postgresql');
  return canonical === object || `table:${canonical}` === object;
}

const bare = (object: string): string => object.replace(/^table:/, '');

const isCovered = (object: string, by: readonly string[]): boolean =>
  by.some((whole) => isPartOf(bare(object), bare(whole)));

/** Without what is part of something else in the list. */
function uncovered(objects: string[]): string[] {
  return objects.filter(
    (object) =>
      !isCovered(
        object,
        objects.filter((other) => other !== object),
      ),
  );
}
