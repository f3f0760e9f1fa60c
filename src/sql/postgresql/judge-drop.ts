/** DROP of anything: one effect for each object, with what still uses it. */
import type { DropStmt, Node } from 'libpg-query';
import type { Catalog, Dependent, ObjectKind, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { as, pathOf } from './ast.ts';
import { cascade } from './cascade.ts';
import {
  dependentsOfFunction,
  dependentsOfKey,
  dependentsOfSequence,
  dependentsOfTable,
  dependentsOfType,
  dependentsOfView,
} from './dependents.ts';
import { addEffect, lockOn, type Target } from './draft.ts';
import { forgetConstraint, forgetIndex, forgetTable } from './forget.ts';
import { descendants, findRelation, nameOf, partName, partsOf, provesAbsence } from './identify.ts';
import { isWhole, linkedTables } from './known-table.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';
import { typeText } from './type-names.ts';

interface Dropping {
  statement: DropStmt;
  session: Session;
  out: Judged;
  cascades: boolean;
}

const relationIn = (session: Session, path: string[], kind: 'table' | 'view' | 'index' | 'sequence') => {
  const schemaname = path.at(-2);
  return findRelation(
    session,
    { relname: path.at(-1) ?? '', ...(schemaname !== undefined && { schemaname }) },
    kind,
  ).name;
};

/** IF EXISTS, and it is known not to be there. */
function isGone({ statement, session }: Dropping, known: unknown): boolean {
  return statement.missing_ok === true && known === undefined && provesAbsence(session);
}

function drop(at: Dropping, known: unknown, row: OperationId, target: Target): void {
  const { session, out, cascades } = at;
  const dependents = target.dependents ?? [];
  if (isGone(at, known)) {
    const { object, objectKind, table } = target;
    addEffect(session, out, 'already-gone', { object, objectKind, table });
    return;
  }
  addEffect(session, out, row, { ...target, cascade: cascades });
  if (cascades) cascade(session, out, dependents, null);
}

function dropTable(at: Dropping, path: string[], together: ReadonlySet<ObjectName>): void {
  const { session, cascades } = at;
  const table = relationIn(session, path, 'table');
  const others = new Set(linkedTables(session, table, cascades));
  const heirs = descendants(session.catalog, table);
  for (const heir of heirs) for (const linked of linkedTables(session, heir, cascades)) others.add(linked);
  const parents = lookup(session.catalog.tables, table)?.parents ?? [];
  const locks = [...heirs, ...parents].map((name) => lockOn(session, name, 'ACCESS EXCLUSIVE'));
  const dependents = dependentsOfTable(session, table).filter(
    (dependent) => !goesToo(dependent, [...together, ...heirs]),
  );
  const target: Target = {
    object: table,
    objectKind: 'table',
    table,
    others: [...others],
    locks,
    dependents,
  };
  drop(at, lookup(session.catalog.tables, table), 'drop-table', target);
  forgetTable(session, table);
  session.fresh.delete(table);
}

/** It is dropped by the same statement, or belongs to what is. */
function goesToo({ object }: Dependent, together: Iterable<ObjectName>): boolean {
  const bare = object.replace(/^(?:constraint|policy|trigger):/, '');
  for (const name of together)
    if (object === name || bare === name || bare.startsWith(`${name}.`)) return true;
  return false;
}

function dropView(at: Dropping, path: string[], together: ReadonlySet<ObjectName>): void {
  const { session } = at;
  const view = relationIn(session, path, 'view');
  const dependents = dependentsOfView(session, view).filter((dependent) => !goesToo(dependent, together));
  drop(at, lookup(session.catalog.views, view), 'drop-view', {
    object: view,
    objectKind: 'view',
    table: null,
    dependents,
  });
  delete session.catalog.views[view];
  session.fresh.delete(view);
}

function dropIndex(at: Dropping, path: string[]): void {
  const { session, statement } = at;
  const name = relationIn(session, path, 'index');
  const known = lookup(session.catalog.indexes, name);
  const word = statement.concurrent ? '-concurrently' : '';
  const row = (known?.unique ? `drop-unique-index${word}` : `drop-index${word}`) as OperationId;
  if (statement.concurrent) at.out.forbidsTransaction = 'DROP INDEX CONCURRENTLY';
  const dependents = known?.unique ? dependentsOfKey(session, known.table, known.columns) : [];
  drop(at, known, row, { object: name, objectKind: 'index', table: known?.table ?? null, dependents });
  if (known?.constraint) forgetConstraint(session, known.table, known.constraint);
  forgetIndex(session, name);
}

function dropSequence(at: Dropping, path: string[]): void {
  const name = relationIn(at.session, path, 'sequence');
  const dependents = dependentsOfSequence(at.session, name);
  const known = lookup(at.session.catalog.sequences, name);
  drop(at, known, 'drop-object', { object: name, objectKind: 'sequence', table: null, dependents });
  delete at.session.catalog.sequences[name];
}

function dropType(at: Dropping, node: Node): void {
  const { session } = at;
  const type = as(node, 'TypeName');
  const path = pathOf(node);
  const name = type ? `type:${typeText(type, session)}` : nameOf(session, 'type', path);
  const dependents = dependentsOfType(session, name);
  const locks = at.cascades
    ? dependents
        .filter(({ kind }) => kind === 'column')
        .map(({ object }) => lockOn(session, object.replace(/\.[^.]*$/, ''), 'ACCESS EXCLUSIVE'))
    : [];
  drop(at, lookup(session.catalog.types, name), 'drop-object', {
    object: name,
    objectKind: 'type',
    table: null,
    dependents,
    locks,
  });
  delete session.catalog.types[name];
  session.fresh.delete(name);
}

/** With its argument types only that one of several of the same name goes. */
function dropFunction(at: Dropping, node: Node): void {
  const { session } = at;
  const called = as(node, 'ObjectWithArgs');
  const name = nameOf(session, 'function', pathOf(node));
  const known = lookup(session.catalog.functions, name);
  const signature = (called?.objargs ?? [])
    .map((argument) => typeText(as(argument, 'TypeName'), session))
    .join(', ');
  const rest = called?.args_unspecified
    ? []
    : (known?.signatures ?? []).filter((other) => other !== signature);
  const dependents = rest.length > 0 ? [] : dependentsOfFunction(session, name);
  drop(at, known, 'drop-object', { object: name, objectKind: 'function', table: null, dependents });
  if (known && rest.length > 0) known.signatures = rest;
  else delete session.catalog.functions[name];
}

function dropPart(at: Dropping, path: string[], kind: 'trigger' | 'policy'): void {
  const { session, statement } = at;
  const own = path.at(-1) ?? '';
  const table = relationIn(session, path.slice(0, -1), 'table');
  const entry = lookup(session.catalog.tables, table);
  const parts = kind === 'trigger' ? entry?.triggers : entry?.policies;
  const absent =
    entry !== undefined && isWhole(session, table) && lookup<unknown>(parts ?? {}, own) === undefined;
  const target: Target = { object: partName(kind, table, own), objectKind: kind, table };
  if (statement.missing_ok && absent) addEffect(session, at.out, 'already-gone', target);
  else
    addEffect(session, at.out, kind === 'trigger' ? 'drop-trigger' : 'drop-policy', {
      ...target,
      cascade: at.cascades,
    });
  if (parts) delete parts[own];
}

/** What lives in a schema. */
function contents(session: Session, schema: string): Dependent[] {
  const { catalog } = session;
  const homes: [keyof Catalog, string][] = [
    ['tables', 'table'],
    ['views', 'view'],
    ['types', 'domain'],
  ];
  return homes.flatMap(([home, kind]) =>
    Object.keys(catalog[home] as Record<string, unknown>)
      .filter((name) => partsOf(session, name).schema === schema)
      .map((object) => ({ object, kind })),
  );
}

function dropSchema(at: Dropping, path: string[]): void {
  const { session } = at;
  const schema = path.at(-1) ?? '';
  const name = `schema:${quoteIdentifier(schema)}`;
  const known =
    session.catalog.schemas.includes(schema) || schema === session.defaultSchema ? true : undefined;
  const dependents = contents(session, schema);
  drop(at, known, 'drop-object', { object: name, objectKind: 'schema', table: null, dependents });
  session.catalog.schemas = session.catalog.schemas.filter((other) => other !== schema);
}

const OTHER: Partial<Record<NonNullable<DropStmt['removeType']>, [ObjectKind, string]>> = {
  OBJECT_EXTENSION: ['extension', 'extension:'],
};

function dropOther(at: Dropping, path: string[]): void {
  const [objectKind, prefix] = OTHER[at.statement.removeType ?? 'OBJECT_TABLE'] ?? ['other', ''];
  const object = prefix + path.map(quoteIdentifier).join('.');
  drop(at, true, 'drop-object', { object, objectKind, table: null });
}

function dropOne(at: Dropping, node: Node, together: ReadonlySet<ObjectName>): void {
  const path = pathOf(node);
  switch (at.statement.removeType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_FOREIGN_TABLE':
      return dropTable(at, path, together);
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
      return dropView(at, path, together);
    case 'OBJECT_INDEX':
      return dropIndex(at, path);
    case 'OBJECT_SEQUENCE':
      return dropSequence(at, path);
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return dropType(at, node);
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE':
      return dropFunction(at, node);
    case 'OBJECT_TRIGGER':
      return dropPart(at, path, 'trigger');
    case 'OBJECT_POLICY':
      return dropPart(at, path, 'policy');
    case 'OBJECT_SCHEMA':
      return dropSchema(at, path);
    default:
      return dropOther(at, path);
  }
}

export function judgeDrop(statement: DropStmt, session: Session, out: Judged): void {
  const at = { statement, session, out, cascades: statement.behavior === 'DROP_CASCADE' };
  const kind =
    statement.removeType === 'OBJECT_VIEW' || statement.removeType === 'OBJECT_MATVIEW' ? 'view' : 'table';
  const together = new Set((statement.objects ?? []).map((node) => relationIn(session, pathOf(node), kind)));
  for (const node of statement.objects ?? []) dropOne(at, node, together);
}
