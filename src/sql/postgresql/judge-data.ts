/** Statements that write rows. */
import type {
  CopyStmt,
  DeleteStmt,
  InsertStmt,
  MergeStmt,
  Node,
  ResTarget,
  TruncateStmt,
  UpdateStmt,
  WithClause,
} from 'libpg-query';
import type { ObjectName, RowChange } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { all, as, strings } from './ast.ts';
import { addEffect, isFresh, lockOn, type Target } from './draft.ts';
import { columnName, descendants, tableOf } from './identify.ts';
import { relationsIn } from './judge-views.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';
import { givesFew, isLiteral, reachOfQuery, reachOfWrite } from './written-rows.ts';

/** Where migration tools keep what they ran. */
const BOOKKEEPING = new Set(
  `schema_migrations ar_internal_metadata flyway_schema_history schema_version databasechangelog databasechangeloglock goose_db_version
  alembic_version django_migrations knex_migrations knex_migrations_lock _prisma_migrations __diesel_schema_migrations
  _sqlx_migrations gorp_migrations atlas_schema_revisions __drizzle_migrations sequelizemeta typeorm_metadata
  migrations_lock pgmigrations supabase_migrations.schema_migrations drizzle.__drizzle_migrations`.split(
    /\s+/,
  ),
);

const isBookkeeping = (table: ObjectName): boolean =>
  BOOKKEEPING.has(table.replaceAll('"', '').toLowerCase());

function tableTarget(session: Session, table: ObjectName, others: ObjectName[] = []): Target {
  const isView = table.startsWith('view:');
  return {
    object: table,
    objectKind: isView ? 'view' : 'table',
    table,
    others: others.filter((name) => name !== table),
    // Rows go through a view into what it shows, which may be older than the view.
    ...(isView && { fresh: isFresh(session, table, null) && showsFresh(session, table) }),
  };
}

/** Whether a view shows nothing but what these migrations made. */
function showsFresh(session: Session, view: ObjectName, seen = new Set<ObjectName>()): boolean {
  if (seen.has(view)) return true;
  seen.add(view);
  const { views, tables } = session.catalog;
  return (lookup(views, view)?.uses ?? []).every((used) => {
    if (/^(?:function|type|sequence):/.test(used)) return true;
    const relation =
      (lookup(views, used) ?? lookup(tables, used)) ? used : used.slice(0, used.lastIndexOf('.'));
    return (
      isFresh(session, relation, null) && (!lookup(views, relation) || showsFresh(session, relation, seen))
    );
  });
}

interface Written {
  verb: RowChange['verb'];
  table: ObjectName;
  columns: string[];
  whole: boolean;
  bounded: boolean;
}

function noteRows(out: Judged, { verb, table, columns, whole, bounded }: Written): void {
  out.rows.push({ verb, table, columns: columns.map((column) => columnName(table, column)), whole, bounded });
}

function record(session: Session, out: Judged, table: ObjectName): boolean {
  if (!isBookkeeping(table)) return false;
  addEffect(session, out, 'record-migration', tableTarget(session, table));
  return true;
}

/** Statements inside WITH write rows, too. */
export function judgeWith(clause: WithClause | undefined, judge: (node: Node) => void): void {
  for (const { ctequery } of all(clause?.ctes, 'CommonTableExpr')) {
    if (ctequery && !as(ctequery, 'SelectStmt')) judge(ctequery);
  }
}

const namesOf = (targets: ResTarget[]): string[] => [...new Set(targets.map(({ name }) => name ?? ''))];

export function judgeInsert(statement: InsertStmt, session: Session, out: Judged): void {
  const table = tableOf(session, statement.relation);
  if (record(session, out, table)) return;
  const select = as(statement.selectStmt, 'SelectStmt');
  const literal = isLiteral(select);
  const reach = literal
    ? { whole: false, bounded: true }
    : reachOfQuery(select, session, statement.withClause);
  const named = all(statement.cols, 'ResTarget').map(({ name }) => name ?? '');
  const columns =
    named.length > 0 ? named : Object.keys(lookup(session.catalog.tables, table)?.columns ?? {});
  addEffect(
    session,
    out,
    literal ? 'insert-rows' : 'insert-query',
    tableTarget(session, table, relationsIn(session, [statement.selectStmt, statement.withClause])),
  );
  noteRows(out, { verb: 'insert', table, columns, whole: !reach.bounded, bounded: reach.bounded });
  const conflict = statement.onConflictClause;
  if (literal || conflict?.action !== 'ONCONFLICT_UPDATE') return;
  const updated = namesOf(all(conflict.targetList, 'ResTarget'));
  noteRows(out, { verb: 'update', table, columns: updated, ...reach });
}

