/** Reading PostgreSQL's syntax tree: a node is an object with one key, the name of its type. */
import type { DefElem, Node } from 'libpg-query';

type Intersect<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;

/** Every node type by its name. */
export type Kinds = Intersect<Node>;

/** What is in the node if it is of that kind. */
export function as<K extends keyof Kinds>(node: Node | undefined, kind: K): Kinds[K] | undefined {
  return node === undefined ? undefined : (node as Partial<Kinds>)[kind];
}

/** All nodes of one kind in a list; others are left out. */
export function all<K extends keyof Kinds>(nodes: Node[] | undefined, kind: K): Kinds[K][] {
  const found: Kinds[K][] = [];
  for (const node of nodes ?? []) {
    const inner = as(node, kind);
    if (inner !== undefined) found.push(inner);
  }
  return found;
}

/** The identifiers in a list of names: `a.b` is ['a', 'b']. */
export function strings(nodes: Node[] | undefined): string[] {
  return all(nodes, 'String').map((name) => name.sval ?? '');
}

/** A dotted name that is a list node, a type name, or one string. */
export function pathOf(node: Node | undefined): string[] {
  const list = as(node, 'List');
  if (list) return strings(list.items);
  const type = as(node, 'TypeName');
  if (type) return strings(type.names);
  const withArguments = as(node, 'ObjectWithArgs');
  if (withArguments) return strings(withArguments.objname);
  const one = as(node, 'String');
  return one ? [one.sval ?? ''] : [];
}

/** Text of a constant: a string's content, digits, `true`, `null`. Undefined: no constant. */
export function constantOf(node: Node | undefined): string | undefined {
  const constant = as(node, 'A_Const');
  if (!constant) return undefined;
  if (constant.isnull) return 'null';
  if (constant.sval) return constant.sval.sval ?? '';
  if (constant.ival) return String(constant.ival.ival ?? 0);
  if (constant.fval) return constant.fval.fval ?? '0';
  if (constant.boolval) return String(constant.boolval.boolval ?? false);
  return constant.bsval?.bsval ?? '';
}

/** A constant without the casts around it: `'a'::text`. */
export function withoutCasts(node: Node | undefined): Node | undefined {
  let inner = node;
  for (let cast = as(inner, 'TypeCast'); cast; cast = as(inner, 'TypeCast')) inner = cast.arg;
  return inner;
}

/** The option of that name in a `WITH (…)` list or the like. */
export function option(options: Node[] | undefined, name: string): DefElem | undefined {
  return all(options, 'DefElem').find((element) => element.defname === name);
}

/** An option that is switched on: `FULL`, `FULL true`, `FULL on`, `FULL 1`. */
export function isOn(options: Node[] | undefined, name: string): boolean {
  const found = option(options, name);
  if (!found) return false;
  const { arg } = found;
  if (arg === undefined) return true;
  const text = as(arg, 'String')?.sval ?? as(arg, 'Integer')?.ival ?? as(arg, 'Boolean')?.boolval ?? true;
  return !['false', 'off', '0', 'no'].includes(String(text).toLowerCase());
}

/** Goes through everything under a node; `visit` says false to stay out of one. */
export function walk(value: unknown, visit: (kind: string, inner: unknown) => boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (typeof value === 'object' && value !== null) {
    const parts = value as Record<string, unknown>;
    for (const kind in parts) {
      const inner = parts[kind];
      if (typeof inner === 'object' && inner !== null && visit(kind, inner)) walk(inner, visit);
    }
  }
}
