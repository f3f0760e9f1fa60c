/** DROP of tables, views, indexes and sequences. */
import type { Dependent, ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { dependentsOfKey, dependentsOfSequence, dependentsOfTable, dependentsOfView } from './dependents.ts';
import { lockOn, type Target } from './draft.ts';
import { type Dropping, drop, relationIn } from './dropping.ts';
import { forgetConstraint, forgetIndex, forgetTable, forgetView } from './forget.ts';
import { partitionsOf } from './identify.ts';
import { linkedTables } from './known-table.ts';
import type { OperationId } from './operations.ts';
import { noteDropped } from './replaced.ts';

export function dropTable(at: Dropping, path: string[], together: ReadonlySet<ObjectName>): void {
  const { session, cascades } = at;
  const table = relationIn(session, path, 'table');
  const others = new Set(linkedTables(session, table, cascades));
  const heirs = partitionsOf(session.catalog, table);
  for (const heir of heirs) for (const linked of linkedTables(session, heir, cascades)) others.add(linked);
  const parents = lookup(session.catalog.tables, table)?.parents ?? [];
  const beside = parents.flatMap((parent) => lookup(session.catalog.tables, parent)?.defaultPartition ?? []);
  const locks = [...heirs, ...parents, ...beside].map((name) => lockOn(session, name, 'ACCESS EXCLUSIVE'));
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

export function dropView(at: Dropping, path: string[], together: ReadonlySet<ObjectName>): void {
  const { session } = at;
  const view = relationIn(session, path, 'view');
  const dependents = dependentsOfView(session, view).filter((dependent) => !goesToo(dependent, together));
  const known = lookup(session.catalog.views, view);
  drop(at, known, 'drop-view', {
    object: view,
    objectKind: 'view',
    table: null,
    dependents,
  });
  forgetView(session, view);
  if (known?.columns && !known.materialized && dependents.length === 0 && !session.fresh.has(view))
    noteDropped(session, view, known.columns);
  session.fresh.delete(view);
}

export function dropIndex(at: Dropping, path: string[]): void {
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

export function dropSequence(at: Dropping, path: string[]): void {
  const name = relationIn(at.session, path, 'sequence');
  const dependents = dependentsOfSequence(at.session, name);
  const known = lookup(at.session.catalog.sequences, name);
  drop(at, known, 'drop-object', { object: name, objectKind: 'sequence', table: null, dependents });
  delete at.session.catalog.sequences[name];
}