export function judgeUpdate(statement: UpdateStmt, session: Session, out: Judged): void {
  const table = tableOf(session, statement.relation);
  if (record(session, out, table)) return;
  const columns = namesOf(all(statement.targetList, 'ResTarget'));
  const reach = reachOfWrite(session, {
    verb: 'update',
    table,
    columns,
    from: statement.fromClause,
    withClause: statement.withClause,
    where: statement.whereClause,
  });
  const others = relationsIn(session, [
    statement.fromClause,
    statement.whereClause,
    statement.targetList,
    statement.withClause,
  ]);
  for (const column of columns) {
    addEffect(session, out, 'update-rows', {
      ...tableTarget(session, table, others),
      object: columnName(table, column),
      objectKind: 'column',
    });
  }
  noteRows(out, { verb: 'update', table, columns, ...reach });
}

export function judgeDelete(statement: DeleteStmt, session: Session, out: Judged): void {
  const table = tableOf(session, statement.relation);
  if (record(session, out, table)) return;
  const reach = reachOfWrite(session, {
    verb: 'delete',
    table,
    columns: [],
    from: statement.usingClause,
    withClause: statement.withClause,
    where: statement.whereClause,
  });
  const others = relationsIn(session, [statement.usingClause, statement.whereClause, statement.withClause]);
  addEffect(
    session,
    out,
    reach.whole ? 'delete-all-rows' : 'delete-rows',
    tableTarget(session, table, others),
  );
  noteRows(out, { verb: 'delete', table, columns: [], ...reach });
}

export function judgeMerge(statement: MergeStmt, session: Session, out: Judged): void {
  const table = tableOf(session, statement.relation);
  const columns = namesOf(
    all(statement.mergeWhenClauses, 'MergeWhenClause').flatMap(({ targetList }) =>
      all(targetList, 'ResTarget'),
    ),
  );
  const few = givesFew(statement.sourceRelation, statement.withClause);
  addEffect(
    session,
    out,
    'merge-rows',
    tableTarget(session, table, relationsIn(session, [statement.sourceRelation, statement.withClause])),
  );
  noteRows(out, { verb: 'merge', table, columns, whole: !few, bounded: few });
}

export function judgeCopy(statement: CopyStmt, session: Session, out: Judged): void {
  const table = tableOf(session, statement.relation);
  if (statement.is_program)
    addEffect(session, out, 'call-function', { object: 'COPY … PROGRAM', objectKind: 'other', table: null });
  if (!statement.is_from) {
    const others = statement.relation ? [table] : relationsIn(session, statement.query);
    addEffect(session, out, 'query', {
      object: others[0] ?? 'COPY',
      objectKind: 'table',
      table: null,
      others,
    });
    return;
  }
  addEffect(session, out, 'copy-rows', tableTarget(session, table));
  const fromFile = statement.filename !== undefined;
  noteRows(out, {
    verb: 'copy',
    table,
    columns: strings(statement.attlist),
    whole: fromFile,
    bounded: !fromFile,
  });
}

/** CASCADE empties every table that references it, and those that reference them. */
function referencing(session: Session, tables: ObjectName[]): ObjectName[] {
  const found = new Set(tables);
  for (const table of found) {
    for (const [name, entry] of Object.entries(session.catalog.tables)) {
      if (Object.values(entry.constraints).some(({ references }) => references?.table === table))
        found.add(name);
    }
  }
  return [...found];
}

export function judgeTruncate(statement: TruncateStmt, session: Session, out: Judged): void {
  const named = all(statement.relations, 'RangeVar').map((range) => tableOf(session, range));
  const cascades = statement.behavior === 'DROP_CASCADE';
  const row: OperationId = 'truncate';
  for (const table of cascades ? referencing(session, named) : named) {
    const locks = descendants(session.catalog, table).map((heir) =>
      lockOn(session, heir, 'ACCESS EXCLUSIVE'),
    );
    addEffect(session, out, row, { ...tableTarget(session, table), locks, cascade: cascades });
    noteRows(out, { verb: 'truncate', table, columns: [], whole: true, bounded: false });
  }
}
