/** Which columns, tables, views, functions and types a query reads, through its joins, subqueries and WITH. */
import type {
  CommonTableExpr,
  JoinExpr,
  Node,
  RangeSubselect,
  RangeVar,
  SelectStmt,
  TypeName,
  WithClause,
} from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { all, as, strings } from './ast.ts';
import { readGroupedKeys } from './grouped-keys.ts';
import { findRelation } from './identify.ts';
import { outputColumns } from './output-columns.ts';
import {
  aliasColumns,
  beginReading,
  findQuery,
  openScope,
  type Reading,
  readReference,
  type Scope,
  type Source,
  sourceOf,
} from './scope.ts';
import type { Session } from './session.ts';
import { typeText, userTypeOf } from './type-names.ts';
import { userFunction } from './volatility.ts';

export interface Reads {
  uses: ObjectName[];
  /** Columns of `NEW` and `OLD` that are named. */
  rowUses: string[];
  /** Names of the query's own columns; null where they are not all known. */
  columns: string[] | null;
}

const MODIFIES = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'] as const;

function readCall(reading: Reading, path: string[]): void {
  const name = userFunction(reading.session, path);
  if (name !== undefined) reading.uses.add(name);
}

function readType(reading: Reading, type: TypeName): void {
  const name = userTypeOf(typeText(type, reading.session), reading.session);
  if (name !== undefined) reading.uses.add(name);
}

/** Any expression, clause or list. */
export function readExpression(reading: Reading, scope: Scope, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) readExpression(reading, scope, item);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [kind, inner] of Object.entries(value)) {
    if (typeof inner !== 'object' || inner === null) continue;
    if (kind === 'ColumnRef') readReference(reading, scope, inner);
    else if (kind === 'SelectStmt') readSelect(reading, inner, scope);
    else {
      if (kind === 'FuncCall') readCall(reading, strings((inner as { funcname?: Node[] }).funcname));
      else if (kind === 'typeName') readType(reading, inner);
      readExpression(reading, scope, inner);
    }
  }
}

function addSource(scope: Scope, alias: string, source: Source): void {
  scope.sources.set(scope.sources.has(alias) ? `${alias} ${scope.sources.size}` : alias, source);
}

/** A table or view in FROM, or the target of a statement that writes. */
export function addRelation(reading: Reading, scope: Scope, range: RangeVar): Source {
  const query = range.schemaname ? undefined : findQuery(scope, range.relname ?? '');
  const found = query ?? sourceOf(reading.session, findRelation(reading.session, range).name);
  const source = { ...found, columns: aliasColumns(range.alias?.colnames, found.columns), read: false };
  if (source.name?.startsWith('view:')) reading.uses.add(source.name);
  addSource(scope, range.alias?.aliasname ?? range.relname ?? '', source);
  return source;
}

function addSubquery(reading: Reading, scope: Scope, item: RangeSubselect): void {
  const inner = as(item.subquery, 'SelectStmt');
  const columns = inner ? readSelect(reading, inner, scope) : null;
  const named = aliasColumns(item.alias?.colnames, columns) ?? null;
  addSource(scope, item.alias?.aliasname ?? '', { name: null, columns: named, read: false });
}

function addJoin(reading: Reading, scope: Scope, join: JoinExpr): void {
  addFrom(reading, scope, join.larg);
  addFrom(reading, scope, join.rarg);
  for (const column of strings(join.usingClause)) {
    for (const source of [...scope.sources.values()]) {
      if (source.columns === null || source.columns.includes(column)) {
        const alone = { ...openScope(null), sources: new Map([['', source]]) };
        readReference(reading, alone, { fields: [{ String: { sval: column } }] });
      }
    }
  }
  readExpression(reading, scope, join.quals);
}

/** One item of a FROM clause. */
export function addFrom(reading: Reading, scope: Scope, item: Node | undefined): void {
  const range = as(item, 'RangeVar') ?? as(as(item, 'RangeTableSample')?.relation, 'RangeVar');
  const subquery = as(item, 'RangeSubselect');
  const join = as(item, 'JoinExpr');
  const call = as(item, 'RangeFunction');
  if (range) addRelation(reading, scope, range);
  else if (subquery) addSubquery(reading, scope, subquery);
  else if (join) addJoin(reading, scope, join);
  else {
    readExpression(reading, scope, item);
    const columns = call?.coldeflist
      ? all(call.coldeflist, 'ColumnDef').map((column) => column.colname ?? '')
      : null;
    const alias = call?.alias;
    const named = alias?.colnames
      ? strings(alias.colnames)
      : (columns ?? (alias?.aliasname ? [alias.aliasname] : null));
    addSource(scope, alias?.aliasname ?? '', { name: null, columns: named ?? [], read: false });
  }
}

