/** One statement of any kind: queries and writes by their own rules, the rest by what of a query is in it. */
import type {
  CopyStmt,
  CreateTableAsStmt,
  IndexStmt,
  Node,
  RangeVar,
  RefreshMatViewStmt,
  VacuumStmt,
} from 'libpg-query';
import { all, as, type Kinds, option, strings } from '../ast.ts';
import { mayTouchAll, mergeAccess } from './access.ts';
import { knowsFunction } from './calls.ts';
import { readExpression } from './expression.ts';
import { relationItem, touchNamed } from './from.ts';
import { readDoBody } from './plpgsql-body.ts';
import type { Reading } from './reading.ts';
import { readColumn, readPart, readWhole } from './references.ts';
import { resolveRelation } from './relations.ts';
import { columnOf, openScope } from './scope.ts';
import { readQuery } from './select.ts';
import { beginWrite, writeColumn, writeFirst } from './targets.ts';

function readCopy(reading: Reading, copy: CopyStmt): void {
  readQueryIn(reading, copy.query);
  if (!copy.relation) return;
  const item = relationItem(reading, copy.relation);
  const columns = strings(copy.attlist);
  if (copy.is_from) {
    beginWrite(reading, item, 'insert');
    for (const column of columns) writeColumn(reading, item, column, true);
    if (columns.length === 0) writeFirst(reading, item, null);
  } else {
    for (const column of columns) readPart(reading, item, column);
    if (columns.length === 0) readWhole(reading, item);
  }
  readExpression(reading, openScope(null, [item]), copy.whereClause);
}

function readIndex(reading: Reading, index: IndexStmt): void {
  if (!index.relation) return;
  const item = relationItem(reading, index.relation);
  const elements = all([...(index.indexParams ?? []), ...(index.indexIncludingParams ?? [])], 'IndexElem');
  for (const { name } of elements) if (name !== undefined) readPart(reading, item, name);
  const expressions = elements.map(({ expr }) => expr);
  readExpression(reading, openScope(null, [item]), [expressions, index.whereClause]);
}

/** ANALYZE with a list of columns names them. */
function readVacuum(reading: Reading, vacuum: VacuumStmt): void {
  for (const { relation, va_cols: columns } of all(vacuum.rels, 'VacuumRelation')) {
    if (!relation) continue;
    const item = relationItem(reading, relation);
    for (const name of strings(columns)) {
      const column = columnOf(item, name);
      if (column) readColumn(reading, item, column, true);
      else readPart(reading, item, name);
    }
  }
}

function touchAll(reading: Reading, ranges: RangeVar[], way: 'reads' | 'writes'): void {
  for (const range of ranges) touchNamed(reading, way, resolveRelation(reading, range));
}

function readNamed(reading: Reading, kind: 'prepared' | 'cursors', name: string): void {
  const known = reading.bodies[kind].get(name);
  if (known) mergeAccess(reading.access, known, true);
  else {
    const word = kind === 'prepared' ? 'prepared statement' : 'cursor';
    mayTouchAll(reading.access, `the ${word} ${name} was not made here: nobody knows what it touches`);
  }
}

function readDo(reading: Reading, args: Node[] | undefined): void {
  const language = as(option(args, 'language')?.arg, 'String')?.sval?.toLowerCase() ?? 'plpgsql';
  const body = as(option(args, 'as')?.arg, 'String')?.sval ?? '';
  if (language === 'plpgsql') readDoBody(reading, body);
  else mayTouchAll(reading.access, `a DO block is written in ${language}, which is not read`);
}

/** CREATE TABLE … AS, SELECT INTO and CREATE MATERIALIZED VIEW: the table that is made is written by nobody else. */
const readCreateAs = (reading: Reading, { query }: CreateTableAsStmt): void => readQueryIn(reading, query);

function readRefresh(reading: Reading, { relation }: RefreshMatViewStmt): void {
  if (relation) relationItem(reading, relation);
}

/** A query, or a statement that stands where one is expected: EXPLAIN EXECUTE, CREATE TABLE AS EXECUTE. */
function readQueryIn(reading: Reading, node: Node | undefined): void {
  if (node) readStatement(reading, node);
}

type Readers = { [K in keyof Kinds]?: (reading: Reading, statement: Kinds[K]) => void };

const query = (reading: Reading, statement: { query?: Node }): void => readQueryIn(reading, statement.query);

const readers: Readers = {
  CopyStmt: readCopy,
  PrepareStmt: query,
  DeclareCursorStmt: query,
  ExplainStmt: query,
  ViewStmt: query,
  CreateTableAsStmt: readCreateAs,
  RefreshMatViewStmt: readRefresh,
  ExecuteStmt: (reading, { name, params }) => {
    readNamed(reading, 'prepared', name ?? '');
    readExpression(reading, openScope(null), params);
  },
  FetchStmt: (reading, { portalname }) => readNamed(reading, 'cursors', portalname ?? ''),
  CallStmt: (reading, { funccall }) => {
    if (!funccall) return;
    readExpression(reading, openScope(null), { FuncCall: funccall });
    const path = strings(funccall.funcname);
    if (!knowsFunction(reading, path))
      mayTouchAll(reading.access, `the procedure ${path.join('.')} is not in the schema`);
  },
  DoStmt: (reading, { args }) => readDo(reading, args),
  TruncateStmt: (reading, { relations }) => touchAll(reading, all(relations, 'RangeVar'), 'writes'),
  LockStmt: (reading, { relations }) => touchAll(reading, all(relations, 'RangeVar'), 'reads'),
  IndexStmt: readIndex,
  VacuumStmt: readVacuum,
};

/**
 * Takes note of what a statement touches. What changes the schema alone touches nothing by this: its definitions are no use
 * of a column, and are judged elsewhere.
 */
export function readStatement(reading: Reading, node: Node): void {
  for (const [kind, statement] of Object.entries(node)) {
    if (kind === 'SelectStmt' || /^(?:Insert|Update|Delete|Merge)Stmt$/.test(kind))
      readQuery(reading, node, null);
    else if (Object.hasOwn(readers, kind)) {
      const read = (readers as Record<string, ((reading: Reading, statement: unknown) => void) | undefined>)[
        kind
      ];
      read?.(reading, statement);
    }
  }
}
