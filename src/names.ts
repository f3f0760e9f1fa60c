/** Names of schema objects: parsed, folded and printed in one way, so that equal strings mean equal objects. */
import type { Engine, ObjectKind, ObjectName } from './model.ts';
import { unicodePattern } from './unicode-pattern.ts';

/** `path` holds plain identifiers: [table], [schema, table], [table, column], [schema, table, column], [name] … */
export interface ParsedObject {
  kind: ObjectKind;
  path: string[];
}

const PREFIXES: Record<string, ObjectKind> = {
  table: 'table',
  index: 'index',
  constraint: 'constraint',
  type: 'type',
  view: 'view',
  function: 'function',
  sequence: 'sequence',
  schema: 'schema',
  trigger: 'trigger',
  policy: 'policy',
  extension: 'extension',
};

const PLAIN = /^[a-z_][a-z0-9_$]*$/;
const PART = unicodePattern(
  String.raw`\s*(?:"((?:[^"]|"")+)"|\x60((?:[^\x60]|\x60\x60)+)\x60|([\p{L}_][\p{L}\p{N}_$]*))\s*(\.|$)`,
  'uy',
);

/** The schema that an unqualified name means. */
export function defaultSchemaOf(engine: Engine): string {
  return engine === 'postgresql' ? 'public' : engine === 'sqlite' ? 'main' : '';
}

/** As the engine folds an unquoted identifier. */
export function foldIdentifier(identifier: string, engine: Engine): string {
  return engine === 'postgresql' ? identifier.toLowerCase() : identifier;
}

/** An identifier as it must be written to mean exactly this one. */
export function quoteIdentifier(identifier: string): string {
  return PLAIN.test(identifier) ? identifier : `"${identifier.replaceAll('"', '""')}"`;
}

function splitPath(text: string, engine: Engine): string[] | null {
  const path: string[] = [];
  const part = PART(text);
  part.lastIndex = 0;
  for (;;) {
    const match = part.exec(text);
    if (!match) return null;
    const [, double, backtick, plain, dot] = match;
    if (plain !== undefined) path.push(foldIdentifier(plain, engine));
    else if (double !== undefined) path.push(double.replaceAll('""', '"'));
    else path.push((backtick ?? '').replaceAll('``', '`'));
    if (dot === '') return path;
  }
}

/** How many identifiers each kind may have besides a leading schema. */
function lengthsOf(kind: ObjectKind): number {
  return kind === 'constraint' || kind === 'trigger' || kind === 'policy' ? 2 : 1;
}

/**
 * Reads a name as people write it (`users.name`, `index:i`, `"Users"."fullName"`). Null: not a name.
 * `a` is a table and `a.b` a column; a table of another schema is written `table:billing.invoices`.
 */
export function parseObject(
  text: string,
  engine: Engine,
  defaultSchema = defaultSchemaOf(engine),
): ParsedObject | null {
  const prefix = /^([a-z]+):(?!:)/.exec(text);
  const kind = prefix ? PREFIXES[prefix[1] ?? ''] : undefined;
  if (prefix && !kind) return null;
  const path = splitPath(prefix ? text.slice(prefix[0].length) : text, engine);
  if (!path || path.length > 3) return null;
  const drop = (): string[] => (path[0] === defaultSchema ? path.slice(1) : path);
  if (!kind) {
    if (path.length === 1) return { kind: 'table', path };
    return { kind: 'column', path: path.length === 3 ? drop() : path };
  }
  if (kind === 'type' && path.length === 3) return { kind: 'value', path: drop() };
  if (kind === 'type' && path.length === 2 && path[0] !== defaultSchema) return { kind: 'value', path };
  if (path.length < lengthsOf(kind) || path.length > lengthsOf(kind) + 1) return null;
  return { kind, path: path.length > lengthsOf(kind) ? drop() : path };
}

/** The canonical name: without the default schema, quoted only where it must be. */
export function formatObject(object: ParsedObject): ObjectName {
  const path = object.path.map(quoteIdentifier).join('.');
  if (object.kind === 'table' || object.kind === 'column' || object.kind === 'other') return path;
  return `${object.kind === 'value' ? 'type' : object.kind}:${path}`;
}

/** Reads and prints at once; null where the text is no name. */
export function canonicalName(
  text: string,
  engine: Engine,
  defaultSchema = defaultSchemaOf(engine),
): ObjectName | null {
  const parsed = parseObject(text, engine, defaultSchema);
  return parsed && formatObject(parsed);
}

/** Whether `object` is `whole` or a part of it: a column, constraint, trigger or policy of a table, a value of a type. */
export function isPartOf(object: ObjectName, whole: ObjectName): boolean {
  if (object === whole) return true;
  const bare = /^(?:constraint|trigger|policy):/.test(object)
    ? object.slice(object.indexOf(':') + 1)
    : object;
  return bare.startsWith(`${whole}.`);
}

/** A column's table and its own name, each as written in the whole; `column` is '' for what is no column. Joined by a dot they are the whole again. */
export function splitColumn(object: ObjectName): { table: string; column: string } {
  const quoted = /^(?!view:)(.+)\.("(?:[^"]|"")+"|[^".]+)$/su.exec(object);
  return { table: quoted?.[1] ?? object, column: quoted?.[2] ?? '' };
}