function addQuery(reading: Reading, scope: Scope, query: CommonTableExpr, recursive: boolean): void {
  const name = query.ctename ?? '';
  const given = strings(query.aliascolnames);
  if (recursive) scope.queries.set(name, { name: null, columns: given.length > 0 ? given : [], read: false });
  const select = as(query.ctequery, 'SelectStmt');
  if (select) {
    const columns = readSelect(reading, select, scope);
    scope.queries.set(name, { name: null, columns: aliasColumns(query.aliascolnames, columns), read: false });
    return;
  }
  readModification(reading, query.ctequery, scope);
  scope.queries.set(name, { name: null, columns: given.length > 0 ? given : null, read: false });
}

export function addWith(reading: Reading, scope: Scope, clause: WithClause | undefined): void {
  for (const query of all(clause?.ctes, 'CommonTableExpr'))
    addQuery(reading, scope, query, clause?.recursive === true);
}

/** A table of which no column is named is read all the same, by its row identifier: `count(*)`. */
export function readUnnamed(reading: Reading, scope: Scope): void {
  for (const { name, read } of scope.sources.values()) {
    if (name !== null && !read) reading.uses.add(name.startsWith('view:') ? name : `${name}.ctid`);
  }
}

/** Takes note of all that a query reads; gives the names of its columns. */
export function readSelect(reading: Reading, select: SelectStmt, outer: Scope | null): string[] | null {
  const scope = openScope(outer);
  addWith(reading, scope, select.withClause);
  if (select.larg && select.rarg) {
    const columns = readSelect(reading, select.larg, scope);
    readSelect(reading, select.rarg, scope);
    return columns;
  }
  for (const item of select.fromClause ?? []) addFrom(reading, scope, item);
  const { withClause: _with, fromClause: _from, ...rest } = select;
  readExpression(reading, scope, rest);
  readGroupedKeys(reading, scope, select);
  readUnnamed(reading, scope);
  if (select.valuesLists) {
    const width = as(select.valuesLists[0], 'List')?.items?.length ?? 0;
    return Array.from({ length: width }, (_, index) => `column${index + 1}`);
  }
  return outputColumns(select, scope);
}

/** The clauses of the four statements that write. */
interface Writing {
  relation?: RangeVar;
  withClause?: WithClause;
  fromClause?: Node[];
  usingClause?: Node[];
  sourceRelation?: Node;
  cols?: Node[];
  targetList?: Node[];
  onConflictClause?: { targetList?: Node[] };
  mergeWhenClauses?: Node[];
}

/** INSERT, UPDATE, DELETE or MERGE: what it reads and what it writes. */
export function readModification(reading: Reading, node: Node | undefined, outer: Scope | null): void {
  for (const kind of MODIFIES) {
    const statement: Writing | undefined = as(node, kind);
    if (statement) readWriting(reading, statement, openScope(outer));
  }
}

function readWriting(reading: Reading, statement: Writing, scope: Scope): void {
  const { withClause, relation, fromClause, usingClause, sourceRelation, ...clauses } = statement;
  addWith(reading, scope, withClause);
  const target = relation && addRelation(reading, scope, relation);
  for (const item of [fromClause, usingClause, sourceRelation].flat()) addFrom(reading, scope, item);
  if (target) {
    const written = { ...openScope(null), sources: new Map([['', target]]) };
    for (const sval of writtenColumns(clauses))
      readReference(reading, written, { fields: [{ String: { sval } }] });
  }
  readExpression(reading, scope, clauses);
  readUnnamed(reading, scope);
}

/** Columns that INSERT, UPDATE or MERGE names as written. */
function writtenColumns({ cols, targetList, onConflictClause, mergeWhenClauses }: Writing): string[] {
  const merged = all(mergeWhenClauses, 'MergeWhenClause').map((when) => when.targetList);
  const lists = [cols, targetList, onConflictClause?.targetList, ...merged];
  return lists.flatMap((list) => all(list, 'ResTarget').map((target) => target.name ?? ''));
}

/** What a query reads, at once. */
export function readsOf(query: Node | undefined, session: Session): Reads {
  const reading = beginReading(session);
  const select = as(query, 'SelectStmt');
  const columns = select ? readSelect(reading, select, null) : null;
  if (!select) readModification(reading, query, null);
  return { uses: [...reading.uses], rowUses: [...reading.rowUses], columns };
}
