/** RENAME and SET SCHEMA. */
import type { AlterObjectSchemaStmt, RenameStmt } from 'libpg-query';
import type { ObjectKind, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup, rekey } from '../catalog.ts';
import { columnTarget, constraintTarget, openAltering } from './altering.ts';
import { pathOf } from './ast.ts';
import { addEffect, type Target } from './draft.ts';
import { renameColumn, renameConstraint } from './follow-rename.ts';
import {
  columnName,
  findRelation,
  nameIn,
  nameOf,
  partName,
  partsOf,
  type Relation,
  tableOf,
} from './identify.ts';
import { findColumn } from './known-table.ts';
import {
  isAbsent,
  type NamedKind,
  renamedAs,
  renameNamed,
  renameRelation,
  renameSchema,
} from './rename-objects.ts';
import type { Judged, Session } from './session.ts';
import { noteNameLeft } from './spares-old-code.ts';

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
  for (const table of [relation.name, ...at.heirs]) {
    renameColumn(session, table, from, to);
    for (const name of [from, to]) noteNameLeft(session, table, name);
  }
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

function renameOther(statement: RenameStmt, session: Session, out: Judged): void {
  const named = NAMED[statement.renameType ?? ''];
  if (named) {
    const name = nameOf(session, named, pathOf(statement.object));
    renameNamed(named, name, renamedAs(session, named, name, statement.newname ?? ''), session, out);
    return;
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

function renameOneRelation(statement: RenameStmt, session: Session, out: Judged): void {
  const relation = findRelation(session, statement.relation, EXPECTED[statement.renameType ?? ''] ?? 'table');
  if (isAbsent(statement.missing_ok, relation, session, out)) return;
  const to = renamedAs(session, relation.kind, relation.name, statement.newname ?? '');
  renameRelation(relation, to, session, out);
}

type Rename = (statement: RenameStmt, session: Session, out: Judged) => void;

const RENAMES: Partial<Record<NonNullable<RenameStmt['renameType']>, Rename>> = {
  OBJECT_COLUMN: renameOneColumn,
  OBJECT_TABCONSTRAINT: renameInternal,
  OBJECT_TRIGGER: renameInternal,
  OBJECT_POLICY: renameInternal,
  OBJECT_RULE: renameInternal,
  OBJECT_SCHEMA: (statement, session, out) =>
    renameSchema(statement.subname ?? '', statement.newname ?? '', session, out),
  OBJECT_TABLE: renameOneRelation,
  OBJECT_FOREIGN_TABLE: renameOneRelation,
  OBJECT_INDEX: renameOneRelation,
  OBJECT_VIEW: renameOneRelation,
  OBJECT_MATVIEW: renameOneRelation,
  OBJECT_SEQUENCE: renameOneRelation,
};

export function judgeRename(statement: RenameStmt, session: Session, out: Judged): void {
  const rename = RENAMES[statement.renameType ?? 'OBJECT_TABLE'] ?? renameOther;
  rename(statement, session, out);
}

export function judgeSetSchema(statement: AlterObjectSchemaStmt, session: Session, out: Judged): void {
  const schema = statement.newschema ?? '';
  const named = NAMED[statement.objectType ?? ''];
  const moved = (kind: ObjectKind, name: ObjectName): ObjectName =>
    nameIn(session, kind, schema, partsOf(session, name).own);
  if (named) {
    const name = nameOf(session, named, pathOf(statement.object));
    renameNamed(named, name, moved(named, name), session, out);
  } else if (statement.relation) {
    const relation = findRelation(
      session,
      statement.relation,
      EXPECTED[statement.objectType ?? ''] ?? 'table',
    );
    if (isAbsent(statement.missing_ok, relation, session, out)) return;
    renameRelation(relation, moved(relation.kind, relation.name), session, out, 'set-schema');
  } else {
    const isExtension = statement.objectType === 'OBJECT_EXTENSION';
    const name = pathOf(statement.object).map(quoteIdentifier).join('.');
    addEffect(session, out, 'rename-object', {
      object: isExtension ? `extension:${name}` : name,
      objectKind: isExtension ? 'extension' : 'other',
      table: null,
      before: name,
      after: `${quoteIdentifier(schema)}.${name.slice(name.lastIndexOf('.') + 1)}`,
    }).locks = [];
  }
}
