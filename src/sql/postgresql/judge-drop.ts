/** DROP of anything: one effect for each object, with what still uses it. */
import type { DropStmt, Node } from 'libpg-query';
import type { Catalog, Dependent, ObjectKind, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { as, pathOf } from './ast.ts';
import { dependentsOfFunction, dependentsOfType } from './dependents.ts';
import { addEffect, lockOn, type Target } from './draft.ts';
import { dropIndex, dropSequence, dropTable, dropView } from './drop-relations.ts';
import { type Dropping, drop, relationIn } from './dropping.ts';
import { columnName, nameOf, partName, partsOf } from './identify.ts';
import { isWhole } from './known-table.ts';
import { noteDropped } from './replaced.ts';
import type { Judged, Session } from './session.ts';
import { typeText } from './type-names.ts';

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
  if (kind === 'trigger') noteDropped(session, target.object);
}

function dropRule(at: Dropping, path: string[]): void {
  const table = relationIn(at.session, path.slice(0, -1), 'table');
  const own = path.at(-1) ?? '';
  const rules = lookup(at.session.catalog.tables, table)?.rules;
  addEffect(at.session, at.out, 'drop-rule', { object: columnName(table, own), objectKind: 'other', table });
  if (rules) delete rules[own];
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

type Drop = (at: Dropping, node: Node, together: ReadonlySet<ObjectName>) => void;

const byPath =
  (judge: (at: Dropping, path: string[], together: ReadonlySet<ObjectName>) => void): Drop =>
  (at, node, together) =>
    judge(at, pathOf(node), together);

const DROPS: Partial<Record<NonNullable<DropStmt['removeType']>, Drop>> = {
  OBJECT_TABLE: byPath(dropTable),
  OBJECT_FOREIGN_TABLE: byPath(dropTable),
  OBJECT_VIEW: byPath(dropView),
  OBJECT_MATVIEW: byPath(dropView),
  OBJECT_INDEX: byPath(dropIndex),
  OBJECT_SEQUENCE: byPath(dropSequence),
  OBJECT_TYPE: dropType,
  OBJECT_DOMAIN: dropType,
  OBJECT_FUNCTION: dropFunction,
  OBJECT_PROCEDURE: dropFunction,
  OBJECT_ROUTINE: dropFunction,
  OBJECT_AGGREGATE: dropFunction,
  OBJECT_TRIGGER: byPath((at, path) => dropPart(at, path, 'trigger')),
  OBJECT_POLICY: byPath((at, path) => dropPart(at, path, 'policy')),
  OBJECT_RULE: byPath(dropRule),
  OBJECT_SCHEMA: byPath(dropSchema),
};

export function judgeDrop(statement: DropStmt, session: Session, out: Judged): void {
  const at = { statement, session, out, cascades: statement.behavior === 'DROP_CASCADE' };
  const kind =
    statement.removeType === 'OBJECT_VIEW' || statement.removeType === 'OBJECT_MATVIEW' ? 'view' : 'table';
  const together = new Set((statement.objects ?? []).map((node) => relationIn(session, pathOf(node), kind)));
  const judge = DROPS[statement.removeType ?? 'OBJECT_TABLE'] ?? byPath(dropOther);
  for (const node of statement.objects ?? []) judge(at, node, together);
}
