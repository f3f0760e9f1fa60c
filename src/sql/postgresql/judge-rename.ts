/** RENAME and SET SCHEMA. */
import type { AlterObjectSchemaStmt, Node, RangeVar, RenameStmt } from 'libpg-query';
import type { ObjectKind, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup, rekey } from '../catalog.ts';
import { columnTarget, constraintTarget, openAltering } from './altering.ts';
import { pathOf } from './ast.ts';
import { addEffect, type Target } from './draft.ts';
import { moveTable, renameColumn, renameConstraint, renameObject } from './follow-rename.ts';
import {
  columnName,
  findRelation,
  nameIn,
  nameOf,
  partName,
  partsOf,
  provesAbsence,
  type Relation,
  sqlName,
  tableOf,
} from './identify.ts';
import { findColumn } from './known-table.ts';
import type { Judged, Session } from './session.ts';

type NamedKind = 'type' | 'function' | 'view' | 'sequence';

const EXPECTED: Record<string, Relation['kind']> = {
  OBJECT_INDEX: 'index',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
  OBJECT_SEQUENCE: 'sequence',
};

const NAMED: Record<string, NamedKind> = {
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_AGGREGATE: 'function',
};

function renameOneColumn(statement: RenameStmt, session: Session, out: Judged): void {
  const relation = findRelation(
    session,
    statement.relation,
    EXPECTED[statement.relationType ?? ''] ?? 'table',
  );
  const [from, to] = [statement.subname ?? '', statement.newname ?? ''];
  const at = openAltering(session, out, relation.name, true);
  const words = {
    type: findColumn(session, relation.name, from)?.type ?? '…',
    definition: quoteIdentifier(to),
  };
  const renamed = { before: from, after: to };
  if (relation.kind !== 'table') {
    addEffect(session, out, 'rename-object', {
      object: columnName(relation.name, from),
      objectKind: 'column',
      table: null,
      ...renamed,
    });
    return;
  }
  addEffect(session, out, 'rename-column', { ...columnTarget(at, from, words), ...renamed });
  for (const table of [relation.name, ...at.heirs]) renameColumn(session, table, from, to);
}

/** A table, index, view or sequence under another name or in another schema. */
function renameRelation(
  relation: Relation,
  to: ObjectName,
  session: Session,
  out: Judged,
  row?: 'set-schema',
): void {
  const { kind, name } = relation;
  const renamed = { before: sqlName(name), after: sqlName(to) };
  const parts = partsOf(session, to);
  const words = { definition: quoteIdentifier(row ? parts.schema : parts.own) };
  if (kind === 'index') {
    const table = lookup(session.catalog.indexes, name)?.table ?? null;
    addEffect(session, out, 'rename-index', {
      object: name,
      objectKind: 'index',
      table,
      others: [name],
      ...renamed,
    });
  } else {
    const table = kind === 'table' ? name : null;
    addEffect(session, out, row ?? (kind === 'table' ? 'rename-table' : 'rename-object'), {
      object: name,
      objectKind: kind,
      table,
      words,
      ...renamed,
    });
  }
  const constraint = kind === 'index' ? lookup(session.catalog.indexes, name) : undefined;
  if (constraint?.constraint) renameConstraint(session, constraint.table, constraint.constraint, parts.own);
  else if (kind === 'table') moveTable(session, name, to);
  else renameObject(session, kind, name, to);
}

function renameNamed(kind: NamedKind, name: ObjectName, to: ObjectName, session: Session, out: Judged): void {
  const renamed = { before: sqlName(name), after: sqlName(to) };
  const effect = addEffect(session, out, 'rename-object', {
    object: name,
    objectKind: kind,
    table: null,
    ...renamed,
  });
  effect.locks = [];
  renameObject(session, kind, name, to);
}

/** Names that no query says: constraints, triggers, policies, rules. */
function renameInternal(statement: RenameStmt, session: Session, out: Judged): void {
  const table = tableOf(session, statement.relation);
  const [from, to] = [statement.subname ?? '', statement.newname ?? ''];
  const renamed = { before: from, after: to };
  const kind =
    statement.renameType === 'OBJECT_TRIGGER'
      ? 'trigger'
      : statement.renameType === 'OBJECT_POLICY'
        ? 'policy'
        : 'constraint';
  if (statement.renameType === 'OBJECT_TABCONSTRAINT') {
    const at = openAltering(session, out, table, true);
    addEffect(session, out, 'rename-internal', { ...constraintTarget(at, from, []), ...renamed });
    for (const name of [table, ...at.heirs]) renameConstraint(session, name, from, to);
    return;
  }
  addEffect(session, out, 'rename-internal', {
    object: partName(kind, table, from),
    objectKind: kind,
    table,
    ...renamed,
  });
  const entry = lookup(session.catalog.tables, table);
  if (entry && kind === 'trigger') rekey(entry.triggers, from, to);
  if (entry && kind === 'policy') rekey(entry.policies, from, to);
}

