/** Views, materialized views, and tables made from queries. */
import type { CreateTableAsStmt, Node, RefreshMatViewStmt, ViewStmt } from 'libpg-query';
import type { CatalogView, ObjectName } from '../../model.ts';
import { lookup, store } from '../catalog.ts';
import { all, as, strings, walk } from './ast.ts';
import { addEffect, lockOn, type Target } from './draft.ts';
import { findRelation, newRelation } from './identify.ts';
import { becomesFresh, isOlder, isThere } from './judge-create-table.ts';
import { newColumn, newTable } from './known-table.ts';
import { readsOf } from './reads.ts';
import { comesBack } from './replaced.ts';
import type { Judged, Session } from './session.ts';
import { isTemporary, noteTemporary } from './temporary.ts';

/** Tables and views that a query names, in WITH and subqueries too; its own WITH names are none. */
export function relationsIn(session: Session, query: unknown): ObjectName[] {
  const own = new Set<string>();
  const names = new Set<ObjectName>();
  walk({ query }, (kind, inner) => {
    if (kind === 'CommonTableExpr') own.add((inner as { ctename?: string }).ctename ?? '');
    return true;
  });
  walk({ query }, (kind, inner) => {
    const range = kind === 'RangeVar' ? as({ RangeVar: inner as object }, 'RangeVar') : undefined;
    if (range && (range.schemaname || !own.has(range.relname ?? '')))
      names.add(findRelation(session, range).name);
    return true;
  });
  return [...names];
}

/** CREATE OR REPLACE keeps every column, in its place and under its name; a temporary view replaces no other. */
function refusesColumns({ view }: ViewStmt, known: CatalogView, columns: string[] | null): boolean {
  if (!known.columns || columns === null || view?.relpersistence === 't') return false;
  return known.columns.some((column, index) => columns[index] !== column);
}

export function judgeCreateView(statement: ViewStmt, session: Session, out: Judged): void {
  const name = newRelation(session, 'view', statement.view);
  const reads = readsOf(statement.query, session);
  const aliases = strings(statement.aliases);
  const columns = aliases.length > 0 ? aliases : reads.columns;
  const known = lookup(session.catalog.views, name);
  const isBack = comesBack(session, out, name, (before) => before.every((own) => columns?.includes(own)));
  const replaces = (statement.replace === true && known !== undefined) || isBack;
  const target: Target = {
    object: name,
    objectKind: 'view',
    table: null,
    others: relationsIn(session, statement.query),
  };
  if (known && replaces && refusesColumns(statement, known, columns)) {
    addEffect(session, out, 'replace-view-columns', target);
    return;
  }
  addEffect(session, out, replaces ? 'replace-view' : 'create-object', target);
  if (!replaces && !isOlder(session, name, known)) session.fresh.add(name);
  noteTemporary(session, statement.view, name);
  store(session.catalog.views, name, { materialized: false, uses: reads.uses, ...(columns && { columns }) });
}

/** The types of columns that are taken over as they are, where the query reads one table. */
function takenTypes(session: Session, query: Node | undefined): (column: string) => string {
  const select = as(query, 'SelectStmt');
  const range = as(select?.fromClause?.[0], 'RangeVar');
  const source = range && select?.fromClause?.length === 1 ? findRelation(session, range).name : '';
  const columns = lookup(session.catalog.tables, source)?.columns;
  const renamed = new Map<string, string>();
  for (const { name, val } of all(select?.targetList, 'ResTarget')) {
    if (name !== undefined) renamed.set(name, strings(as(val, 'ColumnRef')?.fields).at(-1) ?? '');
  }
  return (column) => (columns && lookup(columns, renamed.get(column) ?? column)?.type) ?? 'unknown';
}

function makeTable(session: Session, name: ObjectName, statement: CreateTableAsStmt): void {
  const reads = readsOf(statement.query, session);
  const given = strings(statement.into?.colNames);
  const names = given.length > 0 ? given : reads.columns;
  const table = newTable(session, names === null ? { partial: true } : {});
  const typeOf = takenTypes(session, statement.query);
  for (const column of names ?? []) store(table.columns, column, newColumn(session, typeOf(column)));
  store(session.catalog.tables, name, table);
}

function makeMaterializedView(session: Session, name: ObjectName, statement: CreateTableAsStmt): void {
  const { uses, columns } = readsOf(statement.query, session);
  store(session.catalog.views, name, { materialized: true, uses, ...(columns && { columns }) });
}

/** CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW. */
export function judgeCreateAs(statement: CreateTableAsStmt, session: Session, out: Judged): void {
  const isView = statement.objtype === 'OBJECT_MATVIEW';
  const kind = isView ? 'view' : 'table';
  const range = statement.into?.rel;
  const name = newRelation(session, kind, range);
  const others = relationsIn(session, statement.query);
  const target: Target = { object: name, objectKind: kind, table: isView ? null : name };
  const known = isView ? lookup(session.catalog.views, name) : lookup(session.catalog.tables, name);
  if (isThere(session, out, target, known, statement.if_not_exists)) return;
  const older = isOlder(session, name, known);
  const locks = others.map((object) => lockOn(session, object, 'ACCESS SHARE'));
  if (isView) makeMaterializedView(session, name, statement);
  else makeTable(session, name, statement);
  noteTemporary(session, range, name, statement.into?.onCommit);
  const fresh = !older && becomesFresh(session, name, statement.if_not_exists);
  const row = isView
    ? 'create-materialized-view'
    : isTemporary(range)
      ? 'create-temporary-table'
      : 'create-table-as';
  addEffect(session, out, row, { ...target, fresh, locks });
}

export function judgeRefresh(statement: RefreshMatViewStmt, session: Session, out: Judged): void {
  const { name } = findRelation(session, statement.relation, 'view');
  const uses = lookup(session.catalog.views, name)?.uses ?? [];
  const tables = Object.keys(session.catalog.tables).filter((table) =>
    uses.some((used) => used === table || used.startsWith(`${table}.`)),
  );
  const row = statement.concurrent ? 'refresh-view-concurrently' : 'refresh-view';
  addEffect(session, out, row, { object: name, objectKind: 'view', table: null, others: tables });
}
