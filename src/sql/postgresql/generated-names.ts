/** The names that PostgreSQL gives to constraints, indexes and sequences that were given none. */
import type { Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { all, as, strings } from './ast.ts';
import { nameIn, partsOf } from './identify.ts';
import { isAscii } from './lines.ts';
import type { Session } from './session.ts';

/** Names are cut at this many bytes. */
const LIMIT = 63;
const encoder = new TextEncoder();

/** Most names are ASCII, and as many bytes as characters. */
function bytesOf(text: string): number {
  return isAscii(text) ? text.length : encoder.encode(text).length;
}

function cutBytes(text: string, bytes: number): string {
  if (isAscii(text)) return text.slice(0, bytes);
  let cut = text;
  while (encoder.encode(cut).length > bytes) cut = cut.slice(0, -1);
  return cut;
}

/** `first_second_label`, where the longer of the first two gives way when the whole would be too long. */
export function composeName(first: string, second: string, label: string): string {
  const overhead = label.length + 1 + (second === '' ? 0 : 1);
  let firstBytes = bytesOf(first);
  let secondBytes = bytesOf(second);
  while (firstBytes + secondBytes + overhead > LIMIT) {
    if (firstBytes > secondBytes) firstBytes -= 1;
    else secondBytes -= 1;
  }
  const parts = [cutBytes(first, firstBytes)];
  if (second !== '') parts.push(cutBytes(second, secondBytes));
  return [...parts, label].join('_');
}

/** The first of `name`, `name1`, `name2` … that is free; the number goes behind the label, before anything is cut. */
export function freeName(
  first: string,
  second: string,
  label: string,
  isTaken: (name: string) => boolean,
): string {
  for (let pass = 0; pass < 10_000; pass += 1) {
    const name = composeName(first, second, pass === 0 ? label : `${label}${pass}`);
    if (!isTaken(name)) return name;
  }
  return composeName(first, second, label);
}

/** Whether a relation of that name is in the schema of a table. */
export function isRelationTaken(session: Session, schema: string, own: string): boolean {
  const { tables, views, indexes, sequences } = session.catalog;
  const has = (record: Record<string, unknown>, kind: 'table' | 'view' | 'index' | 'sequence'): boolean =>
    lookup(record, nameIn(session, kind, schema, own)) !== undefined;
  return has(tables, 'table') || has(indexes, 'index') || has(sequences, 'sequence') || has(views, 'view');
}

const NODE_NAMES: Record<string, string> = {
  CoalesceExpr: 'coalesce',
  CaseExpr: 'case',
  XmlSerialize: 'xmlserialize',
  RowExpr: 'row',
  GroupingFunc: 'grouping',
};

/** What PostgreSQL calls an index column that is an expression: its function's name, else `expr`. */
function expressionName(node: Node | undefined): string {
  const call = as(node, 'FuncCall');
  if (call) return strings(call.funcname).at(-1) ?? 'expr';
  const cast = as(node, 'TypeCast');
  if (cast) {
    const inner = expressionName(cast.arg);
    return inner === 'expr' ? (strings(cast.typeName?.names).at(-1) ?? 'expr') : inner;
  }
  const reference = as(node, 'ColumnRef');
  if (reference) return strings(reference.fields).at(-1) ?? 'expr';
  const collate = as(node, 'CollateClause');
  if (collate) return expressionName(collate.arg);
  const kind = Object.keys(node ?? {})[0] ?? '';
  return NODE_NAMES[kind] ?? 'expr';
}

/** Names of an index's columns, expressions too, each once: `expr`, `expr1`. */
export function indexColumnNames(elements: Node[] | undefined): string[] {
  const names: string[] = [];
  for (const element of all(elements, 'IndexElem')) {
    const base = element.name ?? expressionName(element.expr);
    let name = base;
    for (let pass = 1; names.includes(name); pass += 1) name = `${base}${pass}`;
    names.push(name);
  }
  return names;
}

/** The name of an index or of a constraint with an index (`idx`, `key`, `excl`, `pkey`). */
export function indexName(session: Session, table: ObjectName, columns: string[], label: string): string {
  const { schema, own } = partsOf(session, table);
  const second = label === 'pkey' ? '' : columns.join('_');
  return freeName(own, second, label, (name) => isRelationTaken(session, schema, name));
}

/** PostgreSQL keeps such names apart in a whole schema, though it would allow them once in each table. */
function isConstraintTaken(session: Session, schema: string, own: string): boolean {
  const { tables } = session.catalog;
  for (const table in tables) {
    const constraint = lookup(tables[table]?.constraints ?? {}, own);
    if (constraint !== undefined && partsOf(session, table).schema === schema) return true;
  }
  return false;
}

/** The name of a constraint without an index (`check`, `fkey`, `not_null`). */
export function constraintName(
  session: Session,
  table: ObjectName,
  columns: string[],
  label: string,
): string {
  const { schema, own } = partsOf(session, table);
  return freeName(own, columns.join('_'), label, (name) => isConstraintTaken(session, schema, name));
}

/** The sequence behind a serial or identity column. */
export function sequenceName(session: Session, table: ObjectName, column: string): ObjectName {
  const { schema, own } = partsOf(session, table);
  return nameIn(
    session,
    'sequence',
    schema,
    freeName(own, column, 'seq', (name) => isRelationTaken(session, schema, name)),
  );
}