function renameSchema(statement: RenameStmt, session: Session, out: Judged): void {
  const [from, to] = [statement.subname ?? '', statement.newname ?? ''];
  const target: Target = {
    object: `schema:${quoteIdentifier(from)}`,
    objectKind: 'schema',
    table: null,
    before: from,
    after: to,
  };
  addEffect(session, out, 'rename-object', target).locks = [];
  session.catalog.schemas = session.catalog.schemas.map((name) => (name === from ? to : name));
  const move = (name: ObjectName, kind: ObjectKind): ObjectName | null => {
    const parts = partsOf(session, name);
    return parts.schema === from ? nameIn(session, kind, to, parts.own) : null;
  };
  for (const name of Object.keys(session.catalog.tables)) {
    const moved = move(name, 'table');
    if (moved !== null) moveTable(session, name, moved);
  }
  for (const kind of ['view', 'type', 'function', 'sequence'] as const) {
    for (const name of Object.keys(session.catalog[`${kind}s`])) {
      const moved = move(name, kind);
      if (moved !== null) renameObject(session, kind, name, moved);
    }
  }
}

/** The canonical name that the same object has in another schema or under another own name. */
function renamedAs(session: Session, kind: ObjectKind, name: ObjectName, own: string): ObjectName {
  return nameIn(session, kind, partsOf(session, name).schema, own);
}

function renameOther(statement: RenameStmt, session: Session, out: Judged): void {
  const named = NAMED[statement.renameType ?? ''];
  if (named) {
    const name = nameOf(session, named, pathOf(statement.object));
    return renameNamed(named, name, renamedAs(session, named, name, statement.newname ?? ''), session, out);
  }
  const object = [...pathOf(statement.object), statement.subname ?? '']
    .filter(Boolean)
    .map(quoteIdentifier)
    .join('.');
  const target: Target = {
    object,
    objectKind: 'other',
    table: null,
    before: object,
    after: statement.newname ?? '',
  };
  const isConstraint = statement.renameType === 'OBJECT_DOMCONSTRAINT';
  addEffect(session, out, isConstraint ? 'rename-internal' : 'rename-object', target).locks = [];
}

export function judgeRename(statement: RenameStmt, session: Session, out: Judged): void {
  switch (statement.renameType) {
    case 'OBJECT_COLUMN':
      return renameOneColumn(statement, session, out);
    case 'OBJECT_TABCONSTRAINT':
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE':
      return renameInternal(statement, session, out);
    case 'OBJECT_SCHEMA':
      return renameSchema(statement, session, out);
    case 'OBJECT_TABLE':
    case 'OBJECT_FOREIGN_TABLE':
    case 'OBJECT_INDEX':
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
    case 'OBJECT_SEQUENCE': {
      const relation = findRelation(session, statement.relation, EXPECTED[statement.renameType] ?? 'table');
      if (isAbsent(statement.missing_ok, relation, session, out)) return;
      return renameRelation(
        relation,
        renamedAs(session, relation.kind, relation.name, statement.newname ?? ''),
        session,
        out,
      );
    }
    default:
      return renameOther(statement, session, out);
  }
}

const HOMES = { table: 'tables', view: 'views', index: 'indexes', sequence: 'sequences' } as const;

function isAbsent(
  missingOk: boolean | undefined,
  { kind, name }: Relation,
  session: Session,
  out: Judged,
): boolean {
  if (
    !missingOk ||
    lookup<unknown>(session.catalog[HOMES[kind]], name) !== undefined ||
    !provesAbsence(session)
  )
    return false;
  addEffect(session, out, 'already-gone', {
    object: name,
    objectKind: kind,
    table: kind === 'table' ? name : null,
  });
  return true;
}

export function judgeSetSchema(statement: AlterObjectSchemaStmt, session: Session, out: Judged): void {
  const schema = statement.newschema ?? '';
  const named = NAMED[statement.objectType ?? ''];
  if (named) {
    const name = nameOf(session, named, pathOf(statement.object));
    return renameNamed(named, name, nameIn(session, named, schema, partsOf(session, name).own), session, out);
  }
  if (statement.relation) return moveRelation(statement.relation, statement, session, out);
  addEffect(session, out, 'alter-object', {
    object: otherName(statement.object),
    objectKind: 'other',
    table: null,
  });
}

const otherName = (node: Node | undefined): string => pathOf(node).map(quoteIdentifier).join('.');

function moveRelation(
  range: RangeVar,
  statement: AlterObjectSchemaStmt,
  session: Session,
  out: Judged,
): void {
  const relation = findRelation(session, range, EXPECTED[statement.objectType ?? ''] ?? 'table');
  if (isAbsent(statement.missing_ok, relation, session, out)) return;
  const to = nameIn(session, relation.kind, statement.newschema ?? '', partsOf(session, relation.name).own);
  renameRelation(relation, to, session, out, 'set-schema');
}
