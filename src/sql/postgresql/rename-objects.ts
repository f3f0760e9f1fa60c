/** Relations, and other objects with a name of their own, under another name or in another schema. */
import type { ObjectKind, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { addEffect, type Target } from './draft.ts';
import { moveTable, renameConstraint, renameObject } from './follow-rename.ts';
import { nameIn, partsOf, provesAbsence, type Relation, sqlName } from './identify.ts';
import type { Judged, Session } from './session.ts';

export type NamedKind = 'type' | 'function' | 'view' | 'sequence';

/** The canonical name that the same object has in another schema or under another own name. */
export function renamedAs(session: Session, kind: ObjectKind, name: ObjectName, own: string): ObjectName {
  return nameIn(session, kind, partsOf(session, name).schema, own);
}

/** A table, index, view or sequence under another name or in another schema. */
export function renameRelation(
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

export function renameNamed(
  kind: NamedKind,
  name: ObjectName,
  to: ObjectName,
  session: Session,
  out: Judged,
): void {
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

const HOMES = { table: 'tables', view: 'views', index: 'indexes', sequence: 'sequences' } as const;

export function isAbsent(
  missingOk: boolean | undefined,
  { kind, name }: Relation,
  session: Session,
  out: Judged,
): boolean {
  if (
    !missingOk ||
    lookup<unknown>(session.catalog[HOMES[kind]], name) !== undefined ||
    !provesAbsence(session, name)
  )
    return false;
  addEffect(session, out, 'already-gone', {
    object: name,
    objectKind: kind,
    table: kind === 'table' ? name : null,
  });
  return true;
}

export function renameSchema(from: string, to: string, session: Session, out: Judged): void {
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
